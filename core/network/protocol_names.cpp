// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/protocol_names.h"

#include <algorithm>
#include <array>
#include <span>

namespace beaconscope::network {

namespace {

struct Name {
    std::uint16_t number;
    std::string_view name;
};

std::string_view find(std::span<const Name> names, std::uint16_t number) {
    const auto found = std::ranges::find(names, number, &Name::number);
    return found == names.end() ? std::string_view() : found->name;
}

/// Numbers of the IEEE registry of EtherTypes, and well-known ones that are not in it. Sorted.
constexpr auto kWithoutIp = std::to_array<std::uint16_t>({
    0x0806, // ARP
    0x0842, // Wake-on-LAN
    0x22ea, // stream reservation
    0x22f0, // AVTP
    0x22f4, // TRILL IS-IS
    0x6001, // DEC, to 0x6007
    0x6002, //
    0x6003, //
    0x6004, //
    0x6005, //
    0x6006, //
    0x6007, //
    0x8035, // RARP
    0x8037, // IPX
    0x809b, // AppleTalk
    0x80d5, // SNA
    0x80f3, // AppleTalk ARP
    0x8137, // IPX
    0x8138, // IPX
    0x8808, // flow control
    0x8809, // slow protocols, as LACP
    0x8819, // CobraNet
    0x8863, // PPPoE discovery
    0x8874, // Broadcom loop detection
    0x887b, // HomePlug
    0x888e, // EAPOL
    0x8892, // PROFINET
    0x8899, // Realtek loop detection
    0x889a, // HyperSCSI
    0x88a2, // ATA over Ethernet
    0x88a4, // EtherCAT
    0x88ab, // Powerlink
    0x88b8, // IEC 61850, to 0x88ba
    0x88b9, //
    0x88ba, //
    0x88bf, // MikroTik RoMON
    0x88c7, // RSN pre-authentication
    0x88cc, // LLDP
    0x88cd, // SERCOS
    0x88d9, // LLTD
    0x88dc, // WAVE short messages
    0x88e1, // HomePlug AV
    0x88e3, // media redundancy
    0x88ee, // E-LMI
    0x88f5, // MVRP
    0x88f6, // MMRP
    0x88f7, // PTP
    0x88f8, // NC-SI
    0x88fb, // PRP supervision
    0x8902, // CFM
    0x8906, // Fibre Channel
    0x890d, // 802.11 management
    0x8912, // mediaxtream
    0x8914, // FCoE initialisation
    0x8915, // RoCE
    0x891d, // TTEthernet
    0x893a, // IEEE 1905
    0x9000, // configuration test
    0x9003, // loop detection
});

constexpr std::array kEtherTypes = {
    Name{0x0bad, "Banyan VINES"},
    Name{0x22f3, "TRILL"},
    Name{0x872d, "Cisco overlay"},
    Name{0x876b, "TCP/IP compression"},
    Name{0x8783, "SNMP or network layer"},
    Name{0x883e, "WCCP"},
    Name{0x884c, "MPLS over ATM"},
    Name{0x88b5, "local experiment"},
    Name{0x88b6, "local experiment"},
    Name{0x88b7, "extended by a vendor's number"},
    Name{0x88e5, "MACsec, encrypted"},
    Name{0x88e7, "provider backbone bridge"},
    Name{0x8903, "Cisco FabricPath"},
    Name{0x8909, "Cisco metadata"},
    Name{0x8926, "VN-Tag"},
    Name{0x893f, "E-Tag"},
    Name{0x892f, "HSR"},
    Name{0x894f, "NSH"},
    Name{0x8988, "Cisco time tag"},
    Name{0x9200, "QinQ"},
    Name{0x9300, "QinQ"},
    Name{0xa0ed, "6LoWPAN"},
    Name{0xdada, "switch tag"},
};

constexpr std::array kIpProtocols = {
    Name{5, "ST"},
    Name{50, "ESP, encrypted"},
    Name{51, "AH"},
    Name{55, "minimal encapsulation"},
    Name{94, "IPIP"},
    Name{98, "encapsulation header"},
    Name{99, "private encryption"},
    Name{108, "compressed"},
    Name{115, "L2TP version 3"},
    Name{137, "MPLS"},
    Name{143, "Ethernet"},
    Name{144, "aggregated, AGGFRAG"},
    Name{253, "experiment"},
    Name{254, "experiment"},
};

constexpr std::array kPppProtocols = {
    Name{0x002d, "TCP with compressed headers"},
    Name{0x002f, "TCP with headers that were not compressed"},
    Name{0x003d, "a part of a packet, multilink"},
    Name{0x0041, "a part of a packet, Cisco"},
    Name{0x0053, "encrypted"},
    Name{0x0055, "encrypted, of one link"},
    Name{0x0059, "several packets in one frame"},
    Name{0x0061, "compressed headers"},
    Name{0x00fb, "compressed, of one link"},
    Name{0x00fd, "compressed or encrypted"},
};

} // namespace

bool isEtherTypeWithoutIp(std::uint16_t type) {
    return std::ranges::binary_search(kWithoutIp, type);
}

bool isIpProtocolWithoutIp(std::uint8_t protocol) {
    switch (protocol) {
    case 0:   // hop-by-hop options, which are read where they belong
    case 1:   // ICMP
    case 2:   // IGMP
    case 3:   // GGP
    case 8:   // EGP
    case 9:   // IGP
    case 27:  // RDP
    case 33:  // DCCP
    case 46:  // RSVP
    case 58:  // ICMPv6
    case 59:  // no next header
    case 88:  // EIGRP
    case 89:  // OSPF
    case 103: // PIM
    case 112: // VRRP, CARP
    case 113: // PGM
    case 124: // IS-IS
    case 132: // SCTP
    case 133: // Fibre Channel
    case 136: // UDP-Lite
    case 240: // pfsync
        return true;
    default:
        return false;
    }
}

bool isPppProtocolWithoutIp(std::uint16_t protocol) {
    constexpr std::uint16_t kFirstOfControl = 0x4000; // from here on: control and low volume
    switch (protocol) {
    case 0x0001: // padding
    case 0x0023: // OSI
    case 0x0029: // AppleTalk
    case 0x002b: // IPX
    case 0x0201: // spanning tree
    case 0x0207: // Cisco discovery
        return true;
    default:
        return protocol >= kFirstOfControl;
    }
}

std::string_view etherTypeName(std::uint16_t type) {
    return find(kEtherTypes, type);
}

std::string_view ipProtocolName(std::uint8_t protocol) {
    return find(kIpProtocols, protocol);
}

std::string_view pppProtocolName(std::uint16_t protocol) {
    return find(kPppProtocols, protocol);
}

} // namespace beaconscope::network
