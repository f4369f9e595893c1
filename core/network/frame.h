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
    // Only special networks have those below; see tag_layer.h.
    Trill = 0x22f3,
    Macsec = 0x88e5,
    ProviderBackbone = 0x88e7, ///< 802.1ah
    FabricPath = 0x8903,       ///< Cisco
    CiscoMetadata = 0x8909,    ///< TrustSec
    VnTag = 0x8926,
    Hsr = 0x892f,
    ETag = 0x893f, ///< 802.1BR
    ServiceHeader = 0x894f,
    CiscoTimeTag = 0x8988,
    QinQ9200 = 0x9200,
    QinQ9300 = 0x9300,
    SwitchTag = 0xdada, ///< of Linux (EDSA)
    Unknown = 0,
};

/// The part of a packet that is still to be read.
struct Frame {
    EtherType type = EtherType::Unknown;
    std::span<const std::byte> bytes;
    std::uint32_t unread = 0; ///< after a step Unread…: the number of what is not read
};

/// The result of reading one header.
enum class Step : std::uint8_t {
    Next,      ///< go on with the content behind the header
    NotDns,    ///< the content is certainly not DNS
    Short,     ///< the bytes end inside the header
    Damaged,   ///< the header contradicts itself
    Aggregate, ///< several packets follow; see readPart() in wireless_link.h
    // What follows cannot be read, and it may hold DNS. Frame::unread has its number.
    UnreadLinkType,
    UnreadEtherType,
    UnreadIpProtocol,
    UnreadPppProtocol,
    EncryptedWifi, ///< a frame that Wi-Fi encrypts; it has no number
};

/// Makes `bytes` of the given type the next part to read.
inline Step go(EtherType type, std::span<const std::byte> bytes, Frame& frame) {
    frame = {type, bytes};
    return Step::Next;
}

/// Says what cannot be read: `step` is one of Step::Unread….
inline Step unread(Step step, std::uint32_t number, Frame& frame) {
    frame.unread = number;
    return step;
}

/// Makes `bytes` the next part to read, as IP of the version in its first half byte.
Step goByIpVersion(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
