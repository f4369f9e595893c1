// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/frame.h"

namespace beaconscope::network {

/// Removes the headers between the link layer and IP: VLAN tags, MPLS labels, PPPoE, PPP, and
/// Ethernet frames inside others. Returns Next only when IPv4 or IPv6 follows.
Step removeShims(Frame& frame);

/// Reads PPP (RFC 1661, RFC 1662): with or without the address and control bytes of HDLC framing,
/// with a protocol of one or two bytes, and with the flag byte that some captures have in front.
Step readPpp(std::span<const std::byte> bytes, Frame& frame);

/// Reads PPPoE (RFC 2516). Packets of its discovery stage carry no data.
Step readPppoe(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
