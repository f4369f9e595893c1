// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/ip_layer.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::network {

/// A UDP datagram or TCP segment with its header read.
struct Segment {
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::span<const std::byte> payload;
    std::size_t payloadLength = 0; ///< from the headers; larger than `payload` when that was cut
    std::uint32_t sequence = 0;    ///< number of the first payload byte, after a SYN (TCP only)
    bool syn = false;

    bool isCut() const { return payloadLength > payload.size(); }
};

Step readUdp(const IpPacket& packet, Segment& segment);
Step readTcp(const IpPacket& packet, Segment& segment);

} // namespace beaconscope::network
