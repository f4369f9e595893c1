// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/link_type.h"
#include "core/network/frame.h"

namespace beaconscope::network {

/// Reads link layers that few captures have: logs of firewalls, ports inside a switch, rings, ATM.
/// Returns Step::UnreadLinkType for any other.
Step readRareLink(input::LinkType type, std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
