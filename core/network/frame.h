// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::network {

/// What comes next in a packet, as an EtherType: link layers, tags and tunnels all lead to one.
/// Numbers of IEEE 802 and of RFC 2784, RFC 4023 and others that build on them.
enum class EtherType : std::uint16_t {
    Ipv4 = 0x0800,
    Ipv6 = 0x86dd,
    Vlan = 0x8100,         ///< 802.1Q
    ProviderVlan = 0x88a8, ///< 802.1ad (QinQ)
    OldQinQ = 0x9100,      ///< QinQ before it was standardised
    Mpls = 0x8847,
    MplsUpstream = 0x8848,
    PppoeSession = 0x8864,
    Ppp = 0x880b,
    BridgedEthernet = 0x6558, ///< a whole Ethernet frame, in GRE, VXLAN and GENEVE
    Erspan = 0x88be,          ///< ERSPAN type I or II, in GRE
    Erspan3 = 0x22eb,
    Unknown = 0,
};

/// The part of a packet that is still to be read.
struct Frame {
    EtherType type = EtherType::Unknown;
    std::span<const std::byte> bytes;
};

/// What reading one header gave.
enum class Step : std::uint8_t {
    Next,    ///< go on with what it holds
    NotDns,  ///< plainly nothing that could be DNS
    Short,   ///< the bytes end inside the header
    Damaged, ///< the header contradicts itself
    Unknown, ///< a link layer that cannot be read
};

/// Goes on with `bytes` as `type`.
inline Step go(EtherType type, std::span<const std::byte> bytes, Frame& frame) {
    frame = {type, bytes};
    return Step::Next;
}

/// Goes on with IP of the version that its first half byte says.
Step goByIpVersion(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
