#include "core/capture/transport_layer.h"

#include "core/base/byte_order.h"

#include <algorithm>

namespace beaconscope::capture {

namespace {

constexpr std::uint16_t kDnsPort = 53;
constexpr std::uint16_t kMdnsPort = 5353;
constexpr std::uint16_t kLlmnrPort = 5355;

} // namespace

Step readUdp(std::span<const std::byte> bytes, bool ipPayloadCut, Segment& segment) {
    constexpr std::size_t kHeader = 8;
    if (bytes.size() < kHeader)
        return Step::Short;
    const std::size_t length = big16(bytes, 4);
    // 0 stands for a length that does not fit (RFC 2675) or was left to segmentation offload.
    if (length != 0 && length < kHeader)
        return Step::Damaged;
    const std::size_t available = bytes.size() - kHeader;
    const std::size_t announced = length == 0 ? available : length - kHeader;
    segment.sourcePort = big16(bytes, 0);
    segment.destinationPort = big16(bytes, 2);
    segment.payload = bytes.subspan(kHeader, std::min(announced, available));
    segment.payloadCut = announced > available || (length == 0 && ipPayloadCut);
    return Step::Next;
}

Step readTcp(std::span<const std::byte> bytes, bool ipPayloadCut, Segment& segment) {
    constexpr std::size_t kMinHeader = 20;
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::size_t headerLength = (byteAt(bytes, 12) >> 4U) * std::size_t{4};
    if (headerLength < kMinHeader)
        return Step::Damaged;
    const unsigned flags = byteAt(bytes, 13);
    segment.sourcePort = big16(bytes, 0);
    segment.destinationPort = big16(bytes, 2);
    segment.fin = (flags & 0x01U) != 0;
    segment.syn = (flags & 0x02U) != 0;
    segment.rst = (flags & 0x04U) != 0;
    segment.sequence = big32(bytes, 4);
    segment.payload = bytes.subspan(std::min(headerLength, bytes.size()));
    segment.payloadCut = ipPayloadCut;
    return bytes.size() < headerLength ? Step::Short : Step::Next;
}

std::optional<Transport> dnsOverUdp(std::uint16_t sourcePort, std::uint16_t destinationPort) {
    const auto either = [=](std::uint16_t port) {
        return sourcePort == port || destinationPort == port;
    };
    if (either(kDnsPort))
        return Transport::Udp;
    if (either(kMdnsPort))
        return Transport::Mdns;
    if (either(kLlmnrPort))
        return Transport::Llmnr;
    return std::nullopt;
}

bool isDnsOverTcp(std::uint16_t sourcePort, std::uint16_t destinationPort) {
    return sourcePort == kDnsPort || destinationPort == kDnsPort;
}

} // namespace beaconscope::capture
