// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/shim_layer.h"

#include "core/base/byte_order.h"
#include "core/network/link_layer.h"
#include "core/network/protocol_names.h"
#include "core/network/tag_layer.h"

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

Step readVlan(Bytes bytes, Frame& frame) {
    constexpr std::size_t kTag = 4;
    constexpr unsigned kFirstEtherType = 0x0600; // smaller values are lengths, as in 802.3
    if (bytes.size() < kTag)
        return Step::Short;
    const std::uint16_t type = big16(bytes, 2);
    if (type < kFirstEtherType)
        return readSnap(bytes.subspan(kTag), frame);
    return go(static_cast<EtherType>(type), bytes.subspan(kTag), frame);
}

/// MPLS does not say what follows the last label (RFC 3032). The content is IP when it starts like
/// IP. Otherwise it may be an Ethernet pseudowire: with a control word, which starts with a half
/// byte of zero (RFC 4448), or without.
Step readMpls(Bytes bytes, Frame& frame) {
    constexpr std::size_t kLabel = 4;
    bool isLast = false;
    while (!isLast) {
        if (bytes.size() < kLabel)
            return Step::Short;
        isLast = (byteAt(bytes, 2) & 1U) != 0;
        bytes = bytes.subspan(kLabel);
    }
    if (bytes.empty())
        return Step::Short;
    switch (byteAt(bytes, 0) >> 4U) {
    case 4:
    case 6:
        return goByIpVersion(bytes, frame);
    case 0:
        return bytes.size() < 4 ? Step::Short
                                : go(EtherType::BridgedEthernet, bytes.subspan(4), frame);
    default:
        return Step::NotDns;
    }
}

/// ERSPAN type II has a header of eight bytes. Type I has no header, so its first four bits are not
/// a version.
Step readErspan(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 8;
    if (bytes.size() < kHeader)
        return Step::Short;
    const bool isTypeTwo = byteAt(bytes, 0) >> 4U == 1;
    return go(EtherType::BridgedEthernet, isTypeTwo ? bytes.subspan(kHeader) : bytes, frame);
}

/// ERSPAN type III: twelve bytes, and eight more when the last bit says so.
Step readErspan3(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 12;
    if (bytes.size() < kHeader)
        return Step::Short;
    const bool hasSubheader = (byteAt(bytes, 11) & 1U) != 0;
    const std::size_t length = kHeader + (hasSubheader ? 8 : 0);
    if (bytes.size() < length)
        return Step::Short;
    return go(EtherType::BridgedEthernet, bytes.subspan(length), frame);
}

Step removeShim(Frame& frame) {
    switch (frame.type) {
    case EtherType::Vlan:
    case EtherType::ProviderVlan:
    case EtherType::OldQinQ:
    case EtherType::QinQ9200:
    case EtherType::QinQ9300:
        return readVlan(frame.bytes, frame);
    case EtherType::Mpls:
    case EtherType::MplsUpstream:
        return readMpls(frame.bytes, frame);
    case EtherType::PppoeSession:
        return readPppoe(frame.bytes, frame);
    case EtherType::Ppp:
        return readPpp(frame.bytes, frame);
    case EtherType::BridgedEthernet:
        return readEthernet(frame.bytes, frame);
    case EtherType::Erspan:
        return readErspan(frame.bytes, frame);
    case EtherType::Erspan3:
        return readErspan3(frame.bytes, frame);
    default:
        return removeTag(frame);
    }
}

bool isIp(EtherType type) {
    return type == EtherType::Ipv4 || type == EtherType::Ipv6;
}

} // namespace

Step removeShims(Frame& frame) {
    // This loop ends: every header makes the rest shorter, except ERSPAN type I, and Ethernet
    // follows that one.
    while (!isIp(frame.type)) {
        if (const Step step = removeShim(frame); step != Step::Next)
            return step;
    }
    return Step::Next;
}

Step readPpp(std::span<const std::byte> bytes, Frame& frame) {
    constexpr unsigned kFlag = 0x7e;
    constexpr unsigned kAddressAndControl = 0xff03;
    if (!bytes.empty() && byteAt(bytes, 0) == kFlag)
        bytes = bytes.subspan(1);
    if (bytes.size() >= 2 && big16(bytes, 0) == kAddressAndControl)
        bytes = bytes.subspan(2);
    if (bytes.size() < 2)
        return Step::Short;
    // The last byte of a protocol number is odd, all others are even (RFC 1661 section 2).
    const bool isShort = (byteAt(bytes, 0) & 1U) != 0;
    const unsigned protocol = isShort ? byteAt(bytes, 0) : big16(bytes, 0);
    const Bytes rest = bytes.subspan(isShort ? 1 : 2);
    switch (protocol) {
    case 0x0021:
        return go(EtherType::Ipv4, rest, frame);
    case 0x0057:
        return go(EtherType::Ipv6, rest, frame);
    case 0x0281:
        return go(EtherType::Mpls, rest, frame);
    case 0x0031: // bridged (RFC 3518): flags, then the kind of frame
        if (rest.size() < 2)
            return Step::Short;
        return byteAt(rest, 1) == 1 ? go(EtherType::BridgedEthernet, rest.subspan(2), frame)
                                    : Step::NotDns;
    default:
        if (isPppProtocolWithoutIp(static_cast<std::uint16_t>(protocol)))
            return Step::NotDns;
        return unread(Step::UnreadPppProtocol, protocol, frame);
    }
}

Step readPppoe(std::span<const std::byte> bytes, Frame& frame) {
    constexpr std::size_t kHeader = 6;
    if (bytes.size() < kHeader)
        return Step::Short;
    const bool isSession = byteAt(bytes, 1) == 0;
    return isSession ? readPpp(bytes.subspan(kHeader), frame) : Step::NotDns;
}

} // namespace beaconscope::network
