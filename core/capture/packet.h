#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::capture {

/// A link-layer type as capture files number them (tcpdump.org/linktypes.html), so that formats
/// libpcap does not translate can be named too.
enum class LinkType : std::uint32_t {
    Null = 0,
    Ethernet = 1,
    Ppp = 9,
    Raw = 101,
    Loop = 108,
    LinuxSll = 113,
    Ieee80211 = 105,
    Ieee80211Radiotap = 127,
    Ipv4 = 228,
    Ipv6 = 229,
    LinuxSll2 = 276,
};

/// One captured packet. `bytes` is valid until its source reads the next one.
struct Packet {
    std::uint64_t number = 0; ///< 1-based within its file
    Timestamp time;
    LinkType linkType = LinkType::Ethernet;
    std::span<const std::byte> bytes;     ///< as captured
    std::uint32_t originalLength = 0;     ///< as it was on the wire; larger: cut by the snap length
    std::uint64_t fileOffset = 0;         ///< of its record, in the decompressed file
};

} // namespace beaconscope::capture
