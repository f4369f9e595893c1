// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/duplicate_filter.h"

#include "core/base/hash.h"

namespace beaconscope::network {

bool DuplicateFilter::isDuplicate(const IpPacket& packet, const Segment& datagram, Timestamp time) {
    const std::uint64_t hash = hashValues(hashBytes(datagram.payload), addressFrom(packet.source),
                                          addressFrom(packet.destination), datagram.sourcePort,
                                          datagram.destinationPort, packet.fragmentId);
    std::uint64_t& newest = m_newest[hash % kMaxDatagrams];
    for (std::uint64_t number = newest; isKept(number);) {
        const Entry& entry = m_entries[number % kMaxDatagrams];
        if (entry.hash == hash) {
            if (time >= entry.time && time - entry.time <= kWindow)
                return true;
            break;
        }
        number = entry.older;
    }
    m_entries[m_next % kMaxDatagrams] = {hash, time, newest};
    newest = m_next++;
    return false;
}

} // namespace beaconscope::network
