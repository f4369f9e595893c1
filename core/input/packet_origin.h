// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet.h"

namespace beaconscope::input {

/// Says which packet some bytes came from, for bytes that are kept longer than the packet.
struct PacketOrigin {
    std::uint64_t number = 0;
    Timestamp time;
    std::uint64_t fileOffset = 0;
    std::uint16_t file = 0;
};

inline PacketOrigin originOf(const Packet& packet) {
    return {packet.number, packet.time, packet.fileOffset, packet.file};
}

} // namespace beaconscope::input
