// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/rare_link.h"

#include "core/base/byte_order.h"
#include "core/network/link_layer.h"
#include "core/network/shim_layer.h"

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;
using input::LinkType;

constexpr std::size_t kMacs = 12;

/// Goes on with bare IP behind a header.
Step enterIp(Bytes bytes, std::size_t header, Frame& frame) {
    return bytes.size() < header ? Step::Short : goByIpVersion(bytes.subspan(header), frame);
}

Step enterSnap(Bytes bytes, std::size_t header, Frame& frame) {
    return bytes.size() < header ? Step::Short : readSnap(bytes.subspan(header), frame);
}

Step enterEthernet(Bytes bytes, std::size_t header, Frame& frame) {
    return bytes.size() < header ? Step::Short : readEthernet(bytes.subspan(header), frame);
}

/// The log of the BSD packet filter: the first byte is the length of the header, which is padded to
/// four bytes.
Step readPflog(Bytes bytes, Frame& frame) {
    if (bytes.empty())
        return Step::Short;
    return enterIp(bytes, (byteAt(bytes, 0) + std::size_t{3}) / 4 * 4, frame);
}

/// A tag of a switch between the two MAC addresses and the EtherType.
Step readSwitchTag(Bytes bytes, std::size_t tag, Frame& frame) {
    const std::size_t header = kMacs + tag + 2;
    if (bytes.size() < header)
        return Step::Short;
    // What follows the tag is a type or a length, as behind a VLAN tag.
    return go(EtherType::Vlan, bytes.subspan(header - 4), frame);
}

/// Token ring: access and frame control, addresses, and a route if the first bit of the sender's
/// address says so.
Step readTokenRing(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 14;
    if (bytes.size() < kHeader)
        return Step::Short;
    const bool isLlc = byteAt(bytes, 1) >> 6U == 1;
    if (!isLlc)
        return Step::NotDns;
    const bool hasRoute = (byteAt(bytes, 8) & 0x80U) != 0;
    if (hasRoute && bytes.size() == kHeader)
        return Step::Short;
    const std::size_t route = hasRoute ? byteAt(bytes, kHeader) & 0x1fU : 0;
    return enterSnap(bytes, kHeader + route, frame);
}

Step readFddi(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 13;
    if (bytes.empty())
        return Step::Short;
    const bool isLlc = (byteAt(bytes, 0) & 0xf0U) == 0x50;
    return isLlc ? enterSnap(bytes, kHeader, frame) : Step::NotDns;
}

/// The firewall of Axent and Symantec. In its header the EtherType has one of two places; the other
/// one is zero.
Step readSymantec(Bytes bytes, Frame& frame) {
    constexpr std::size_t kVersion2 = 44;
    constexpr std::size_t kVersion3 = 56;
    if (bytes.size() < kVersion2)
        return Step::Short;
    const std::uint16_t type2 = big16(bytes, 6);
    const std::uint16_t type3 = big16(bytes, 20);
    if ((type2 == 0) == (type3 == 0))
        return Step::NotDns;
    const std::size_t header = type2 != 0 ? kVersion2 : kVersion3;
    if (bytes.size() < header)
        return Step::Short;
    return go(static_cast<EtherType>(type2 != 0 ? type2 : type3), bytes.subspan(header), frame);
}

/// ATM as Solaris captures it: the kind of traffic, path, channel.
Step readSunAtm(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 4;
    constexpr std::size_t kLaneHeader = 2;
    if (bytes.size() < kHeader)
        return Step::Short;
    switch (byteAt(bytes, 0) & 0x0fU) {
    case 1: // emulates a LAN
        return enterEthernet(bytes, kHeader + kLaneHeader, frame);
    case 2:
        return enterSnap(bytes, kHeader, frame);
    default:
        return Step::NotDns;
    }
}

/// Juniper's header: a magic number, flags, extensions with their length. Returns its length, or 0
/// when it is not one or says that the link layer is left out.
std::size_t juniperHeader(Bytes bytes) {
    constexpr std::uint32_t kMagic = 0x4d4743;
    constexpr unsigned kHasExtensions = 0x80;
    constexpr unsigned kNoLinkLayer = 0x02;
    if (big32(bytes, 0) >> 8U != kMagic || (byteAt(bytes, 3) & kNoLinkLayer) != 0)
        return 0;
    return (byteAt(bytes, 3) & kHasExtensions) != 0 ? 6 + std::size_t{big16(bytes, 4)} : 4;
}

Step readJuniper(LinkType type, Bytes bytes, Frame& frame) {
    if (bytes.size() < 6)
        return Step::Short;
    const std::size_t header = juniperHeader(bytes);
    if (header == 0)
        return unread(Step::UnreadLinkType, static_cast<std::uint32_t>(type), frame);
    if (bytes.size() < header)
        return Step::Short;
    const LinkType inner = type == LinkType::JuniperEther ? LinkType::Ethernet
                           : type == LinkType::JuniperPpp ? LinkType::Ppp
                                                          : LinkType::CiscoHdlc;
    return readLinkLayer(inner, bytes.subspan(header), frame);
}

/// InfiniBand: the addresses, an EtherType, two bytes that are reserved.
Step readIpOverInfiniband(Bytes bytes, Frame& frame) {
    constexpr std::size_t kAddresses = 40;
    if (bytes.size() < kAddresses + 4)
        return Step::Short;
    return go(static_cast<EtherType>(big16(bytes, kAddresses)), bytes.subspan(kAddresses + 4),
              frame);
}

} // namespace

Step readRareLink(LinkType type, std::span<const std::byte> bytes, Frame& frame) {
    constexpr std::size_t kEncHeader = 12;
    constexpr std::size_t kIpnetHeader = 24;
    constexpr std::size_t kFibreChannelAddresses = 16;
    switch (type) {
    case LinkType::PfLog:
        return readPflog(bytes, frame);
    case LinkType::Enc:
        return enterIp(bytes, kEncHeader, frame);
    case LinkType::Ipnet:
        return enterIp(bytes, kIpnetHeader, frame);
    case LinkType::DsaTagBrcm:
    case LinkType::DsaTagDsa:
        return readSwitchTag(bytes, 4, frame);
    case LinkType::DsaTagEdsa:
        return readSwitchTag(bytes, 8, frame);
    case LinkType::DsaTagBrcmPrepend:
        return enterEthernet(bytes, 4, frame);
    case LinkType::TokenRing:
        return readTokenRing(bytes, frame);
    case LinkType::Fddi:
        return readFddi(bytes, frame);
    case LinkType::SymantecFirewall:
        return readSymantec(bytes, frame);
    case LinkType::AtmRfc1483:
        return readSnap(bytes, frame);
    case LinkType::IpOverFc:
        return enterSnap(bytes, kFibreChannelAddresses, frame);
    case LinkType::SunAtm:
        return readSunAtm(bytes, frame);
    case LinkType::JuniperEther:
    case LinkType::JuniperPpp:
    case LinkType::JuniperChdlc:
        return readJuniper(type, bytes, frame);
    case LinkType::Ipoib:
        return readIpOverInfiniband(bytes, frame);
    default:
        return unread(Step::UnreadLinkType, static_cast<std::uint32_t>(type), frame);
    }
}

} // namespace beaconscope::network
