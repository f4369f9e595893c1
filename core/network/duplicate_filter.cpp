// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/duplicate_filter.h"

#include <functional>
#include <string_view>

namespace beaconscope::network {

namespace {

std::uint64_t hashOf(std::span<const std::byte> bytes) {
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

/// Order matters: A to B is not B to A.
std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value + 0x9e37'79b9'7f4a'7c15 + (hash << 12U) + (hash >> 4U);
    return hash;
}

} // namespace

bool DuplicateFilter::isDuplicate(const IpPacket& packet, const Segment& datagram, Timestamp time) {
    std::uint64_t hash = hashOf(datagram.payload);
    hash = mix(hash, hashOf(packet.source));
    hash = mix(hash, hashOf(packet.destination));
    hash = mix(hash, std::uint64_t{datagram.sourcePort} << 16U | datagram.destinationPort);
    hash = mix(hash, packet.fragmentId);
    Entry& entry = m_entries[hash % kEntries];
    const bool isKnown = entry.hash == hash && time >= entry.time && time - entry.time <= kWindow;
    if (!isKnown)
        entry = {hash, time};
    return isKnown;
}

} // namespace beaconscope::network
