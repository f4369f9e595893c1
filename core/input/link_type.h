// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>

namespace beaconscope::input {

/// A link-layer type by its number in capture files (tcpdump.org/linktypes.html). A type without a
/// name here keeps its number.
enum class LinkType : std::uint32_t {
    Null = 0,
    Ethernet = 1,
    TokenRing = 6,
    ArcnetBsd = 7,
    Ppp = 9,
    Fddi = 10,
    RawBsd = 12,     ///< raw IP; some systems use this number in memory
    RawOpenBsd = 14, ///< raw IP; OpenBSD uses this number in memory
    PppHdlc = 50,
    PppEther = 51,
    SymantecFirewall = 99,
    AtmRfc1483 = 100,
    Raw = 101,
    CiscoHdlc = 104,
    Ieee80211 = 105,
    FrameRelay = 107,
    Loop = 108,
    Enc = 109,
    LinuxSll = 113,
    PfLog = 117,
    Prism = 119,
    IpOverFc = 122,
    SunAtm = 123,
    Ieee80211Radiotap = 127,
    ArcnetLinux = 129,
    User2 = 149, ///< for private use; macOS has put PKTAP there
    Ieee80211Avs = 163,
    JuniperEther = 178,
    JuniperPpp = 179,
    JuniperChdlc = 181,
    Ppi = 192,
    Erf = 197,
    PppWithDirection = 204,
    Ipnet = 226,
    Ipv4 = 228,
    Ipv6 = 229,
    NfLog = 239,
    Ipoib = 242,
    Pktap = 258,
    LinuxSll2 = 276,
    DsaTagBrcm = 281, ///< ports inside a switch, as Linux names their tags
    DsaTagBrcmPrepend = 282,
    DsaTagDsa = 283,
    DsaTagEdsa = 284,
};

/// Returns "Ethernet", or "link type 189 (USB with Linux header)" for a type that is not read. The
/// name in brackets is missing where libpcap has none.
std::string toString(LinkType type);
/// Returns the name alone, or an empty string.
std::string nameOf(LinkType type);

} // namespace beaconscope::input
