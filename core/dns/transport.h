// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace beaconscope::dns {

/// How a DNS message was sent. mDNS (RFC 6762) and LLMNR (RFC 4795) have their own values, because
/// they are messages between neighbours, not queries to a resolver.
enum class Transport : std::uint8_t { Udp, Tcp, Mdns, Llmnr };

/// Whether the message was sent by mDNS or LLMNR.
constexpr bool isMulticast(Transport transport) {
    return transport == Transport::Mdns || transport == Transport::Llmnr;
}

/// "udp", "tcp", "mdns", "llmnr"
const char* toString(Transport transport);

/// Returns the kind of DNS that a UDP datagram carries, judged by its ports; nullopt for other
/// ports. `source` and `destination` are addresses of 4 or 16 bytes. They are needed because mDNS
/// and LLMNR stay in the local network: a message that uses their ports over the internet is plain
/// DNS that tries to look like them.
std::optional<Transport> dnsOverUdp(std::span<const std::byte> source,
                                    std::span<const std::byte> destination,
                                    std::uint16_t sourcePort, std::uint16_t destinationPort);

/// Returns false for the ports of services whose messages only look like DNS: NetBIOS names
/// (RFC 1002).
bool mayCarryDns(std::uint16_t sourcePort, std::uint16_t destinationPort);
bool isDnsOverTcp(std::uint16_t sourcePort, std::uint16_t destinationPort);

} // namespace beaconscope::dns
