// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet_source.h"
#include "core/input/peeked_stream.h"

#include <memory>

namespace beaconscope::input {

/// Whether a file that starts with `head` is a capture of Microsoft's Network Monitor 2 or 3.
bool isNetMon(std::span<const std::byte> head);

/// Opens a capture of Network Monitor, versions 2.0 to 2.3 of its format. Frames are read in the
/// order in which they lie in the file. From 2.3 on each frame has a time in UTC. Before, times
/// count from a start in the local time of the machine that captured, which is taken for UTC; the
/// description says so.
Result<std::unique_ptr<PacketSource>> openNetMon(std::unique_ptr<PeekedStream> stream);

} // namespace beaconscope::input
