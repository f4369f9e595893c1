#pragma once

#include <cstdint>
#include <string>

namespace beaconscope::capture {

/// A link-layer type as capture files number them (tcpdump.org/linktypes.html), so that formats
/// libpcap does not translate can be named too. Types without a name here keep their number.
enum class LinkType : std::uint32_t {
    Null = 0,
    Ethernet = 1,
    Ppp = 9,
    Raw = 101,
    Ieee80211 = 105,
    Loop = 108,
    LinuxSll = 113,
    Ieee80211Radiotap = 127,
    Ipv4 = 228,
    Ipv6 = 229,
    LinuxSll2 = 276,
};

/// "Ethernet", or "link type 4711" for one without a name here.
std::string toString(LinkType type);

} // namespace beaconscope::capture
