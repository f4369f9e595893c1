// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/link_layer.h"

#include "core/base/byte_order.h"
#include "core/network/rare_link.h"
#include "core/network/shim_layer.h"
#include "core/network/wireless_link.h"
#include "core/network/wrapped_link.h"

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

constexpr unsigned kFirstEtherType = 0x0600; // smaller values are lengths, or address families

/// The header is an address family in the byte order of the capturing machine. The number for IPv6
/// differs between systems. Some programs write an EtherType instead.
Step readLoopback(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 4;
    if (bytes.size() < kHeader)
        return Step::Short;
    const std::uint32_t asBig = big32(bytes, 0);
    const std::uint32_t family = asBig > 0xffff ? __builtin_bswap32(asBig) : asBig;
    switch (family) {
    case 2:
        return go(EtherType::Ipv4, bytes.subspan(kHeader), frame);
    case 10: // Linux
    case 24: // NetBSD, OpenBSD
    case 28: // FreeBSD
    case 30: // macOS
        return go(EtherType::Ipv6, bytes.subspan(kHeader), frame);
    default:
        return family < kFirstEtherType
                   ? Step::NotDns
                   : go(static_cast<EtherType>(family), bytes.subspan(kHeader), frame);
    }
}

/// Reads a header of fixed length that has an EtherType: Linux cooked capture, Cisco HDLC. Linux
/// has a number of its own for LLC.
Step readFixed(Bytes bytes, std::size_t headerLength, std::size_t typeOffset, Frame& frame) {
    if (bytes.size() < headerLength)
        return Step::Short;
    constexpr unsigned kLinuxLlc = 4;
    const unsigned type = big16(bytes, typeOffset);
    if (type == kLinuxLlc)
        return readSnap(bytes.subspan(headerLength), frame);
    return go(static_cast<EtherType>(type), bytes.subspan(headerLength), frame);
}

/// Reads Frame Relay with a Q.922 address of two bytes (RFC 2427), then a network protocol id or
/// SNAP.
Step readFrameRelay(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 4;
    if (bytes.size() < kHeader)
        return Step::Short;
    switch (byteAt(bytes, 3)) {
    case 0xcc:
        return go(EtherType::Ipv4, bytes.subspan(kHeader), frame);
    case 0x8e:
        return go(EtherType::Ipv6, bytes.subspan(kHeader), frame);
    default:
        return Step::NotDns;
    }
}

/// Reads ARCNET as Linux captures it: two addresses, an offset, a protocol. RFC 1201 adds a split
/// flag and a sequence number; the older RFC 1051 does not.
Step readArcnet(Bytes bytes, std::size_t protocolOffset, Frame& frame) {
    constexpr unsigned kOldIp = 0xf0;
    constexpr unsigned kIp = 0xd4;
    constexpr std::size_t kSplitAndSequence = 3;
    const std::size_t header = protocolOffset + 1;
    if (bytes.size() < header + kSplitAndSequence)
        return Step::Short;
    switch (byteAt(bytes, protocolOffset)) {
    case kOldIp:
        return go(EtherType::Ipv4, bytes.subspan(header), frame);
    case kIp:
        return go(EtherType::Ipv4, bytes.subspan(header + kSplitAndSequence), frame);
    default:
        return Step::NotDns;
    }
}

} // namespace

Step goByIpVersion(std::span<const std::byte> bytes, Frame& frame) {
    if (bytes.empty())
        return Step::Short;
    const unsigned version = byteAt(bytes, 0) >> 4U;
    if (version == 4)
        return go(EtherType::Ipv4, bytes, frame);
    if (version == 6)
        return go(EtherType::Ipv6, bytes, frame);
    return Step::NotDns;
}

Step readSnap(std::span<const std::byte> bytes, Frame& frame) {
    constexpr std::size_t kHeader = 8;
    constexpr std::uint32_t kEncapsulated = 0x0300'0000; // unnumbered, and no organisation
    constexpr std::uint32_t kBridged = 0x0300'80c2;      // the rest has the number of IEEE 802.1
    constexpr std::size_t kBridgedPadding = 2;
    if (bytes.size() < kHeader)
        return Step::NotDns; // other LLC protocols may be that short
    if (big16(bytes, 0) != 0xaaaa)
        return Step::NotDns;
    const std::uint32_t organisation = big32(bytes, 2);
    const std::uint16_t type = big16(bytes, 6);
    if (organisation == kEncapsulated)
        return go(static_cast<EtherType>(type), bytes.subspan(kHeader), frame);
    // RFC 2684: an Ethernet frame, with its check sum (1) or without (7)
    const bool isEthernet = organisation == kBridged && (type == 1 || type == 7);
    if (!isEthernet || bytes.size() < kHeader + kBridgedPadding)
        return Step::NotDns;
    return go(EtherType::BridgedEthernet, bytes.subspan(kHeader + kBridgedPadding), frame);
}

Step readEthernet(std::span<const std::byte> bytes, Frame& frame) {
    constexpr std::size_t kHeader = 14;
    if (bytes.size() < kHeader)
        return Step::Short;
    const std::uint16_t type = big16(bytes, 12);
    if (type < kFirstEtherType)
        return readSnap(bytes.subspan(kHeader), frame);
    return go(static_cast<EtherType>(type), bytes.subspan(kHeader), frame);
}

Step readLinkLayer(input::LinkType type, std::span<const std::byte> bytes, Frame& frame) {
    // Each wrapper makes the packet shorter, so this would end anyway, but nobody nests more.
    constexpr int kMaxWrappers = 8;
    for (int i = 0; i < kMaxWrappers && isWrapped(type); ++i) {
        if (const Step step = unwrapLink(type, bytes); step != Step::Next)
            return unread(step, static_cast<std::uint32_t>(type), frame);
    }
    switch (type) {
    case input::LinkType::Ethernet:
        return readEthernet(bytes, frame);
    case input::LinkType::Null:
    case input::LinkType::Loop:
        return readLoopback(bytes, frame);
    case input::LinkType::Raw:
    case input::LinkType::RawBsd:
    case input::LinkType::RawOpenBsd:
    case input::LinkType::Ipv4:
    case input::LinkType::Ipv6:
        return goByIpVersion(bytes, frame);
    case input::LinkType::LinuxSll:
        return readFixed(bytes, 16, 14, frame);
    case input::LinkType::LinuxSll2:
        return readFixed(bytes, 20, 0, frame);
    case input::LinkType::CiscoHdlc:
        return readFixed(bytes, 4, 2, frame);
    case input::LinkType::Ppp:
    case input::LinkType::PppHdlc:
        return readPpp(bytes, frame);
    case input::LinkType::PppWithDirection:
        return bytes.empty() ? Step::Short : readPpp(bytes.subspan(1), frame);
    case input::LinkType::PppEther:
        return readPppoe(bytes, frame);
    case input::LinkType::FrameRelay:
        return readFrameRelay(bytes, frame);
    case input::LinkType::ArcnetLinux:
        return readArcnet(bytes, 4, frame);
    case input::LinkType::ArcnetBsd:
        return readArcnet(bytes, 2, frame);
    case input::LinkType::Ieee80211:
        return readWireless(bytes, false, frame);
    case input::LinkType::Ieee80211Radiotap:
        return readRadiotap(bytes, frame);
    default:
        return readRareLink(type, bytes, frame);
    }
}

} // namespace beaconscope::network
