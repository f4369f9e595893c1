// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/packet_builder.h"

#include "core/base/ip_address.h"

#include <algorithm>
#include <stdexcept>

namespace beaconscope::testing {

namespace {

unsigned digitValue(char digit) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::size_t value = kDigits.find(digit);
    if (value == std::string_view::npos)
        throw std::invalid_argument("not a hexadecimal digit");
    return static_cast<unsigned>(value);
}

IpAddress address(std::string_view text) {
    const auto parsed = IpAddress::parse(text);
    if (!parsed)
        throw std::invalid_argument("not an address");
    return *parsed;
}

void appendAddress(Bytes& bytes, const IpAddress& value) {
    bytes.insert(bytes.end(), value.bytes().begin(), value.bytes().end());
}

void appendQuestion(Bytes& bytes, std::string_view name, dns::RecordType type) {
    append(bytes, wireName(name));
    append16(bytes, static_cast<std::uint16_t>(type));
    append16(bytes, 1);
}

} // namespace

Bytes fromHex(std::string_view text) {
    Bytes bytes;
    bool isHigh = true;
    for (const char c : text) {
        if (c == ' ')
            continue;
        const unsigned value = digitValue(c);
        if (isHigh)
            bytes.push_back(static_cast<std::byte>(value << 4U));
        else
            bytes.back() |= static_cast<std::byte>(value);
        isHigh = !isHigh;
    }
    return bytes;
}

Bytes join(std::initializer_list<Bytes> parts) {
    Bytes bytes;
    for (const Bytes& part : parts)
        append(bytes, part);
    return bytes;
}

void append16(Bytes& bytes, std::uint16_t value) {
    bytes.push_back(static_cast<std::byte>(value >> 8U));
    bytes.push_back(static_cast<std::byte>(value & 0xffU));
}

void append32(Bytes& bytes, std::uint32_t value) {
    append16(bytes, static_cast<std::uint16_t>(value >> 16U));
    append16(bytes, static_cast<std::uint16_t>(value & 0xffffU));
}

void append(Bytes& bytes, const Bytes& more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

Bytes wireName(std::string_view name) {
    Bytes bytes;
    while (!name.empty()) {
        const std::string_view label = name.substr(0, name.find('.'));
        bytes.push_back(static_cast<std::byte>(label.size()));
        for (const char c : label)
            bytes.push_back(static_cast<std::byte>(c));
        name.remove_prefix(std::min(name.size(), label.size() + 1));
    }
    bytes.push_back(std::byte{0});
    return bytes;
}

Bytes dnsHeader(std::uint16_t id, std::uint16_t flags,
                std::initializer_list<std::uint16_t> counts) {
    Bytes bytes;
    append16(bytes, id);
    append16(bytes, flags);
    for (const std::uint16_t count : counts)
        append16(bytes, count);
    return bytes;
}

Bytes dnsQuery(std::uint16_t id, std::string_view name, dns::RecordType type) {
    Bytes bytes = dnsHeader(id, 0x0100, {1, 0, 0, 0});
    appendQuestion(bytes, name, type);
    return bytes;
}

Bytes dnsResponse(std::uint16_t id, std::string_view name, dns::RecordType type,
                  std::uint32_t ttlSeconds) {
    Bytes bytes = dnsHeader(id, 0x8180, {1, 1, 0, 0});
    appendQuestion(bytes, name, type);
    append16(bytes, 0xc00c); // the name of the question
    append16(bytes, static_cast<std::uint16_t>(type));
    append16(bytes, 1);
    append32(bytes, ttlSeconds);
    append16(bytes, 4);
    append32(bytes, 0xc000'0201);
    return bytes;
}

Bytes withLength(const Bytes& message) {
    Bytes bytes;
    append16(bytes, static_cast<std::uint16_t>(message.size()));
    append(bytes, message);
    return bytes;
}

Bytes ipPacket(std::string_view source, std::string_view destination, std::uint8_t protocol,
               const Bytes& payload) {
    Bytes bytes;
    const IpAddress from = address(source);
    if (from.family() == IpAddress::Family::V4) {
        append16(bytes, 0x4500);
        append16(bytes, static_cast<std::uint16_t>(20 + payload.size()));
        append32(bytes, 0x0001'0000); // an identification, no fragment
        append16(bytes, static_cast<std::uint16_t>(0x4000U | protocol));
        append16(bytes, 0);
    } else {
        append32(bytes, 0x6000'0000);
        append16(bytes, static_cast<std::uint16_t>(payload.size()));
        append16(bytes, static_cast<std::uint16_t>(std::uint32_t{protocol} << 8U | 0x40U));
    }
    appendAddress(bytes, from);
    appendAddress(bytes, address(destination));
    append(bytes, payload);
    return bytes;
}

Bytes udpPacket(const Endpoint& source, const Endpoint& destination, const Bytes& payload) {
    Bytes datagram;
    append16(datagram, source.port);
    append16(datagram, destination.port);
    append16(datagram, static_cast<std::uint16_t>(8 + payload.size()));
    append16(datagram, 0);
    append(datagram, payload);
    return ipPacket(source.address, destination.address, 17, datagram);
}

Bytes tcpPacket(const Endpoint& source, const Endpoint& destination, std::uint32_t sequence,
                const Bytes& payload, TcpFlags flags) {
    Bytes segment;
    append16(segment, source.port);
    append16(segment, destination.port);
    append32(segment, sequence);
    append32(segment, 0);
    append16(segment, flags.syn ? 0x5002 : 0x5000);
    append16(segment, 0xffff);
    append32(segment, 0);
    append(segment, payload);
    return ipPacket(source.address, destination.address, 6, segment);
}

Bytes ethernetFrame(std::uint16_t etherType, const Bytes& payload) {
    Bytes bytes = fromHex("020000000001 020000000002");
    append16(bytes, etherType);
    append(bytes, payload);
    return bytes;
}

Bytes ethernet(const Bytes& ip) {
    const bool isV6 = !ip.empty() && std::to_integer<unsigned>(ip.front()) >> 4U == 6;
    return ethernetFrame(isV6 ? 0x86dd : 0x0800, ip);
}

} // namespace beaconscope::testing
