#include "core/capture/link_layer.h"

#include "core/base/byte_order.h"

namespace beaconscope::capture {

namespace {

using Bytes = std::span<const std::byte>;

Step leave(EtherType type, Bytes payload, Frame& frame) {
    frame = {type, payload};
    return Step::Next;
}

/// IP without a header before it: the version is the first half byte.
Step readByVersion(Bytes bytes, Frame& frame) {
    if (bytes.empty())
        return Step::Short;
    const unsigned version = byteAt(bytes, 0) >> 4U;
    if (version == 4)
        return leave(EtherType::Ipv4, bytes, frame);
    if (version == 6)
        return leave(EtherType::Ipv6, bytes, frame);
    return Step::NotDns;
}

/// 802.3: a length instead of an EtherType, then LLC, then SNAP with an EtherType (RFC 1042).
Step readSnap(Bytes bytes, Frame& frame) {
    if (bytes.size() < 8)
        return Step::NotDns; // other LLC protocols may be that short
    const bool isSnap = big16(bytes, 0) == 0xaaaa && big32(bytes, 2) == 0x0300'0000;
    if (!isSnap)
        return Step::NotDns;
    return leave(static_cast<EtherType>(big16(bytes, 6)), bytes.subspan(8), frame);
}

Step readEthernet(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 14;
    constexpr unsigned kFirstEtherType = 0x0600; // smaller values are lengths
    if (bytes.size() < kHeader)
        return Step::Short;
    const std::uint16_t type = big16(bytes, 12);
    if (type < kFirstEtherType)
        return readSnap(bytes.subspan(kHeader), frame);
    return leave(static_cast<EtherType>(type), bytes.subspan(kHeader), frame);
}

/// The address family is in the byte order of the machine that captured, IPv6's differs by system.
Step readLoopback(Bytes bytes, Frame& frame) {
    constexpr std::size_t kHeader = 4;
    if (bytes.size() < kHeader)
        return Step::Short;
    const std::uint32_t asBig = big32(bytes, 0);
    const std::uint32_t family = asBig > 0xffff ? __builtin_bswap32(asBig) : asBig;
    switch (family) {
    case 2:
        return leave(EtherType::Ipv4, bytes.subspan(kHeader), frame);
    case 10: // Linux
    case 24: // NetBSD, OpenBSD
    case 28: // FreeBSD
    case 30: // macOS
        return leave(EtherType::Ipv6, bytes.subspan(kHeader), frame);
    default:
        return Step::NotDns;
    }
}

Step readLinuxCooked(Bytes bytes, std::size_t headerLength, std::size_t protocolOffset,
                     Frame& frame) {
    if (bytes.size() < headerLength)
        return Step::Short;
    const auto type = static_cast<EtherType>(big16(bytes, protocolOffset));
    return leave(type, bytes.subspan(headerLength), frame);
}

bool isTag(EtherType type) {
    return type == EtherType::Vlan || type == EtherType::ProviderVlan || type == EtherType::OldQinQ;
}

} // namespace

Step readLinkLayer(LinkType type, std::span<const std::byte> bytes, Frame& frame) {
    switch (type) {
    case LinkType::Ethernet:
        return readEthernet(bytes, frame);
    case LinkType::Null:
    case LinkType::Loop:
        return readLoopback(bytes, frame);
    case LinkType::Raw:
    case LinkType::Ipv4:
    case LinkType::Ipv6:
        return readByVersion(bytes, frame);
    case LinkType::LinuxSll:
        return readLinuxCooked(bytes, 16, 14, frame);
    case LinkType::LinuxSll2:
        return readLinuxCooked(bytes, 20, 0, frame);
    default:
        return Step::Unknown;
    }
}

Step removeTags(Frame& frame) {
    constexpr std::size_t kTag = 4;
    while (isTag(frame.type)) {
        if (frame.bytes.size() < kTag)
            return Step::Short;
        frame = {static_cast<EtherType>(big16(frame.bytes, 2)), frame.bytes.subspan(kTag)};
    }
    const bool isIp = frame.type == EtherType::Ipv4 || frame.type == EtherType::Ipv6;
    return isIp ? Step::Next : Step::NotDns;
}

} // namespace beaconscope::capture
