// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/tunnel.h"

#include "core/base/byte_order.h"
#include "core/network/l2tp.h"
#include "core/network/mirror_tunnel.h"
#include "core/network/protocol_names.h"
#include "core/network/tag_layer.h"

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

enum class TunnelPort : std::uint16_t {
    L2tp = 1701,
    GtpUser = 2152,
    Teredo = 3544,
    Lisp = 4341,
    GreInUdp = 4754,
    Vxlan = 4789,
    VxlanGpe = 4790,
    CapwapData = 5247,
    Geneve = 6081,
    Mpls = 6635,
    VxlanLinux = 8472, ///< used by the Linux kernel before IANA assigned a number
    Tzsp = 37008,
};

/// Reads GRE (RFC 2784, RFC 2890) and the enhanced GRE of PPTP (RFC 2637).
Step readGre(Bytes bytes, Frame& frame) {
    if (bytes.size() < 4)
        return Step::Short;
    const unsigned flags = big16(bytes, 0);
    const auto type = static_cast<EtherType>(big16(bytes, 2));
    const auto four = [flags](unsigned bit) {
        return (flags & bit) != 0 ? std::size_t{4} : std::size_t{0};
    };
    constexpr unsigned kChecksum = 0x8000;
    constexpr unsigned kRouting = 0x4000; // RFC 1701; its entries are not worth reading
    constexpr unsigned kKey = 0x2000;
    constexpr unsigned kSequence = 0x1000;
    constexpr unsigned kAcknowledgment = 0x0080;
    const unsigned version = flags & 7U;
    if ((flags & kRouting) != 0 || version > 1)
        return Step::NotDns;
    const std::size_t header = 4 + four(kChecksum) + four(kKey) + four(kSequence) +
                               (version == 1 ? four(kAcknowledgment) : 0);
    if (bytes.size() < header)
        return Step::Short;
    const Bytes rest = bytes.subspan(header);
    // Without a sequence number ERSPAN has no header of its own (type I).
    if (type == EtherType::Erspan && (flags & kSequence) == 0)
        return go(EtherType::BridgedEthernet, rest, frame);
    return go(type, rest, frame);
}

/// Reads VXLAN (RFC 7348). In the generic variant the byte before the network id names the protocol
/// inside.
Step readVxlan(Bytes bytes, bool isGeneric, Frame& frame) {
    constexpr std::size_t kHeader = 8;
    constexpr unsigned kHasNetwork = 0x08;
    if (bytes.size() < kHeader)
        return Step::Short;
    const Bytes rest = bytes.subspan(kHeader);
    if ((byteAt(bytes, 0) & kHasNetwork) == 0)
        return Step::NotDns;
    if (!isGeneric)
        return go(EtherType::BridgedEthernet, rest, frame);
    return goByNextProtocol(byteAt(bytes, 3), rest, frame);
}

/// Reads LISP (RFC 9300): eight bytes, then IP, or what the generic variant names (RFC 9305).
Step readLisp(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 8;
    constexpr unsigned kIsGeneric = 0x04;
    if (bytes.size() < kHeader)
        return Step::Short;
    const Bytes rest = bytes.subspan(kHeader);
    return (byteAt(bytes, 0) & kIsGeneric) != 0 ? goByNextProtocol(byteAt(bytes, 3), rest, frame)
                                                : goByIpVersion(rest, frame);
}

/// Reads GENEVE (RFC 8926): options in units of four bytes, an EtherType.
Step readGeneve(Bytes bytes, Frame& frame) {
    if (bytes.size() < 8)
        return Step::Short;
    const unsigned first = byteAt(bytes, 0);
    if (first >> 6U != 0)
        return Step::NotDns;
    const std::size_t header = 8 + (first & 0x3fU) * std::size_t{4};
    if (bytes.size() < header)
        return Step::Short;
    return go(static_cast<EtherType>(big16(bytes, 2)), bytes.subspan(header), frame);
}

/// Reads Teredo (RFC 4380): IPv6, which may have authentication and origin indications before it.
Step readTeredo(Bytes bytes, Frame& frame) {
    constexpr unsigned kAuthentication = 1;
    constexpr unsigned kOrigin = 0;
    if (bytes.size() >= 4 && big16(bytes, 0) == kAuthentication) {
        const std::size_t length = 13 + std::size_t{byteAt(bytes, 2)} + byteAt(bytes, 3);
        if (bytes.size() < length)
            return Step::Short;
        bytes = bytes.subspan(length);
    }
    if (bytes.size() >= 8 && big16(bytes, 0) == kOrigin)
        bytes = bytes.subspan(8);
    const bool isIpv6 = !bytes.empty() && byteAt(bytes, 0) >> 4U == 6;
    return isIpv6 ? go(EtherType::Ipv6, bytes, frame) : Step::NotDns;
}

