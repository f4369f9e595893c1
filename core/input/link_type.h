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
    ArcnetBsd = 7,
    Ppp = 9,
    RawBsd = 12,     ///< raw IP; some systems use this number in memory
    RawOpenBsd = 14, ///< raw IP; OpenBSD uses this number in memory
    PppHdlc = 50,
    PppEther = 51,
    Raw = 101,
    CiscoHdlc = 104,
    Ieee80211 = 105,
    FrameRelay = 107,
    Loop = 108,
    LinuxSll = 113,
    Prism = 119,
    Ieee80211Radiotap = 127,
    ArcnetLinux = 129,
    User2 = 149, ///< for private use; macOS has put PKTAP there
    Ieee80211Avs = 163,
    Ppi = 192,
    Erf = 197,
    PppWithDirection = 204,
    Ipv4 = 228,
    Ipv6 = 229,
    NfLog = 239,
    Pktap = 258,
    LinuxSll2 = 276,
};

/// Returns "Ethernet", or "link type 4711" for a type without a name here.
std::string toString(LinkType type);

} // namespace beaconscope::input
