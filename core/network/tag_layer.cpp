// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/tag_layer.h"

#include "core/base/byte_order.h"
#include "core/network/protocol_names.h"

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

/// Reads a tag that ends with an EtherType. `length` counts both.
Step readTag(Bytes bytes, std::size_t length, Frame& frame) {
    if (bytes.size() < length)
        return Step::Short;
    return go(static_cast<EtherType>(big16(bytes, length - 2)), bytes.subspan(length), frame);
}

/// Goes on with the Ethernet frame behind a header.
Step enterEthernet(Bytes bytes, std::size_t header, Frame& frame) {
    if (bytes.size() < header)
        return Step::Short;
    return go(EtherType::BridgedEthernet, bytes.subspan(header), frame);
}

/// Cisco's metadata has a version, its length in units of four bytes, options.
Step readCiscoMetadata(Bytes bytes, Frame& frame) {
    if (bytes.size() < 2)
        return Step::Short;
    return readTag(bytes, 2 + byteAt(bytes, 1) * std::size_t{4} + 2, frame);
}

/// MACsec (IEEE 802.1AE) may protect a frame without encrypting it. Then the EtherType follows.
Step readMacsec(Bytes bytes, Frame& frame) {
    constexpr unsigned kHasChannel = 0x20;
    constexpr unsigned kEncryptedOrChanged = 0x0c;
    if (bytes.empty())
        return Step::Short;
    const unsigned control = byteAt(bytes, 0);
    if ((control & kEncryptedOrChanged) != 0)
        return unread(Step::UnreadEtherType, static_cast<std::uint32_t>(EtherType::Macsec), frame);
    return readTag(bytes, (control & kHasChannel) != 0 ? 16 : 8, frame);
}

/// TRILL (RFC 6325) has a header of six bytes and options in units of four.
Step readTrill(Bytes bytes, Frame& frame) {
    if (bytes.size() < 2)
        return Step::Short;
    const std::size_t options = (big16(bytes, 0) >> 6U & 0x1fU) * std::size_t{4};
    return enterEthernet(bytes, 6 + options, frame);
}

/// The network service header (RFC 8300) has its own length in units of four bytes.
Step readServiceHeader(Bytes bytes, Frame& frame) {
    constexpr std::size_t kMinHeader = 8;
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::size_t length = (byteAt(bytes, 1) & 0x3fU) * std::size_t{4};
    if (length < kMinHeader)
        return Step::Damaged;
    if (bytes.size() < length)
        return Step::Short;
    return goByNextProtocol(byteAt(bytes, 3), bytes.subspan(length), frame);
}

} // namespace

Step goByNextProtocol(unsigned protocol, std::span<const std::byte> bytes, Frame& frame) {
    switch (protocol) {
    case 1:
        return go(EtherType::Ipv4, bytes, frame);
    case 2:
        return go(EtherType::Ipv6, bytes, frame);
    case 3:
        return go(EtherType::BridgedEthernet, bytes, frame);
    case 4:
        return go(EtherType::ServiceHeader, bytes, frame);
    case 5:
        return go(EtherType::Mpls, bytes, frame);
    default:
        return Step::NotDns;
    }
}

Step removeTag(Frame& frame) {
    const auto type = static_cast<std::uint16_t>(frame.type);
    constexpr unsigned kFirstEtherType = 0x0600; // Linux has numbers of its own below
    switch (frame.type) {
    case EtherType::VnTag:
    case EtherType::Hsr:
        return readTag(frame.bytes, 6, frame);
    case EtherType::ETag:
    case EtherType::CiscoTimeTag:
    case EtherType::SwitchTag:
        return readTag(frame.bytes, 8, frame);
    case EtherType::CiscoMetadata:
        return readCiscoMetadata(frame.bytes, frame);
    case EtherType::Macsec:
        return readMacsec(frame.bytes, frame);
    case EtherType::ProviderBackbone:
        return enterEthernet(frame.bytes, 4, frame);
    case EtherType::FabricPath:
        return enterEthernet(frame.bytes, 2, frame);
    case EtherType::Trill:
        return readTrill(frame.bytes, frame);
    case EtherType::ServiceHeader:
        return readServiceHeader(frame.bytes, frame);
    default:
        if (type < kFirstEtherType || isEtherTypeWithoutIp(type))
            return Step::NotDns;
        return unread(Step::UnreadEtherType, type, frame);
    }
}

} // namespace beaconscope::network
