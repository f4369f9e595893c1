// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/frame.h"

namespace beaconscope::network {

/// Reads an 802.11 header. Only data frames that are not encrypted can be read further. `isPadded`
/// means that the header is filled up to a multiple of four bytes. Returns Step::Aggregate for an
/// A-MSDU: `frame` is then the packets in it, see readPart().
Step readWireless(std::span<const std::byte> bytes, bool isPadded, Frame& frame);

/// Reads 802.11 in a tunnel of an access point. Some of these swap the two bytes of the frame
/// control field; then they are read in that order.
Step readTunnelledWireless(std::span<const std::byte> bytes, Frame& frame);

/// Reads the first of the packets in `rest`, which loses it.
Step readPart(std::span<const std::byte>& rest, Frame& part);

/// Reads a radiotap header (radiotap.org) and the 802.11 header after it.
Step readRadiotap(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
