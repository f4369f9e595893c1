// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/link_type.h"

#include <fmt/core.h>

#include <array>

namespace beaconscope::input {

namespace {

struct LinkTypeName {
    LinkType type;
    const char* name;
};

constexpr std::array kNames{
    LinkTypeName{LinkType::Null, "BSD loopback"},
    LinkTypeName{LinkType::Ethernet, "Ethernet"},
    LinkTypeName{LinkType::ArcnetBsd, "ARCNET"},
    LinkTypeName{LinkType::Ppp, "PPP"},
    LinkTypeName{LinkType::RawBsd, "raw IP"},
    LinkTypeName{LinkType::RawOpenBsd, "raw IP"},
    LinkTypeName{LinkType::PppHdlc, "PPP in HDLC framing"},
    LinkTypeName{LinkType::PppEther, "PPPoE"},
    LinkTypeName{LinkType::Raw, "raw IP"},
    LinkTypeName{LinkType::CiscoHdlc, "Cisco HDLC"},
    LinkTypeName{LinkType::Ieee80211, "802.11"},
    LinkTypeName{LinkType::FrameRelay, "Frame Relay"},
    LinkTypeName{LinkType::Loop, "OpenBSD loopback"},
    LinkTypeName{LinkType::LinuxSll, "Linux cooked"},
    LinkTypeName{LinkType::Prism, "802.11 with Prism header"},
    LinkTypeName{LinkType::Ieee80211Radiotap, "802.11 with radiotap"},
    LinkTypeName{LinkType::ArcnetLinux, "ARCNET (Linux)"},
    LinkTypeName{LinkType::User2, "private type 2 (PKTAP)"},
    LinkTypeName{LinkType::Ieee80211Avs, "802.11 with AVS header"},
    LinkTypeName{LinkType::Ppi, "PPI"},
    LinkTypeName{LinkType::Erf, "ERF"},
    LinkTypeName{LinkType::PppWithDirection, "PPP with direction"},
    LinkTypeName{LinkType::Ipv4, "raw IPv4"},
    LinkTypeName{LinkType::Ipv6, "raw IPv6"},
    LinkTypeName{LinkType::NfLog, "Linux netfilter log"},
    LinkTypeName{LinkType::Pktap, "PKTAP"},
    LinkTypeName{LinkType::LinuxSll2, "Linux cooked v2"},
};

} // namespace

std::string toString(LinkType type) {
    for (const LinkTypeName& entry : kNames) {
        if (entry.type == type)
            return entry.name;
    }
    return fmt::format("link type {}", static_cast<std::uint32_t>(type));
}

} // namespace beaconscope::input
