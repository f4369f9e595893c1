#pragma once

#include "core/base/ip_address.h"
#include "core/capture/frame.h"

namespace beaconscope::capture {

/// Protocol numbers of IPv4 and of the last header in IPv6 (IANA "Protocol Numbers").
enum class IpProtocol : std::uint8_t {
    Tcp = 6,
    Udp = 17,
};

/// An IP packet with its headers read. The spans lie in the captured bytes.
struct IpPacket {
    std::span<const std::byte> source;      ///< 4 or 16 bytes
    std::span<const std::byte> destination; ///< as many
    std::span<const std::byte> payload;     ///< without link-layer padding
    IpProtocol protocol = IpProtocol::Udp;
    bool payloadCut = false; ///< the capture has less of the payload than the header announces

    // Meaningful for fragments only.
    bool isFragment = false;
    bool moreFragments = false;
    std::uint32_t fragmentId = 0;
    std::uint32_t fragmentOffset = 0; ///< in bytes
};

/// Reads an IPv4 header, or an IPv6 header with its extension headers.
Step readIp(const Frame& frame, IpPacket& packet);

/// `bytes` has 4 or 16 bytes, as in IpPacket.
IpAddress addressFrom(std::span<const std::byte> bytes);

} // namespace beaconscope::capture
