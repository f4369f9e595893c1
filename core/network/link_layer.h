// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/link_type.h"
#include "core/network/frame.h"

namespace beaconscope::network {

/// Reads the link-layer headers of a packet; `frame` becomes their content.
Step readLinkLayer(input::LinkType type, std::span<const std::byte> bytes, Frame& frame);

/// Reads an Ethernet header, or an 802.3 header with LLC and SNAP.
Step readEthernet(std::span<const std::byte> bytes, Frame& frame);

/// Reads LLC with SNAP (RFC 1042), which 802.3 and 802.11 use.
Step readSnap(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
