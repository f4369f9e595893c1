// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/link_type.h"

#include <fmt/core.h>
#include <pcap/pcap.h>

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
    LinkTypeName{LinkType::TokenRing, "token ring"},
    LinkTypeName{LinkType::Fddi, "FDDI"},
    LinkTypeName{LinkType::SymantecFirewall, "Symantec firewall"},
    LinkTypeName{LinkType::AtmRfc1483, "ATM (RFC 1483)"},
    LinkTypeName{LinkType::Enc, "BSD IPsec (enc)"},
    LinkTypeName{LinkType::PfLog, "BSD firewall log (pflog)"},
    LinkTypeName{LinkType::IpOverFc, "IP over Fibre Channel"},
    LinkTypeName{LinkType::SunAtm, "ATM (SunATM)"},
    LinkTypeName{LinkType::JuniperEther, "Juniper Ethernet"},
    LinkTypeName{LinkType::JuniperPpp, "Juniper PPP"},
    LinkTypeName{LinkType::JuniperChdlc, "Juniper HDLC"},
    LinkTypeName{LinkType::Ipnet, "Solaris IPNET"},
    LinkTypeName{LinkType::Ipoib, "IP over InfiniBand"},
    LinkTypeName{LinkType::DsaTagBrcm, "switch tag (Broadcom)"},
    LinkTypeName{LinkType::DsaTagBrcmPrepend, "switch tag (Broadcom, in front)"},
    LinkTypeName{LinkType::DsaTagDsa, "switch tag (DSA)"},
    LinkTypeName{LinkType::DsaTagEdsa, "switch tag (EDSA)"},
};

const char* ownName(LinkType type) {
    for (const LinkTypeName& entry : kNames) {
        if (entry.type == type)
            return entry.name;
    }
    return nullptr;
}

} // namespace

std::string toString(LinkType type) {
    if (const char* own = ownName(type))
        return own;
    const std::string name = nameOf(type);
    const std::string number = fmt::format("link type {}", static_cast<std::uint32_t>(type));
    return name.empty() ? number : fmt::format("{} ({})", number, name);
}

std::string nameOf(LinkType type) {
    if (const char* own = ownName(type))
        return own;
    const char* name = pcap_datalink_val_to_description(static_cast<int>(type));
    return name == nullptr ? std::string() : name;
}

} // namespace beaconscope::input
