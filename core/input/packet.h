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

/// One captured packet, or one line of a log. What it points to is valid until its source reads
/// the next one.
struct Packet {
    std::uint64_t number = 0; ///< 1-based within its file; of a log, the number of the line
    Timestamp time;
    LinkType linkType = LinkType::Ethernet;
    std::span<const std::byte> bytes;  ///< as captured
    std::uint32_t originalLength = 0;  ///< as it was on the wire; larger: cut by the snap length
    std::uint64_t fileOffset = 0;      ///< of its record, in the decompressed file
    const LoggedDns* logged = nullptr; ///< of a line of a log, which has no bytes
};

} // namespace beaconscope::input
