#include "core/capture/dns_extractor.h"

#include "core/capture/ip_layer.h"
#include "core/capture/link_layer.h"
#include "core/capture/tcp_messages.h"
#include "core/capture/transport_layer.h"

#include <utility>

namespace beaconscope::capture {

struct DnsExtractor::Impl {
    Sink sink;
    SkipCounts skipped;

    void skip(SkipReason reason, const Packet& packet) {
        skipped.add(reason, packet.number, packet.fileOffset);
    }
    void skip(Step step, const Packet& packet);
    void feed(const Packet& packet);
    void useUdp(const Packet& packet, const IpPacket& ip);
    void useTcp(const Packet& packet, const IpPacket& ip);
};

namespace {

DnsPayload makePayload(const Packet& packet, const IpPacket& ip, const Segment& segment,
                       Transport transport) {
    return {.packetNumber = packet.number,
            .time = packet.time,
            .source = addressFrom(ip.source),
            .destination = addressFrom(ip.destination),
            .sourcePort = segment.sourcePort,
            .destinationPort = segment.destinationPort,
            .transport = transport,
            .bytes = segment.payload,
            .cutShort = segment.payloadCut && packet.originalLength > packet.bytes.size(),
            .fileOffset = packet.fileOffset};
}

} // namespace

void DnsExtractor::Impl::skip(Step step, const Packet& packet) {
    const bool isCut = packet.originalLength > packet.bytes.size();
    switch (step) {
    case Step::Next:
    case Step::NotDns:
        break;
    case Step::Short:
        skip(isCut ? SkipReason::CutBySnapLength : SkipReason::DamagedHeader, packet);
        break;
    case Step::Damaged:
        skip(SkipReason::DamagedHeader, packet);
        break;
    case Step::Unknown:
        skip(SkipReason::UnknownLinkType, packet);
        break;
    }
}

void DnsExtractor::Impl::feed(const Packet& packet) {
    Frame frame;
    IpPacket ip;
    Step step = readLinkLayer(packet.linkType, packet.bytes, frame);
    if (step == Step::Next)
        step = removeTags(frame);
    if (step == Step::Next)
        step = readIp(frame, ip);
    if (step != Step::Next) {
        skip(step, packet);
    } else if (ip.protocol == IpProtocol::Udp) {
        useUdp(packet, ip);
    } else if (ip.protocol == IpProtocol::Tcp) {
        useTcp(packet, ip);
    }
}

void DnsExtractor::Impl::useUdp(const Packet& packet, const IpPacket& ip) {
    if (ip.isFragment) {
        skip(SkipReason::IpFragment, packet);
        return;
    }
    Segment datagram;
    const Step step = readUdp(ip.payload, ip.payloadCut, datagram);
    if (step != Step::Next) {
        skip(step, packet);
        return;
    }
    const auto transport = dnsOverUdp(datagram.sourcePort, datagram.destinationPort);
    if (transport)
        sink(makePayload(packet, ip, datagram, *transport));
}

void DnsExtractor::Impl::useTcp(const Packet& packet, const IpPacket& ip) {
    if (ip.isFragment) {
        skip(SkipReason::IpFragment, packet);
        return;
    }
    Segment segment;
    const Step step = readTcp(ip.payload, ip.payloadCut, segment);
    if (step != Step::Next) {
        skip(step, packet);
        return;
    }
    if (!isDnsOverTcp(segment.sourcePort, segment.destinationPort))
        return;
    DnsPayload payload = makePayload(packet, ip, segment, Transport::Tcp);
    TcpMessages messages(segment.payload);
    while (messages.next(payload.bytes))
        sink(payload);
    if (messages.hasRest())
        skip(SkipReason::TcpSegment, packet);
}

DnsExtractor::DnsExtractor(Sink sink)
    : m_impl(std::make_unique<Impl>()) {
    m_impl->sink = std::move(sink);
}

DnsExtractor::~DnsExtractor() = default;

void DnsExtractor::feed(const Packet& packet) {
    m_impl->feed(packet);
}

void DnsExtractor::finish() {}

const SkipCounts& DnsExtractor::skipped() const {
    return m_impl->skipped;
}

} // namespace beaconscope::capture
