// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/wrapped_link.h"

#include "core/base/byte_order.h"

#include <algorithm>

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

Step enter(input::LinkType inner, std::size_t header, input::LinkType& type, Bytes& bytes) {
    if (bytes.size() < header)
        return Step::Short;
    type = inner;
    bytes = bytes.subspan(header);
    return Step::Next;
}

/// Apple's PKTAP has the length of the header, the kind of record, the link type.
Step unwrapPktap(input::LinkType& type, Bytes& bytes) {
    constexpr std::size_t kMinHeader = 12;
    constexpr std::uint32_t kPacketRecord = 1;
    constexpr std::uint32_t kMaxHeader = 4096;
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::uint32_t length = little32(bytes, 0);
    const bool isPlausible = length >= kMinHeader && length <= kMaxHeader;
    if (!isPlausible || little32(bytes, 4) != kPacketRecord)
        return type == input::LinkType::User2 ? Step::UnreadLinkType : Step::NotDns;
    return enter(static_cast<input::LinkType>(little32(bytes, 8)), length, type, bytes);
}

/// PPI has version, flags, length, link type.
Step unwrapPpi(input::LinkType& type, Bytes& bytes) {
    constexpr std::size_t kMinHeader = 8;
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::size_t length = little16(bytes, 2);
    if (length < kMinHeader)
        return Step::Damaged;
    return enter(static_cast<input::LinkType>(little32(bytes, 4)), length, type, bytes);
}

/// Prism or AVS before 802.11. The length in a Prism header can have either byte order, so it is
/// taken in the order that makes it small; AVS is big-endian.
Step unwrapPrism(input::LinkType& type, Bytes& bytes) {
    constexpr std::size_t kMinHeader = 8;
    constexpr std::uint32_t kMaxHeader = 4096;
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::uint32_t little = little32(bytes, 4);
    const std::uint32_t length = little <= kMaxHeader ? little : big32(bytes, 4);
    if (length < kMinHeader || length > kMaxHeader)
        return Step::Damaged;
    return enter(input::LinkType::Ieee80211, length, type, bytes);
}

/// The Linux netfilter log has an address family, then attributes; one of them is the packet.
/// Numbers are in the byte order of the capturing machine, which is little-endian almost always.
Step unwrapNfLog(input::LinkType& type, Bytes& bytes) {
    constexpr std::size_t kHeader = 4;
    constexpr unsigned kPayload = 9;
    if (bytes.size() < kHeader)
        return Step::Short;
    Bytes rest = bytes.subspan(kHeader);
    while (rest.size() >= 4) {
        const std::size_t length = little16(rest, 0);
        if (length < 4)
            return Step::Damaged;
        if (little16(rest, 2) == kPayload) {
            type = input::LinkType::Raw;
            bytes = rest.subspan(4, std::min(length, rest.size()) - 4);
            return Step::Next;
        }
        rest = rest.subspan(std::min(rest.size(), (length + 3) / 4 * 4));
    }
    return Step::Short;
}

/// Endace's ERF has a header of 16 bytes and extension headers of 8. The type of the record says
/// what follows: here Ethernet after two bytes, IP, or Cisco HDLC.
Step unwrapErf(input::LinkType& type, Bytes& bytes) {
    constexpr std::size_t kHeader = 16;
    constexpr std::size_t kExtension = 8;
    if (bytes.size() < kHeader)
        return Step::Short;
    const unsigned kind = byteAt(bytes, 8) & 0x7fU;
    bool hasExtension = (byteAt(bytes, 8) & 0x80U) != 0;
    std::size_t header = kHeader;
    while (hasExtension) {
        if (bytes.size() < header + kExtension)
            return Step::Short;
        hasExtension = (byteAt(bytes, header) & 0x80U) != 0;
        header += kExtension;
    }
    switch (kind) {
    case 1: // HDLC
        return enter(input::LinkType::CiscoHdlc, header, type, bytes);
    case 2:  // Ethernet
    case 11: // Ethernet with a colour
    case 16: // Ethernet with a colour set by the card's classifier
    case 20: // Ethernet with a hash
        return enter(input::LinkType::Ethernet, header + 2, type, bytes);
    case 22: // IPv4
    case 23: // IPv6
        return enter(input::LinkType::Raw, header, type, bytes);
    default:
        return Step::NotDns;
    }
}

} // namespace

bool isWrapped(input::LinkType type) {
    switch (type) {
    case input::LinkType::Pktap:
    case input::LinkType::User2:
    case input::LinkType::Ppi:
    case input::LinkType::Prism:
    case input::LinkType::Ieee80211Avs:
    case input::LinkType::NfLog:
    case input::LinkType::Erf:
        return true;
    default:
        return false;
    }
}

Step unwrapLink(input::LinkType& type, std::span<const std::byte>& bytes) {
    switch (type) {
    case input::LinkType::Pktap:
    case input::LinkType::User2:
        return unwrapPktap(type, bytes);
    case input::LinkType::Ppi:
        return unwrapPpi(type, bytes);
    case input::LinkType::Prism:
    case input::LinkType::Ieee80211Avs:
        return unwrapPrism(type, bytes);
    case input::LinkType::NfLog:
        return unwrapNfLog(type, bytes);
    case input::LinkType::Erf:
        return unwrapErf(type, bytes);
    default:
        return Step::UnreadLinkType;
    }
}

} // namespace beaconscope::network
