#pragma once

#include "core/capture/dns_payload.h"
#include "core/capture/frame.h"

#include <optional>

namespace beaconscope::capture {

/// A UDP datagram or TCP segment with its header read.
struct Segment {
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::span<const std::byte> payload;
    bool payloadCut = false;    ///< the capture has less of it than was sent
    std::uint32_t sequence = 0; ///< of the first payload byte, without counting SYN (TCP only)
    bool syn = false;
    bool fin = false;
    bool rst = false;
};

/// `ipPayloadCut`: as in IpPacket.
Step readUdp(std::span<const std::byte> bytes, bool ipPayloadCut, Segment& segment);
Step readTcp(std::span<const std::byte> bytes, bool ipPayloadCut, Segment& segment);

/// The kind of DNS that a UDP datagram between these ports carries.
std::optional<Transport> dnsOverUdp(std::uint16_t sourcePort, std::uint16_t destinationPort);
bool isDnsOverTcp(std::uint16_t sourcePort, std::uint16_t destinationPort);

} // namespace beaconscope::capture
