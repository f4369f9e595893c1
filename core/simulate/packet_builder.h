// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"
#include "core/dns/record_type.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace beaconscope::simulate {

/// The content of a DNS message between a host and its resolver.
struct MessageContent {
    std::uint16_t id = 0;
    bool isResponse = false;
    dns::ResponseCode rcode = dns::ResponseCode::NoError;
    std::string_view wireName; ///< a result of wireName()
    dns::RecordType type = dns::RecordType::A;
    /// A response without an answer is a negative one and holds an SOA record (RFC 2308).
    bool hasAnswer = false;
    std::uint32_t ttlSeconds = 0;
    std::uint32_t addressSeed = 0; ///< chooses the address in the answer
};

struct UdpEndpoints {
    IpAddress source; ///< IPv4
    IpAddress destination;
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
};

/// Builds Ethernet frames with IPv4 and correct checksums. The returned bytes are valid until the
/// next call, because the builder uses one buffer.
class PacketBuilder {
public:
    std::span<const std::byte> dnsOverUdp(const UdpEndpoints& endpoints,
                                          const MessageContent& content);
    /// Returns a TCP segment with the ACK flag and `payloadLength` zero bytes.
    std::span<const std::byte> tcp(const UdpEndpoints& endpoints, std::uint32_t sequence,
                                   std::size_t payloadLength);

private:
    void startFrame(const UdpEndpoints& endpoints, std::uint8_t protocol);
    void appendMessage(const MessageContent& content);
    void appendAnswer(const MessageContent& content);
    void appendSoa(const MessageContent& content);
    void finishFrame(std::size_t checksumOffset);

    void append8(std::uint32_t value);
    void append16(std::uint32_t value);
    void append32(std::uint32_t value);
    void append(std::string_view bytes);
    void set16(std::size_t offset, std::uint32_t value);
    std::uint32_t sumOf(std::size_t first, std::size_t last) const;

    std::vector<std::byte> m_frame;
    std::uint16_t m_identification = 0;
};

} // namespace beaconscope::simulate
