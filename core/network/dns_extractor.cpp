// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/dns_extractor.h"

#include "core/input/packet_origin.h"
#include "core/network/dns_check.h"
#include "core/network/duplicate_filter.h"
#include "core/network/ip_fragments.h"
#include "core/network/ip_layer.h"
#include "core/network/link_layer.h"
#include "core/network/other_tcp_dns.h"
#include "core/network/shim_layer.h"
#include "core/network/tcp_streams.h"
#include "core/network/transport_layer.h"
#include "core/network/tunnel.h"
#include "core/network/wireless_link.h"

#include <array>
#include <utility>

namespace beaconscope::network {

struct DnsExtractor::Impl {
    explicit Impl(Sink theSink)
        : sink(std::move(theSink))
        , fragments(skipped)
        , streams(skipped, [this](const dns::DnsPayload& payload) { sink(payload); }) {}

    /// A packet, or one of several in it, and how far it is read.
    struct Part {
        Step step = Step::Next;
        Frame frame;
        int level = 0; ///< how many tunnels it is in
    };

    Sink sink;
    input::SkipCounts skipped;
    UnreadCounts unread;
    IpFragments fragments;
    TcpStreams streams;
    OtherTcpDns otherTcp;
    DuplicateFilter duplicates;
    EncryptedDns encrypted;
    std::vector<std::vector<std::byte>> reassembled; // spans of the current packet point into it
    std::vector<Part> parts;                         // of the current packet, in their order

