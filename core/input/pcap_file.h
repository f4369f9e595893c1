// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet_source.h"
#include "core/input/peeked_stream.h"

namespace beaconscope::input {

/// Opens a pcap file with libpcap: with microseconds or nanoseconds, in either byte order, also
/// with the "modified" record header.
Result<std::unique_ptr<PacketSource>> openWithLibpcap(std::unique_ptr<PeekedStream> stream);

} // namespace beaconscope::input
