// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/l2tp.h"

#include "core/base/byte_order.h"
#include "core/network/shim_layer.h"

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

constexpr unsigned kControl = 0x8000;

/// Reads the rest of version 2: fields that the flags announce, then PPP.
Step readVersion2(unsigned flags, Bytes bytes, Frame& frame) {
    constexpr unsigned kLength = 0x4000;
    constexpr unsigned kSequence = 0x0800;
    constexpr unsigned kOffset = 0x0200;
    constexpr std::size_t kTunnelAndSession = 4;
    std::size_t header = 2 + ((flags & kLength) != 0 ? 2 : 0) + kTunnelAndSession +
                         ((flags & kSequence) != 0 ? 4 : 0);
    if ((flags & kOffset) != 0) {
        if (bytes.size() < header + 2)
            return Step::Short;
        header += 2 + std::size_t{big16(bytes, header)};
    }
    return bytes.size() < header ? Step::Short : readPpp(bytes.subspan(header), frame);
}

/// Whether `bytes` are one IP packet, with nothing behind it but the padding of Ethernet.
bool isWholeIp(Bytes bytes) {
    constexpr std::size_t kMaxPadding = 46;
    std::size_t length = 0;
    if (bytes.size() >= 20 && byteAt(bytes, 0) >> 4U == 4)
        length = big16(bytes, 2);
    else if (bytes.size() >= 40 && byteAt(bytes, 0) >> 4U == 6)
        length = 40 + std::size_t{big16(bytes, 4)};
    return length != 0 && length <= bytes.size() && bytes.size() - length <= kMaxPadding;
}

bool isEthernetWithIp(Bytes bytes) {
    constexpr std::size_t kHeader = 14;
    constexpr std::size_t kTag = 4;
    if (bytes.size() < kHeader + kTag)
        return false;
    std::size_t header = kHeader;
    auto type = static_cast<EtherType>(big16(bytes, 12));
    if (type == EtherType::Vlan || type == EtherType::ProviderVlan) {
        type = static_cast<EtherType>(big16(bytes, 16));
        header += kTag;
    }
    return (type == EtherType::Ipv4 || type == EtherType::Ipv6) && isWholeIp(bytes.subspan(header));
}

bool isPppWithIp(Bytes bytes) {
    return bytes.size() > 4 && big16(bytes, 0) == 0xff03 &&
           (big16(bytes, 2) == 0x0021 || big16(bytes, 2) == 0x0057) && isWholeIp(bytes.subspan(4));
}

} // namespace

Step readL2tp(std::span<const std::byte> bytes, Frame& frame) {
    if (bytes.size() < 2)
        return Step::Short;
    const unsigned flags = big16(bytes, 0);
    if ((flags & kControl) != 0)
        return Step::NotDns;
    switch (flags & 0x000fU) {
    case 2:
        return readVersion2(flags, bytes, frame);
    case 3:
        return bytes.size() < 4 ? Step::Short : readL2tpSession(bytes.subspan(4), frame);
    default:
        return Step::NotDns;
    }
}

Step readL2tpSession(std::span<const std::byte> bytes, Frame& frame) {
    // Behind the id: a cookie of 0, 4 or 8 bytes, then a sublayer of 0 or 4 bytes.
    constexpr std::size_t kId = 4;
    constexpr std::size_t kMaxHeader = kId + 8 + 4;
    for (std::size_t header = kId; header <= kMaxHeader && header < bytes.size(); header += 4) {
        const Bytes content = bytes.subspan(header);
        if (isEthernetWithIp(content))
            return go(EtherType::BridgedEthernet, content, frame);
        if (isPppWithIp(content))
            return readPpp(content, frame);
    }
    return Step::NotDns;
}

} // namespace beaconscope::network