/// Reads GTP-U (3GPP TS 29.281 section 5): only user packets, with their extension headers.
Step readGtp(Bytes bytes, Frame& frame) {
    constexpr unsigned kUserPacket = 255;
    constexpr unsigned kHasOptions = 0x07;
    constexpr unsigned kHasExtension = 0x04;
    if (bytes.size() < 8)
        return Step::Short;
    const unsigned first = byteAt(bytes, 0);
    if (first >> 4U != 3 || byteAt(bytes, 1) != kUserPacket) // version 1, GTP rather than GTP'
        return Step::NotDns;
    std::size_t header = (first & kHasOptions) != 0 ? 12 : 8;
    if (bytes.size() < header)
        return Step::Short;
    unsigned extension = (first & kHasExtension) != 0 ? byteAt(bytes, 11) : 0;
    while (extension != 0) {
        if (bytes.size() <= header || byteAt(bytes, header) == 0)
            return Step::Short;
        header += byteAt(bytes, header) * std::size_t{4};
        if (bytes.size() < header)
            return Step::Short;
        extension = byteAt(bytes, header - 1);
    }
    return goByIpVersion(bytes.subspan(header), frame);
}

Step enterByPort(std::uint16_t port, Bytes payload, Frame& frame) {
    switch (static_cast<TunnelPort>(port)) {
    case TunnelPort::L2tp:
        return readL2tp(payload, frame);
    case TunnelPort::Lisp:
        return readLisp(payload, frame);
    case TunnelPort::CapwapData:
        return readCapwap(payload, frame);
    case TunnelPort::Mpls:
        return go(EtherType::Mpls, payload, frame);
    case TunnelPort::Tzsp:
        return readTzsp(payload, frame);
    case TunnelPort::GtpUser:
        return readGtp(payload, frame);
    case TunnelPort::Teredo:
        return readTeredo(payload, frame);
    case TunnelPort::GreInUdp:
        return readGre(payload, frame);
    case TunnelPort::Vxlan:
    case TunnelPort::VxlanLinux:
        return readVxlan(payload, false, frame);
    case TunnelPort::VxlanGpe:
        return readVxlan(payload, true, frame);
    case TunnelPort::Geneve:
        return readGeneve(payload, frame);
    }
    return Step::NotDns;
}

/// Whether packets also come from the port of this tunnel, to any other port. Otherwise only the
/// destination port tells a tunnel.
bool isAnsweredFrom(std::uint16_t port) {
    switch (static_cast<TunnelPort>(port)) {
    case TunnelPort::L2tp:
    case TunnelPort::GtpUser:
    case TunnelPort::Teredo:
    case TunnelPort::VxlanGpe:
    case TunnelPort::CapwapData:
        return true;
    default:
        return false;
    }
}

} // namespace

Step enterIpTunnel(const IpPacket& packet, Frame& frame) {
    switch (packet.protocol) {
    case IpProtocol::Ipv4:
    case IpProtocol::OldIpip:
        return go(EtherType::Ipv4, packet.payload, frame);
    case IpProtocol::Ipv6:
        return go(EtherType::Ipv6, packet.payload, frame);
    case IpProtocol::Gre:
        return readGre(packet.payload, frame);
    case IpProtocol::EtherIp:
        return packet.payload.size() < 2
                   ? Step::Short
                   : go(EtherType::BridgedEthernet, packet.payload.subspan(2), frame);
    case IpProtocol::L2tp3: {
        const Step step = readL2tpSession(packet.payload, frame);
        const bool isControl = packet.payload.size() >= 4 && big32(packet.payload, 0) == 0;
        if (step == Step::Next || isControl)
            return step;
        return unread(Step::UnreadIpProtocol, static_cast<std::uint32_t>(packet.protocol), frame);
    }
    case IpProtocol::Mpls:
        return go(EtherType::Mpls, packet.payload, frame);
    case IpProtocol::Ethernet:
        return go(EtherType::BridgedEthernet, packet.payload, frame);
    default:
        if (isIpProtocolWithoutIp(static_cast<std::uint8_t>(packet.protocol)))
            return Step::NotDns;
        return unread(Step::UnreadIpProtocol, static_cast<std::uint32_t>(packet.protocol), frame);
    }
}

Step enterUdpTunnel(const Segment& datagram, Frame& frame) {
    const Step step = enterByPort(datagram.destinationPort, datagram.payload, frame);
    if (step != Step::NotDns || !isAnsweredFrom(datagram.sourcePort))
        return step;
    return enterByPort(datagram.sourcePort, datagram.payload, frame);
}

} // namespace beaconscope::network
