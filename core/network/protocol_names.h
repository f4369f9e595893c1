// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace beaconscope::network {

/// Whether an EtherType is one of a protocol that carries no other packets, as ARP or LLDP. What
/// this program does not know may carry IP.
bool isEtherTypeWithoutIp(std::uint16_t type);
/// The same for the protocol numbers of IP, as ICMP or OSPF.
bool isIpProtocolWithoutIp(std::uint8_t protocol);
/// The same for PPP: the protocols that negotiate, as LCP, and those that have no layer above.
bool isPppProtocolWithoutIp(std::uint16_t protocol);

/// These return a short name, or an empty text when there is none here. They name protocols that
/// are not read.
std::string_view etherTypeName(std::uint16_t type);
std::string_view ipProtocolName(std::uint8_t protocol);
std::string_view pppProtocolName(std::uint16_t protocol);

} // namespace beaconscope::network
