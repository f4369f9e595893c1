// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/link_type.h"
#include "core/network/dns_extractor.h"
#include "tests/support/packet_builder.h"

#include <string>
#include <vector>

namespace beaconscope::testing {

/// Runs packets through an extractor and returns what it found as text, which a test can compare.
class Extraction {
public:
    explicit Extraction(input::LinkType linkType = input::LinkType::Ethernet);

    /// Packets are numbered from 1, one second apart. `originalLength` 0: not cut.
    Extraction& feed(const Bytes& packet, std::size_t originalLength = 0);
    Extraction& finish();

    /// A line for each message: "1 10.0.0.1:4000 > 10.0.0.2:53 udp query 7 A www.example.com".
    const std::vector<std::string>& messages() const { return m_messages; }
    /// Returns what was skipped: "ip_fragment 2, tcp_segment 1". Empty when nothing was skipped.
    std::string skipped() const;
    /// Returns what is not read: "ether_type 0x88b5 (local experiment) 2 from packet 1". Empty when
    /// there is nothing of the kind.
    std::string unread() const;

private:
    input::LinkType m_linkType;
    std::uint64_t m_packets = 0;
    std::vector<std::string> m_messages;
    network::DnsExtractor m_extractor;
};

} // namespace beaconscope::testing
