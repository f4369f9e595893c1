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
/// kWindow. Clients that repeat a query wait much longer, and most use another identification.
/// Link-layer headers, TTL and checksums are not compared, because a router between the taps
/// changes them.
///
/// Remembers a fixed number of datagrams, so in very dense traffic it can miss a copy.
class DuplicateFilter {
public:
    static constexpr Duration kWindow = std::chrono::milliseconds(10);

    bool isDuplicate(const IpPacket& packet, const Segment& datagram, Timestamp time);

private:
    struct Entry {
        std::uint64_t hash = 0;
        Timestamp time;
    };
    static constexpr std::size_t kEntries = 4096;

    std::array<Entry, kEntries> m_entries{};
};

} // namespace beaconscope::network
