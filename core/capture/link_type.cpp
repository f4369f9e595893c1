#include "core/capture/link_type.h"

#include <fmt/core.h>

namespace beaconscope::capture {

std::string toString(LinkType type) {
    switch (type) {
    case LinkType::Null:
        return "BSD loopback";
    case LinkType::Ethernet:
        return "Ethernet";
    case LinkType::Ppp:
        return "PPP";
    case LinkType::Raw:
        return "raw IP";
    case LinkType::Ieee80211:
        return "802.11";
    case LinkType::Loop:
        return "OpenBSD loopback";
    case LinkType::LinuxSll:
        return "Linux cooked";
    case LinkType::Ieee80211Radiotap:
        return "802.11 with radiotap";
    case LinkType::Ipv4:
        return "raw IPv4";
    case LinkType::Ipv6:
        return "raw IPv6";
    case LinkType::LinuxSll2:
        return "Linux cooked v2";
    }
    return fmt::format("link type {}", static_cast<std::uint32_t>(type));
}

} // namespace beaconscope::capture
