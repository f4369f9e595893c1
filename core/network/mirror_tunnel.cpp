// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/mirror_tunnel.h"

#include "core/base/byte_order.h"
#include "core/network/link_layer.h"
#include "core/network/wireless_link.h"

#include <optional>

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

std::optional<input::LinkType> linkTypeOfTzsp(unsigned protocol) {
    switch (protocol) {
    case 1:
        return input::LinkType::Ethernet;
    case 2:
        return input::LinkType::TokenRing;
    case 4:
        return input::LinkType::Ppp;
    case 5:
        return input::LinkType::Fddi;
    case 7:
        return input::LinkType::Raw;
    case 18:
        return input::LinkType::Ieee80211;
    case 119:
        return input::LinkType::Prism;
    case 127:
        return input::LinkType::Ieee80211Avs;
    default:
        return std::nullopt;
    }
}

} // namespace

Step readTzsp(std::span<const std::byte> bytes, Frame& frame) {
    constexpr unsigned kVersion = 1;
    constexpr unsigned kMaxPacketKind = 1; // received, or to be sent; others are no packets
    constexpr unsigned kPadding = 0;
    constexpr unsigned kLastTag = 1;
    if (bytes.size() < 4)
        return Step::Short;
    const auto type = linkTypeOfTzsp(big16(bytes, 2));
    if (byteAt(bytes, 0) != kVersion || byteAt(bytes, 1) > kMaxPacketKind || !type)
        return Step::NotDns;
    std::size_t offset = 4;
    for (;;) {
        if (offset >= bytes.size())
            return Step::Short;
        const unsigned tag = byteAt(bytes, offset++);
        if (tag == kLastTag)
            break;
        if (tag == kPadding)
            continue;
        if (offset >= bytes.size())
            return Step::Short;
        offset += 1 + std::size_t{byteAt(bytes, offset)};
    }
    return readLinkLayer(*type, bytes.subspan(offset), frame);
}

Step readCapwap(std::span<const std::byte> bytes, Frame& frame) {
    constexpr std::size_t kMinHeader = 8;
    constexpr std::uint32_t kPreamble = 0xff00'0000; // 0 here; 1 has DTLS, which is encrypted
    constexpr std::uint32_t kNative = 1U << 8U;
    constexpr std::uint32_t kFragment = 1U << 7U;
    constexpr std::uint32_t kKeepAlive = 1U << 3U;
    constexpr std::uint32_t kWifi = 1; // the only kind of wireless network that is in use
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::uint32_t flags = big32(bytes, 0);
    const std::size_t header = (flags >> 19U & 0x1fU) * std::size_t{4};
    const bool isLater = (flags & kFragment) != 0 && big16(bytes, 6) >> 3U != 0;
    if ((flags & (kPreamble | kKeepAlive)) != 0 || header < kMinHeader || isLater)
        return Step::NotDns;
    if (bytes.size() < header)
        return Step::Short;
    const Bytes content = bytes.subspan(header);
    if ((flags & kNative) == 0)
        return readEthernet(content, frame);
    return (flags >> 9U & 0x1fU) == kWifi ? readTunnelledWireless(content, frame) : Step::NotDns;
}

} // namespace beaconscope::network
