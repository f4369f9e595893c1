// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/ip_layer.h"
#include "core/network/transport_layer.h"

namespace beaconscope::network {

/// What an IP packet carries when its protocol is a tunnel: IP in IP, 6in4, GRE, EtherIP. NotDns
/// when it is none.
Step enterIpTunnel(const IpPacket& packet, Frame& frame);

/// What a UDP datagram between the ports of a tunnel carries: VXLAN, VXLAN-GPE, GENEVE, GRE,
/// Teredo, GTP-U. NotDns when it is none.
Step enterUdpTunnel(const Segment& datagram, Frame& frame);

} // namespace beaconscope::network
