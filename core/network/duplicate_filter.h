// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/network/ip_layer.h"
#include "core/network/transport_layer.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace beaconscope::network {

/// Recognises a UDP datagram that was captured twice, by two taps or a mirror of two ports. The
/// second copy has the same addresses, ports, IP identification and payload and comes within
/// kWindow. Clients that repeat a query wait much longer, and most use another identification. IPv6
/// has none, and in IPv4 it may be zero. There a message counts as repeated, and not as captured
/// twice, if the other side answered in between.
/// Link-layer headers, TTL and checksums are not compared, because a router between the taps
/// changes them.
///
/// Remembers the last kMaxDatagrams, so in very dense traffic it can miss a copy.
class DuplicateFilter {
public:
    static constexpr Duration kWindow = std::chrono::milliseconds(10);
    static constexpr std::size_t kMaxDatagrams = 4096;

    bool isDuplicate(const IpPacket& packet, const Segment& datagram, Timestamp time);

private:
    struct Entry {
        std::uint64_t hash = 0;
        Timestamp time;
        std::uint64_t older = 0; ///< the next one in its chain of m_newest
    };

    /// The messages between two endpoints with one DNS id.
    struct Conversation {
        std::uint64_t hash = 0;
        std::uint32_t turn = 0; ///< how often the direction changed
        bool isFromLower = false;
    };

    std::uint32_t turnOf(const IpPacket& packet, const Segment& datagram);

    bool isKept(std::uint64_t number) const {
        return number != 0 && m_next - number <= kMaxDatagrams;
    }

    // A ring, and by hash the numbers of its entries, from 1: which datagrams are remembered does
    // not depend on their hashes, as these differ from run to run.
    std::array<Entry, kMaxDatagrams> m_entries{};
    std::array<std::uint64_t, kMaxDatagrams> m_newest{}; ///< heads of chains
    std::uint64_t m_next = 1;
    std::array<Conversation, kMaxDatagrams> m_conversations{};
};

} // namespace beaconscope::network
