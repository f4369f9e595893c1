// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/duplicate_filter.h"

#include "core/base/byte_order.h"
#include "core/base/hash.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace beaconscope::network {

namespace {

std::uint64_t hashAddresses(const IpPacket& packet) {
    if (packet.source.size() == 4)
        return std::uint64_t{big32(packet.source, 0)} << 32U | big32(packet.destination, 0);
    return hashBytes(packet.source, hashBytes(packet.destination));
}

/// Returns a number for an address and a port; those of IPv6 may share one.
std::uint64_t endpointOf(std::span<const std::byte> address, std::uint16_t port) {
    const std::uint64_t number = address.size() == 4 ? big32(address, 0) : hashBytes(address);
    return number << 16U ^ port;
}

} // namespace

bool DuplicateFilter::isDuplicate(const IpPacket& packet, const Segment& datagram, Timestamp time) {
    const std::uint32_t turn = packet.fragmentId == 0 ? turnOf(packet, datagram) : 0;
    const std::uint64_t ports =
        std::uint64_t{datagram.sourcePort} << 16U | datagram.destinationPort;
    const std::uint64_t hash =
        hashWords(hashBytes(datagram.payload), hashAddresses(packet),
                  std::uint64_t{packet.fragmentId} << 32U | ports, std::uint64_t{turn});
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

/// Returns how often the direction has changed so far in the conversation of this datagram. After a
/// collision it starts anew, so a repeated message may then pass for a copy.
std::uint32_t DuplicateFilter::turnOf(const IpPacket& packet, const Segment& datagram) {
    const std::uint64_t source = endpointOf(packet.source, datagram.sourcePort);
    const std::uint64_t destination = endpointOf(packet.destination, datagram.destinationPort);
    const bool isFromLower = source < destination;
    const std::uint64_t id = datagram.payload.size() < 2 ? 0 : big16(datagram.payload, 0);
    const std::uint64_t hash =
        hashWords(std::min(source, destination), std::max(source, destination), id);
    Conversation& conversation = m_conversations[hash % kMaxDatagrams];
    if (conversation.hash != hash)
        conversation = {hash, 0, isFromLower};
    else if (conversation.isFromLower != isFromLower)
        conversation = {hash, conversation.turn + 1, isFromLower};
    return conversation.turn;
}

} // namespace beaconscope::network
