// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/record_type.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::testing {

using Bytes = std::vector<std::byte>;

/// Reads pairs of hexadecimal digits such as "45 00 c0a8". Ignores blanks.
Bytes fromHex(std::string_view text);
Bytes join(std::initializer_list<Bytes> parts);

void append16(Bytes& bytes, std::uint16_t value); // big-endian, as all below
void append32(Bytes& bytes, std::uint32_t value);
void append(Bytes& bytes, const Bytes& more);

/// An address in text and a port.
struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
};

/// Returns a name such as "www.example.com" as labels, with the root label at the end.
Bytes wireName(std::string_view name);
Bytes dnsHeader(std::uint16_t id, std::uint16_t flags, std::initializer_list<std::uint16_t> counts);
Bytes dnsQuery(std::uint16_t id, std::string_view name, dns::RecordType type = dns::RecordType::A);
/// A response with one answer of four data bytes.
Bytes dnsResponse(std::uint16_t id, std::string_view name,
                  dns::RecordType type = dns::RecordType::A, std::uint32_t ttlSeconds = 300);
/// Returns the message behind the two length bytes of DNS over TCP.
Bytes withLength(const Bytes& message);

/// Returns a whole IPv4 or IPv6 packet; the addresses decide which. Checksums are zero.
Bytes ipPacket(std::string_view source, std::string_view destination, std::uint8_t protocol,
               const Bytes& payload);
Bytes udpPacket(const Endpoint& source, const Endpoint& destination, const Bytes& payload);

struct TcpFlags {
    bool syn = false;
};
Bytes tcpPacket(const Endpoint& source, const Endpoint& destination, std::uint32_t sequence,
                const Bytes& payload, TcpFlags flags = {});

Bytes ethernetFrame(std::uint16_t etherType, const Bytes& payload);
/// Returns `ip` in an Ethernet frame whose type fits the version of IP.
Bytes ethernet(const Bytes& ip);

} // namespace beaconscope::testing
