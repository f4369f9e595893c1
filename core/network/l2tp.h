// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/frame.h"

namespace beaconscope::network {

/// Reads data messages of L2TP in UDP: version 2 (RFC 2661), which carries PPP, and version 3.
Step readL2tp(std::span<const std::byte> bytes, Frame& frame);

/// Reads a data message of L2TP version 3 (RFC 3931) from its session id on, as it is in IP. Its
/// header does not say how long it is, nor what it carries. So this succeeds only where an Ethernet
/// frame or PPP with a whole IP packet follows at one of the usual places.
Step readL2tpSession(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
