// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"
#include "core/network/frame.h"

namespace beaconscope::network {

/// Protocol numbers of IPv4 and of the last header in IPv6 (IANA "Protocol Numbers").
enum class IpProtocol : std::uint8_t {
    Ipv4 = 4, ///< IP in IP
    Tcp = 6,
    Udp = 17,
    Ipv6 = 41, ///< 6in4
    Gre = 47,
    Authentication = 51, ///< AH
    OldIpip = 94,
    EtherIp = 97,
    L2tp3 = 115,
    Mpls = 137,
    Ethernet = 143,
};

/// An IP packet with its headers read. The spans lie in the captured bytes.
struct IpPacket {
    std::span<const std::byte> source;      ///< 4 or 16 bytes
    std::span<const std::byte> destination; ///< as many bytes as `source`
    std::span<const std::byte> payload;     ///< without link-layer padding
    std::size_t payloadLength = 0; ///< from the header; larger than `payload` when that was cut
    IpProtocol protocol = IpProtocol::Udp;
    bool isCut() const { return payloadLength > payload.size(); }

    std::uint32_t fragmentId = 0; ///< the identification; 0 for IPv6 without a fragment header
    bool isFragment = false;
    // The members below have a meaning only for fragments.
    bool moreFragments = false;
    std::uint32_t fragmentOffset = 0; ///< in bytes
};

/// Reads an IPv4 header, or an IPv6 header with its extension headers up to a fragment header.
Step readIp(const Frame& frame, IpPacket& packet);

/// Removes the authentication headers of IPv4 (RFC 4302). Those of IPv6 are removed by readIp().
Step removeAuthentication(IpPacket& packet);

/// Turns `packet`, the fragment that arrived last, into the whole packet. `payload` is the joined
/// content of all fragments.
Step becomeWhole(std::span<const std::byte> payload, IpPacket& packet);

/// `bytes` has a length of 4 or 16, as in IpPacket.
IpAddress addressFrom(std::span<const std::byte> bytes);

} // namespace beaconscope::network