    void feed(const input::Packet& packet);
    void follow(const input::Packet& packet, Part part);
    void takeApart(std::span<const std::byte> frame, int level);
    Step useIp(const input::Packet& packet, IpPacket& ip, Frame& inner);
    Step useUdp(const input::Packet& packet, const IpPacket& ip, Frame& inner);
    Step useTcp(const input::Packet& packet, const IpPacket& ip);
    void useOtherTcp(const input::Packet& packet, const IpPacket& ip, const TcpFlow& flow,
                     const Segment& segment);
    Step reassemble(const input::Packet& packet, IpPacket& ip);
    void handOver(const input::Packet& packet, const IpPacket& ip, const Segment& datagram,
                  dns::Transport transport);
    void skip(input::SkipReason reason, const input::Packet& packet) {
        skipped.add(reason, packet.number, packet.fileOffset, packet.file);
    }
    void skip(Step step, const Frame& frame, const input::Packet& packet);
};

void DnsExtractor::Impl::feed(const input::Packet& packet) {
    Frame frame;
    if (!reassembled.empty())
        reassembled.clear();
    const Step step = readLinkLayer(packet.linkType, packet.bytes, frame);
    follow(packet, {step, frame, 0});
    std::size_t next = 0;
    while (next < parts.size())
        follow(packet, Part(parts[next++])); // which may add more
    parts.clear();
}

/// Goes on behind a header that was read, from tunnel to tunnel.
void DnsExtractor::Impl::follow(const input::Packet& packet, Part part) {
    auto& [step, frame, level] = part;
    IpPacket ip;
    for (; step == Step::Next && level < kMaxLevels; ++level) {
        step = removeShims(frame);
        if (step == Step::Next)
            step = readIp(frame, ip);
        if (step == Step::Next && ip.isFragment)
            step = reassemble(packet, ip);
        if (step == Step::Next)
            step = useIp(packet, ip, frame);
    }
    if (step == Step::Aggregate && level < kMaxLevels)
        takeApart(frame.bytes, level + 1);
    else if (step != Step::NotDns)
        skip(step, frame, packet);
}

/// Adds each of several packets in one frame to `parts`. Together they are not longer than the
/// frame, so the work stays bounded.
void DnsExtractor::Impl::takeApart(std::span<const std::byte> frame, int level) {
    constexpr std::size_t kMaxPadding = 3;
    while (frame.size() > kMaxPadding) {
        Part part;
        part.step = readPart(frame, part.frame);
        part.level = level;
        parts.push_back(part);
    }
}

/// Returns Next when the packet is a tunnel; `inner` is then the packet inside it.
Step DnsExtractor::Impl::useIp(const input::Packet& packet, IpPacket& ip, Frame& inner) {
    if (ip.protocol == IpProtocol::Authentication) {
        if (const Step step = removeAuthentication(ip); step != Step::Next)
            return step;
    }
    switch (ip.protocol) {
    case IpProtocol::Udp:
        return useUdp(packet, ip, inner);
    case IpProtocol::Tcp:
        return useTcp(packet, ip);
    default:
        return enterIpTunnel(ip, inner);
    }
}

Step DnsExtractor::Impl::useUdp(const input::Packet& packet, const IpPacket& ip, Frame& inner) {
    Segment datagram;
    if (const Step step = readUdp(ip, datagram); step != Step::Next)
        return step;
    const auto transport =
        dns::dnsOverUdp(ip.source, ip.destination, datagram.sourcePort, datagram.destinationPort);
    if (datagram.payload.empty())
        return transport && datagram.isCut() ? Step::Short : Step::NotDns;
    if (transport) {
        handOver(packet, ip, datagram, *transport);
        return Step::NotDns;
    }
    // Other programs may use the port of a tunnel by chance, so a datagram that is not a valid
    // tunnel is no error.
    if (const Step step = enterUdpTunnel(datagram, inner);
        step == Step::Next || step == Step::Aggregate || step == Step::EncryptedWifi)
        return step;
    if (dns::mayCarryDns(datagram.sourcePort, datagram.destinationPort) &&
        isPlainlyDns(datagram.payload))
        handOver(packet, ip, datagram, dns::Transport::Udp);
    encrypted.seeUdp(ip, datagram);
    return Step::NotDns;
}

Step DnsExtractor::Impl::useTcp(const input::Packet& packet, const IpPacket& ip) {
    Segment segment;
    if (const Step step = readTcp(ip, segment); step != Step::Next)
        return step;
    const bool isOnDnsPort = dns::isDnsOverTcp(segment.sourcePort, segment.destinationPort);
    if (!isOnDnsPort && !otherTcp.mayBe(segment)) {
        encrypted.seeTcp(ip, segment);
        return Step::NotDns;
    }
    const TcpFlow flow{addressFrom(ip.source), addressFrom(ip.destination), segment.sourcePort,
                       segment.destinationPort};
    if (isOnDnsPort)
        streams.add(flow, segment, input::originOf(packet));
    else
        useOtherTcp(packet, ip, flow, segment);
    return Step::NotDns;
}

void DnsExtractor::Impl::useOtherTcp(const input::Packet& packet, const IpPacket& ip,
                                     const TcpFlow& flow, const Segment& segment) {
    const auto found = otherTcp.look(flow, segment);
    if (found == OtherTcpDns::Found::No) {
        encrypted.seeTcp(ip, segment);
        return;
    }
    if (found == OtherTcpDns::Found::LengthLost) {
        const std::array<std::byte, 2> length{static_cast<std::byte>(segment.payload.size() >> 8U),
                                              static_cast<std::byte>(segment.payload.size())};
        Segment before = segment;
        before.sequence -= 2;
        before.payload = length;
        before.payloadLength = 2;
        streams.add(flow, before, input::originOf(packet));
    }
    streams.add(flow, segment, input::originOf(packet));
}

Step DnsExtractor::Impl::reassemble(const input::Packet& packet, IpPacket& ip) {
    auto whole = fragments.add(ip, input::originOf(packet));
    if (!whole)
        return Step::NotDns;
    reassembled.push_back(std::move(*whole));
    return becomeWhole(reassembled.back(), ip);
}

void DnsExtractor::Impl::handOver(const input::Packet& packet, const IpPacket& ip,
                                  const Segment& datagram, dns::Transport transport) {
    const bool isDuplicate = duplicates.isDuplicate(ip, datagram, packet.time);
    if (isDuplicate)
        skip(input::SkipReason::Duplicate, packet);
    sink({.packetNumber = packet.number,
          .time = packet.time,
          .source = addressFrom(ip.source),
          .destination = addressFrom(ip.destination),
          .sourcePort = datagram.sourcePort,
          .destinationPort = datagram.destinationPort,
          .transport = transport,
          .bytes = datagram.payload,
          .cutShort = datagram.isCut() && packet.originalLength > packet.bytes.size(),
          .isDuplicate = isDuplicate,
          .fileOffset = packet.fileOffset,
          .file = packet.file});
}

void DnsExtractor::Impl::skip(Step step, const Frame& frame, const input::Packet& packet) {
    const bool isCut = packet.originalLength > packet.bytes.size();
    switch (step) {
    case Step::Next:
    case Step::Aggregate:
        skip(input::SkipReason::DeepTunnel, packet);
        break;
    case Step::NotDns:
        break;
    case Step::Short:
        skip(isCut ? input::SkipReason::CutBySnapLength : input::SkipReason::DamagedHeader, packet);
        break;
    case Step::Damaged:
        skip(input::SkipReason::DamagedHeader, packet);
        break;
    case Step::UnreadLinkType:
        skip(input::SkipReason::UnknownLinkType, packet);
        unread.add(UnreadKind::LinkType, frame.unread, packet);
        break;
    case Step::UnreadEtherType:
        unread.add(UnreadKind::EtherType, frame.unread, packet);
        break;
    case Step::UnreadIpProtocol:
        unread.add(UnreadKind::IpProtocol, frame.unread, packet);
        break;
    case Step::UnreadPppProtocol:
        unread.add(UnreadKind::PppProtocol, frame.unread, packet);
        break;
    case Step::EncryptedWifi:
        unread.add(UnreadKind::EncryptedWifi, 0, packet);
        break;
    }
}

DnsExtractor::DnsExtractor(Sink sink)
    : m_impl(std::make_unique<Impl>(std::move(sink))) {}

DnsExtractor::~DnsExtractor() = default;

void DnsExtractor::feed(const input::Packet& packet) {
    m_impl->feed(packet);
}

void DnsExtractor::finish() {
    m_impl->fragments.finish();
    m_impl->streams.finish();
}

const input::SkipCounts& DnsExtractor::skipped() const {
    return m_impl->skipped;
}

const UnreadCounts& DnsExtractor::unread() const {
    return m_impl->unread;
}

std::vector<EncryptedDnsUse> DnsExtractor::encryptedDns() const {
    return m_impl->encrypted.clients();
}

std::uint64_t DnsExtractor::encryptedFlowsOfOthers() const {
    return m_impl->encrypted.flowsOfOthers();
}

} // namespace beaconscope::network
