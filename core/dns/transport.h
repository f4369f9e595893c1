// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace beaconscope::dns {

/// How a DNS message travelled. mDNS (RFC 6762) and LLMNR (RFC 4795) are told apart because they
/// are local chatter, not look-ups at a resolver.
enum class Transport : std::uint8_t { Udp, Tcp, Mdns, Llmnr };

/// Whether it is such local chatter.
constexpr bool isMulticast(Transport transport) {
    return transport == Transport::Mdns || transport == Transport::Llmnr;
}

/// "udp", "tcp", "mdns", "llmnr"
const char* toString(Transport transport);

/// The kind of DNS that a UDP datagram carries, by its ports; none for other ports. `source` and
/// `destination` are addresses of 4 or 16 bytes: mDNS and LLMNR stay in the local network, and what
/// goes over the internet on their ports is DNS that wants to pass for them.
std::optional<Transport> dnsOverUdp(std::span<const std::byte> source,
                                    std::span<const std::byte> destination,
                                    std::uint16_t sourcePort, std::uint16_t destinationPort);

/// False for services whose messages look like DNS and are not: NetBIOS names (RFC 1002).
bool mayCarryDns(std::uint16_t sourcePort, std::uint16_t destinationPort);
bool isDnsOverTcp(std::uint16_t sourcePort, std::uint16_t destinationPort);

} // namespace beaconscope::dns
