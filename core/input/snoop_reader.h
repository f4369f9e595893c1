// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet_source.h"
#include "core/input/peeked_stream.h"

#include <memory>

namespace beaconscope::input {

/// Whether a file that starts with `head` is a snoop capture.
bool isSnoop(std::span<const std::byte> head);

/// Opens a snoop capture, RFC 1761, as Solaris and the monitors of some firewalls write it. The
/// error names the version or the link type if it is one that is not read.
Result<std::unique_ptr<PacketSource>> openSnoop(std::unique_ptr<PeekedStream> stream);

} // namespace beaconscope::input
