// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/transport_layer.h"

#include "core/base/byte_order.h"

#include <algorithm>

namespace beaconscope::network {

Step readUdp(const IpPacket& packet, Segment& segment) {
    constexpr std::size_t kHeader = 8;
    const std::span<const std::byte> bytes = packet.payload;
    if (bytes.size() < kHeader)
        return Step::Short;
    const std::size_t length = big16(bytes, 4);
    // The length is 0 when it does not fit into the field (RFC 2675) or when segmentation offload
    // fills it in later.
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
    segment.sourcePort = big16(bytes, 0);
    segment.destinationPort = big16(bytes, 2);
    segment.syn = (byteAt(bytes, 13) & 0x02U) != 0;
    segment.sequence = big32(bytes, 4) + (segment.syn ? 1 : 0);
    segment.payload = bytes.subspan(std::min(headerLength, bytes.size()));
    segment.payloadLength = packet.payloadLength - headerLength;
    return Step::Next;
}

} // namespace beaconscope::network
