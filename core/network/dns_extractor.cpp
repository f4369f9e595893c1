// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/dns_extractor.h"

#include "core/input/packet_origin.h"
#include "core/network/dns_check.h"
#include "core/network/duplicate_filter.h"
#include "core/network/ip_fragments.h"
#include "core/network/ip_layer.h"
#include "core/network/link_layer.h"
#include "core/network/shim_layer.h"
#include "core/network/tcp_streams.h"
#include "core/network/transport_layer.h"
#include "core/network/tunnel.h"

#include <utility>

namespace beaconscope::network {

struct DnsExtractor::Impl {
    explicit Impl(Sink theSink)
        : sink(std::move(theSink))
        , fragments(skipped)
        , streams(skipped, [this](const dns::DnsPayload& payload) { sink(payload); }) {}

    Sink sink;
    input::SkipCounts skipped;
    IpFragments fragments;
    TcpStreams streams;
    DuplicateFilter duplicates;
    EncryptedDns encrypted;
    std::vector<std::vector<std::byte>> reassembled; // spans of the current packet point into it

    void feed(const input::Packet& packet);
    Step useIp(const input::Packet& packet, const IpPacket& ip, Frame& inner);
    Step useUdp(const input::Packet& packet, const IpPacket& ip, Frame& inner);
    Step useTcp(const input::Packet& packet, const IpPacket& ip);
    Step reassemble(const input::Packet& packet, IpPacket& ip);
    void handOver(const input::Packet& packet, const IpPacket& ip, const Segment& datagram,
                  dns::Transport transport);
    void skip(input::SkipReason reason, const input::Packet& packet) {
        skipped.add(reason, packet.number, packet.fileOffset, packet.file);
    }
    void skip(Step step, const input::Packet& packet);
};

void DnsExtractor::Impl::feed(const input::Packet& packet) {
    Frame frame;
    IpPacket ip;
    if (!reassembled.empty())
        reassembled.clear();
    Step step = readLinkLayer(packet.linkType, packet.bytes, frame);
    for (int level = 0; step == Step::Next && level < kMaxLevels; ++level) {
        step = removeShims(frame);
        if (step == Step::Next)
            step = readIp(frame, ip);
        if (step == Step::Next && ip.isFragment)
            step = reassemble(packet, ip);
        if (step == Step::Next)
            step = useIp(packet, ip, frame);
    }
    skip(step, packet);
}

/// Returns Next when the packet is a tunnel; `inner` is then the packet inside it.
Step DnsExtractor::Impl::useIp(const input::Packet& packet, const IpPacket& ip, Frame& inner) {
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
    if (enterUdpTunnel(datagram, inner) == Step::Next)
        return Step::Next;
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
    if (dns::isDnsOverTcp(segment.sourcePort, segment.destinationPort)) {
        const TcpFlow flow{addressFrom(ip.source), addressFrom(ip.destination), segment.sourcePort,
                           segment.destinationPort};
        streams.add(flow, segment, input::originOf(packet));
    } else {
        encrypted.seeTcp(ip, segment);
    }
    return Step::NotDns;
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

void DnsExtractor::Impl::skip(Step step, const input::Packet& packet) {
    const bool isCut = packet.originalLength > packet.bytes.size();
    switch (step) {
    case Step::Next:
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
    case Step::Unknown:
        skip(input::SkipReason::UnknownLinkType, packet);
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

std::vector<EncryptedDnsUse> DnsExtractor::encryptedDns() const {
    return m_impl->encrypted.clients();
}

std::uint64_t DnsExtractor::encryptedFlowsOfOthers() const {
    return m_impl->encrypted.flowsOfOthers();
}

} // namespace beaconscope::network
