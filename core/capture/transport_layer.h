// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/capture/dns_payload.h"
#include "core/capture/ip_layer.h"

#include <optional>

namespace beaconscope::capture {

/// A UDP datagram or TCP segment with its header read.
struct Segment {
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::span<const std::byte> payload;
    std::size_t payloadLength = 0; ///< as announced; larger than the payload when that was cut
    std::uint32_t sequence = 0;    ///< of the first payload byte, without counting SYN (TCP only)
    bool syn = false;
    bool fin = false;
    bool rst = false;

    bool isCut() const { return payloadLength > payload.size(); }
};

Step readUdp(const IpPacket& packet, Segment& segment);
Step readTcp(const IpPacket& packet, Segment& segment);

/// The kind of DNS that a UDP datagram of this packet carries, by its ports. mDNS and LLMNR stay in
/// the local network; what goes over the internet on their ports is DNS that wants to pass for
/// them.
std::optional<Transport> dnsOverUdp(const IpPacket& packet, const Segment& datagram);
/// The same for addresses of 4 or 16 bytes.
std::optional<Transport> dnsOverUdp(std::span<const std::byte> source,
                                    std::span<const std::byte> destination,
                                    std::uint16_t sourcePort, std::uint16_t destinationPort);

/// False for services whose messages look like DNS and are not: NetBIOS names (RFC 1002).
bool mayCarryDns(std::uint16_t sourcePort, std::uint16_t destinationPort);
bool isDnsOverTcp(std::uint16_t sourcePort, std::uint16_t destinationPort);

} // namespace beaconscope::capture
