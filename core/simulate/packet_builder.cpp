// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/packet_builder.h"

#include <algorithm>

namespace beaconscope::simulate {

namespace {

constexpr std::size_t kIpOffset = 14;
constexpr std::size_t kTransportOffset = kIpOffset + 20;
constexpr std::uint8_t kUdp = 17;
constexpr std::uint8_t kTcp = 6;

/// Returns the Internet checksum (RFC 1071).
std::uint32_t foldedComplement(std::uint32_t sum) {
    while (sum > 0xffff)
        sum = (sum & 0xffffU) + (sum >> 16U);
    return ~sum & 0xffffU;
}

} // namespace

std::span<const std::byte> PacketBuilder::dnsOverUdp(const UdpEndpoints& endpoints,
                                                     const MessageContent& content) {
    startFrame(endpoints, kUdp);
    append16(endpoints.sourcePort);
    append16(endpoints.destinationPort);
    append32(0); // length and checksum
    appendMessage(content);
    set16(kTransportOffset + 4, static_cast<std::uint32_t>(m_frame.size() - kTransportOffset));
    finishFrame(kTransportOffset + 6);
    return m_frame;
}

std::span<const std::byte> PacketBuilder::tcp(const UdpEndpoints& endpoints, std::uint32_t sequence,
                                              std::size_t payloadLength) {
    startFrame(endpoints, kTcp);
    append16(endpoints.sourcePort);
    append16(endpoints.destinationPort);
    append32(sequence);
    append32(1);      // acknowledged
    append16(0x5018); // five words of header; PSH, ACK
    append16(0xffff); // window
    append32(0);      // checksum, urgent pointer
    m_frame.resize(m_frame.size() + payloadLength);
    finishFrame(kTransportOffset + 16);
    return m_frame;
}

void PacketBuilder::startFrame(const UdpEndpoints& endpoints, std::uint8_t protocol) {
    const auto appendAddress = [this](const IpAddress& address) {
        for (const std::byte byte : address.bytes())
            m_frame.push_back(byte);
    };
    m_frame.clear();
    // Locally administered MAC addresses that hold the IPv4 address.
    append16(0x0200);
    appendAddress(endpoints.destination);
    append16(0x0200);
    appendAddress(endpoints.source);
    append16(0x0800);
    append16(0x4500);
    append16(0); // total length
    append16(m_identification++);
    append16(0x4000); // do not fragment
    append8(64);
    append8(protocol);
    append16(0); // checksum
    appendAddress(endpoints.source);
    appendAddress(endpoints.destination);
}

void PacketBuilder::appendMessage(const MessageContent& content) {
    const bool negative = content.isResponse && !content.hasAnswer;
    append16(content.id);
    append16((content.isResponse ? 0x8180U : 0x0100U) | static_cast<std::uint32_t>(content.rcode));
    append16(1);
    append16(content.isResponse && content.hasAnswer ? 1 : 0);
    append16(negative ? 1 : 0);
    append16(0);
    append(content.wireName);
    append16(static_cast<std::uint32_t>(content.type));
    append16(1); // class IN
    if (negative)
        appendSoa(content);
    else if (content.isResponse)
        appendAnswer(content);
}

void PacketBuilder::appendAnswer(const MessageContent& content) {
    append16(0xc00c); // the question's name
    append16(static_cast<std::uint32_t>(content.type));
    append16(1);
    append32(content.ttlSeconds);
    switch (content.type) {
    case dns::RecordType::Aaaa: // 2001:db8::/32, for documentation (RFC 3849)
        append16(16);
        append32(0x20010db8);
        append32(0);
        append32(0);
        append32(content.addressSeed);
        break;
    case dns::RecordType::Srv:
        append16(6 + 2 + 4);
        append16(0);   // priority
        append16(100); // weight
        append16(389);
        append(std::string_view("\3dc1", 4));
        append16(0xc00c);
        break;
    case dns::RecordType::A: // 198.51.100.0/24, for documentation (RFC 5737)
        append16(4);
        append32(0xc6336400U | (content.addressSeed & 0xffU));
        break;
    default: // a text like that of TXT; nothing reads the data of other types
        append16(3);
        append(std::string_view("\2ok", 3));
        break;
    }
}

void PacketBuilder::appendSoa(const MessageContent& content) {
    append16(0xc00c);
    append16(static_cast<std::uint32_t>(dns::RecordType::Soa));
    append16(1);
    append32(content.ttlSeconds);
    append16(2 + 2 + 20);
    append16(0xc00c); // primary server and mailbox: pointers to the question's name
    append16(0xc00c);
    for (const std::uint32_t field : {1U, 3600U, 600U, 86'400U, content.ttlSeconds})
        append32(field);
}

void PacketBuilder::finishFrame(std::size_t checksumOffset) {
    set16(kIpOffset + 2, static_cast<std::uint32_t>(m_frame.size() - kIpOffset));
    set16(kIpOffset + 10, foldedComplement(sumOf(kIpOffset, kTransportOffset)));
    // The pseudo header: addresses, protocol, length.
    const std::uint32_t pseudoHeader =
        sumOf(kTransportOffset - 8, kTransportOffset) +
        std::to_integer<std::uint32_t>(m_frame[kIpOffset + 9]) +
        static_cast<std::uint32_t>(m_frame.size() - kTransportOffset);
    const std::uint32_t checksum =
        foldedComplement(pseudoHeader + sumOf(kTransportOffset, m_frame.size()));
    // In UDP, zero means "no checksum" (RFC 768), so 0xffff is written: it is the same number in
    // ones' complement arithmetic.
    set16(checksumOffset, checksum == 0 ? 0xffff : checksum);
}

void PacketBuilder::append8(std::uint32_t value) {
    m_frame.push_back(static_cast<std::byte>(value & 0xffU));
}

void PacketBuilder::append16(std::uint32_t value) {
    append8(value >> 8U);
    append8(value);
}

void PacketBuilder::append32(std::uint32_t value) {
    append16(value >> 16U);
    append16(value);
}

void PacketBuilder::append(std::string_view bytes) {
    std::transform(bytes.begin(), bytes.end(), std::back_inserter(m_frame),
                   [](char c) { return static_cast<std::byte>(c); });
}

void PacketBuilder::set16(std::size_t offset, std::uint32_t value) {
    m_frame[offset] = static_cast<std::byte>(value >> 8U & 0xffU);
    m_frame[offset + 1] = static_cast<std::byte>(value & 0xffU);
}

std::uint32_t PacketBuilder::sumOf(std::size_t first, std::size_t last) const {
    std::uint32_t sum = 0;
    for (std::size_t i = first; i < last; i += 2) {
        sum += std::to_integer<std::uint32_t>(m_frame[i]) << 8U;
        if (i + 1 < last)
            sum += std::to_integer<std::uint32_t>(m_frame[i + 1]);
    }
    return sum;
}

} // namespace beaconscope::simulate
