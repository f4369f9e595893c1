// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/input/link_type.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::input {

struct LoggedDns;

/// One captured packet, or one line of a log. Its pointers are valid until its source reads the
/// next one.
struct Packet {
    std::uint64_t number = 0; ///< 1-based within its file; for a log, the number of the line
    Timestamp time;           ///< kNoTime when it has none
    LinkType linkType = LinkType::Ethernet;
    std::span<const std::byte> bytes;  ///< as captured; empty for a line of a log
    std::uint32_t originalLength = 0;  ///< on the wire; larger than `bytes` when these were cut
    std::uint64_t fileOffset = 0;      ///< where its record starts in the decompressed file
    const LoggedDns* logged = nullptr; ///< content of a line of a log; null for a packet
    std::uint16_t file = 0;            ///< index of its file in the capture
};

} // namespace beaconscope::input
