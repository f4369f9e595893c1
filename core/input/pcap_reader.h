// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet_source.h"
#include "core/input/peeked_stream.h"

namespace beaconscope::input {

/// Opens a pcap file. The usual kind (version 2.4, with microseconds or nanoseconds, in either byte
/// order, of a link type whose packets are used as they are) is read here, in large pieces and
/// without a copy. All others are left to libpcap, which knows the historical kinds and puts the
/// headers of some link types into the byte order of this machine.
Result<std::unique_ptr<PacketSource>> openPcap(std::unique_ptr<PeekedStream> stream);

} // namespace beaconscope::input
