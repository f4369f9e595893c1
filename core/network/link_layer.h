// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/link_type.h"
#include "core/network/frame.h"

namespace beaconscope::network {

/// Reads the link-layer headers of a packet: `frame` becomes what they carry.
Step readLinkLayer(input::LinkType type, std::span<const std::byte> bytes, Frame& frame);

/// Reads an Ethernet header, or LLC and SNAP behind an 802.3 length.
Step readEthernet(std::span<const std::byte> bytes, Frame& frame);

/// LLC with SNAP (RFC 1042), as 802.3 and 802.11 carry it.
Step readSnap(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
