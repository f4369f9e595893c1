// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/transport.h"

#include "core/base/byte_order.h"

namespace beaconscope::dns {

namespace {

constexpr std::uint16_t kDnsPort = 53;
constexpr std::uint16_t kNetbiosNamePort = 137;
constexpr std::uint16_t kMdnsPort = 5353;
constexpr std::uint16_t kLlmnrPort = 5355;

enum class Reach : std::uint8_t { Local, Multicast, Internet };

/// Follows IANA's special-purpose address registries, for the addresses that hosts can have.
Reach reachOf(std::span<const std::byte> address) {
    const unsigned first = byteAt(address, 0);
    const unsigned second = byteAt(address, 1);
    if (address.size() == 16) {
        if (first == 0xff)
            return Reach::Multicast;
        return (first & 0xe0U) == 0x20 ? Reach::Internet : Reach::Local; // 2000::/3 is given out
    }
    if (first >= 224)
        return Reach::Multicast; // and the broadcast address
    const bool isPrivate = first == 10 || (first == 172 && second >> 4U == 1) ||
                           (first == 192 && second == 168) || (first == 100 && second >> 6U == 1);
    const bool isLocal = first == 0 || first == 127 || (first == 169 && second == 254);
    return isPrivate || isLocal ? Reach::Local : Reach::Internet;
}

/// Whether a message goes from a private address to a public one, or back. False for two public
/// addresses, because they may be in one local network: some campus networks use public addresses.
bool isOverTheInternet(std::span<const std::byte> source, std::span<const std::byte> destination) {
    const Reach from = reachOf(source);
    const Reach to = reachOf(destination);
    return (from == Reach::Local && to == Reach::Internet) ||
           (from == Reach::Internet && to == Reach::Local);
}

} // namespace

const char* toString(Transport transport) {
    switch (transport) {
    case Transport::Udp:
        return "udp";
    case Transport::Tcp:
        return "tcp";
    case Transport::Mdns:
        return "mdns";
    case Transport::Llmnr:
        return "llmnr";
    }
    return "unknown";
}

std::optional<Transport> dnsOverUdp(std::span<const std::byte> source,
                                    std::span<const std::byte> destination,
                                    std::uint16_t sourcePort, std::uint16_t destinationPort) {
    const auto either = [=](std::uint16_t port) {
        return sourcePort == port || destinationPort == port;
    };
    if (either(kDnsPort))
        return Transport::Udp;
    if (!either(kMdnsPort) && !either(kLlmnrPort))
        return std::nullopt;
    if (isOverTheInternet(source, destination))
        return Transport::Udp;
    return either(kMdnsPort) ? Transport::Mdns : Transport::Llmnr;
}

bool mayCarryDns(std::uint16_t sourcePort, std::uint16_t destinationPort) {
    return sourcePort != kNetbiosNamePort && destinationPort != kNetbiosNamePort;
}

bool isDnsOverTcp(std::uint16_t sourcePort, std::uint16_t destinationPort) {
    return sourcePort == kDnsPort || destinationPort == kDnsPort;
}

} // namespace beaconscope::dns
