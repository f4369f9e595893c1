// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/capture/transport_layer.h"

#include "core/base/byte_order.h"

#include <algorithm>

namespace beaconscope::capture {

namespace {

constexpr std::uint16_t kDnsPort = 53;
constexpr std::uint16_t kNetbiosNamePort = 137;
constexpr std::uint16_t kMdnsPort = 5353;
constexpr std::uint16_t kLlmnrPort = 5355;

enum class Reach : std::uint8_t { Local, Multicast, Internet };

/// IANA's special-purpose address registries, as far as hosts have such addresses.
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

/// From a private address to a public one, or back. Between two public addresses nobody can say:
/// there are campus networks of them.
bool isOverTheInternet(std::span<const std::byte> source, std::span<const std::byte> destination) {
    const Reach from = reachOf(source);
    const Reach to = reachOf(destination);
    return (from == Reach::Local && to == Reach::Internet) ||
           (from == Reach::Internet && to == Reach::Local);
}

} // namespace

Step readUdp(const IpPacket& packet, Segment& segment) {
    constexpr std::size_t kHeader = 8;
    const std::span<const std::byte> bytes = packet.payload;
    if (bytes.size() < kHeader)
        return Step::Short;
    const std::size_t length = big16(bytes, 4);
    // 0 stands for a length that does not fit (RFC 2675) or was left to segmentation offload.
    if (length != 0 && length < kHeader)
        return Step::Damaged;
    segment.sourcePort = big16(bytes, 0);
    segment.destinationPort = big16(bytes, 2);
    segment.payloadLength = (length == 0 ? packet.payloadLength : length) - kHeader;
    segment.payload =
        bytes.subspan(kHeader, std::min(segment.payloadLength, bytes.size() - kHeader));
    return Step::Next;
}

Step readTcp(const IpPacket& packet, Segment& segment) {
    constexpr std::size_t kMinHeader = 20;
    const std::span<const std::byte> bytes = packet.payload;
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::size_t headerLength = (byteAt(bytes, 12) >> 4U) * std::size_t{4};
    if (headerLength < kMinHeader || headerLength > packet.payloadLength)
        return Step::Damaged;
    const unsigned flags = byteAt(bytes, 13);
    segment.sourcePort = big16(bytes, 0);
    segment.destinationPort = big16(bytes, 2);
    segment.fin = (flags & 0x01U) != 0;
    segment.syn = (flags & 0x02U) != 0;
    segment.rst = (flags & 0x04U) != 0;
    segment.sequence = big32(bytes, 4) + (segment.syn ? 1 : 0);
    segment.payload = bytes.subspan(std::min(headerLength, bytes.size()));
    segment.payloadLength = packet.payloadLength - headerLength;
    return Step::Next;
}

std::optional<Transport> dnsOverUdp(const IpPacket& packet, const Segment& datagram) {
    return dnsOverUdp(packet.source, packet.destination, datagram.sourcePort,
                      datagram.destinationPort);
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

} // namespace beaconscope::capture
