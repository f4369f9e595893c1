// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/frame.h"

namespace beaconscope::network {

/// Takes off what may lie between a link layer and IP: VLAN tags, MPLS labels, PPPoE, PPP and
/// Ethernet frames inside others. The result is Next only for IPv4 or IPv6.
Step removeShims(Frame& frame);

/// PPP (RFC 1661, RFC 1662): with or without the address and control bytes of HDLC framing, with
/// a protocol of one or two bytes, and with the flag byte that some captures keep before it.
Step readPpp(std::span<const std::byte> bytes, Frame& frame);

/// PPPoE (RFC 2516); the discovery stage carries nothing.
Step readPppoe(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
