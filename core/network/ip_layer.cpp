// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/ip_layer.h"

#include "core/base/byte_order.h"

#include <algorithm>

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

/// Cuts `rest` to the announced length, because the bytes after it are padding. With segmentation
/// offload a capture on the sending host has packets whose length is still 0: then all of `rest`
/// is payload.
void setPayload(Bytes rest, std::size_t announced, bool hasLength, IpPacket& packet) {
    packet.payloadLength = hasLength ? announced : rest.size();
    packet.payload = rest.first(std::min(packet.payloadLength, rest.size()));
}

Step readIpv4(Bytes bytes, IpPacket& packet) {
    constexpr std::size_t kMinHeader = 20;
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::size_t headerLength = (byteAt(bytes, 0) & 0x0fU) * std::size_t{4};
    const std::size_t totalLength = big16(bytes, 2);
    const bool hasLength = totalLength != 0;
    if (byteAt(bytes, 0) >> 4U != 4 || headerLength < kMinHeader ||
        (hasLength && totalLength < headerLength))
        return Step::Damaged;
    if (bytes.size() < headerLength)
        return Step::Short;
    const unsigned fragment = big16(bytes, 6);
    packet.source = bytes.subspan(12, 4);
    packet.destination = bytes.subspan(16, 4);
    packet.protocol = static_cast<IpProtocol>(byteAt(bytes, 9));
    packet.moreFragments = (fragment & 0x2000U) != 0;
    packet.fragmentOffset = (fragment & 0x1fffU) * 8;
    packet.fragmentId = big16(bytes, 4);
    packet.isFragment = packet.moreFragments || packet.fragmentOffset != 0;
    setPayload(bytes.subspan(headerLength), totalLength - headerLength, hasLength, packet);
    return Step::Next;
}

/// Extension headers (RFC 8200 section 4, RFC 4302, RFC 6275, RFC 7401, RFC 5533).
enum class ExtensionHeader : std::uint8_t {
    HopByHop = 0,
    Routing = 43,
    Fragment = 44,
    Authentication = 51,
    Destination = 60,
    Mobility = 135,
    Hip = 139,
    Shim6 = 140,
};

/// Returns the length of an extension header, or 0 when `protocol` is not one. `header` has at
/// least two bytes.
std::size_t extensionLength(unsigned protocol, Bytes header) {
    switch (static_cast<ExtensionHeader>(protocol)) {
    case ExtensionHeader::HopByHop:
    case ExtensionHeader::Routing:
    case ExtensionHeader::Destination:
    case ExtensionHeader::Mobility:
    case ExtensionHeader::Hip:
    case ExtensionHeader::Shim6:
        return (byteAt(header, 1) + std::size_t{1}) * 8;
    case ExtensionHeader::Fragment:
        return 8;
    case ExtensionHeader::Authentication:
        return (byteAt(header, 1) + std::size_t{2}) * 4;
    }
    return 0;
}

void readFragmentHeader(Bytes header, IpPacket& packet) {
    const unsigned field = big16(header, 2);
    packet.moreFragments = (field & 1U) != 0;
    packet.fragmentOffset = field & 0xfff8U;
    packet.fragmentId = big32(header, 4);
    // An "atomic fragment" (RFC 6946) is whole although it has the header.
    packet.isFragment = packet.moreFragments || packet.fragmentOffset != 0;
}

Step readExtensions(unsigned protocol, IpPacket& packet) {
    for (;;) {
        // In a later fragment the bytes are not at the start of a header.
        const bool isData = packet.isFragment && packet.fragmentOffset != 0;
        if (isData || packet.payload.size() < 2)
            break;
        const std::size_t length = extensionLength(protocol, packet.payload);
        if (length == 0)
            break;
        if (packet.payload.size() < length)
            return Step::Short;
        if (static_cast<ExtensionHeader>(protocol) == ExtensionHeader::Fragment)
            readFragmentHeader(packet.payload, packet);
        protocol = byteAt(packet.payload, 0);
        packet.payload = packet.payload.subspan(length);
        packet.payloadLength -= length;
        // The part that cannot be fragmented ends at the fragment header. The headers after it
        // are read when the packet is whole.
        if (packet.isFragment)
            break;
    }
    packet.protocol = static_cast<IpProtocol>(protocol);
    return Step::Next;
}

Step readIpv6(Bytes bytes, IpPacket& packet) {
    constexpr std::size_t kHeader = 40;
    if (bytes.size() < kHeader)
        return Step::Short;
    if (byteAt(bytes, 0) >> 4U != 6)
        return Step::Damaged;
    const std::size_t length = big16(bytes, 4);
    packet.source = bytes.subspan(8, 16);
    packet.destination = bytes.subspan(24, 16);
    packet.isFragment = false;
    packet.fragmentId = 0;
    setPayload(bytes.subspan(kHeader), length, length != 0, packet);
    return readExtensions(byteAt(bytes, 6), packet);
}

} // namespace

Step readIp(const Frame& frame, IpPacket& packet) {
    return frame.type == EtherType::Ipv4 ? readIpv4(frame.bytes, packet)
                                         : readIpv6(frame.bytes, packet);
}

Step removeAuthentication(IpPacket& packet) {
    while (packet.protocol == IpProtocol::Authentication) {
        if (packet.payload.size() < 2)
            return Step::Short;
        const std::size_t length = extensionLength(51, packet.payload);
        if (packet.payload.size() < length)
            return Step::Short;
        packet.protocol = static_cast<IpProtocol>(byteAt(packet.payload, 0));
        packet.payload = packet.payload.subspan(length);
        packet.payloadLength -= length;
    }
    return Step::Next;
}

Step becomeWhole(std::span<const std::byte> payload, IpPacket& packet) {
    packet.isFragment = false;
    packet.payload = payload;
    packet.payloadLength = payload.size();
    if (packet.source.size() == 4)
        return Step::Next;
    return readExtensions(static_cast<unsigned>(packet.protocol), packet);
}

IpAddress addressFrom(std::span<const std::byte> bytes) {
    return bytes.size() == 4 ? IpAddress::v4(bytes.first<4>()) : IpAddress::v6(bytes.first<16>());
}

} // namespace beaconscope::network
