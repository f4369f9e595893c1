// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/frame.h"

namespace beaconscope::network {

/// Reads TZSP, in which routers and access points stream what they see: a header, tags, a packet of
/// the link type that the header names.
Step readTzsp(std::span<const std::byte> bytes, Frame& frame);

/// Reads CAPWAP data (RFC 5415) between an access point and its controller: Ethernet or 802.11. Of
/// a packet that is sent in fragments only the first is read.
Step readCapwap(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
