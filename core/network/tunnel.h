// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/ip_layer.h"
#include "core/network/transport_layer.h"

namespace beaconscope::network {

/// Makes `frame` the content of an IP packet whose protocol is a tunnel: IP in IP, 6in4, GRE,
/// EtherIP. Returns NotDns for other protocols.
Step enterIpTunnel(const IpPacket& packet, Frame& frame);

/// Makes `frame` the content of a UDP datagram on the port of a tunnel: VXLAN, VXLAN-GPE, GENEVE,
/// GRE, Teredo, GTP-U. Returns NotDns for other ports.
Step enterUdpTunnel(const Segment& datagram, Frame& frame);

} // namespace beaconscope::network
