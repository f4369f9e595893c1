// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::network {

/// The protocol of the next header in a packet. Link layers, tags and tunnels all name it by an
/// EtherType. Numbers from IEEE 802, and from RFC 2784, RFC 4023 and others that use them.
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

/// The result of reading one header.
enum class Step : std::uint8_t {
    Next,    ///< go on with the content behind the header
    NotDns,  ///< the content is certainly not DNS
    Short,   ///< the bytes end inside the header
    Damaged, ///< the header contradicts itself
    Unknown, ///< a link layer that cannot be read
};

/// Makes `bytes` of the given type the next part to read.
inline Step go(EtherType type, std::span<const std::byte> bytes, Frame& frame) {
    frame = {type, bytes};
    return Step::Next;
}

/// Makes `bytes` the next part to read, as IP of the version in its first half byte.
Step goByIpVersion(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
