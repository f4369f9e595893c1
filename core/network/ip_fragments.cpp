// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/ip_fragments.h"

#include "core/base/hash.h"

#include <algorithm>

namespace beaconscope::network {

namespace {

// The largest payload of an IP packet. Jumbograms are larger, but they cannot be fragmented.
constexpr std::size_t kMaxPacket = 65535;

} // namespace

std::size_t IpFragments::KeyHash::operator()(const Key& key) const {
    return hashValues(key.source, key.destination, key.id, key.protocol);
}

std::optional<std::vector<std::byte>> IpFragments::add(const IpPacket& fragment,
                                                       const input::PacketOrigin& origin) {
    if (fragment.isCut()) {
        m_skipped.add(input::SkipReason::CutBySnapLength, origin.number, origin.fileOffset,
                      origin.file);
        return std::nullopt;
    }
    const std::size_t end = fragment.fragmentOffset + fragment.payload.size();
    if (fragment.payload.empty() || end > kMaxPacket) {
        m_skipped.add(input::SkipReason::DamagedHeader, origin.number, origin.fileOffset,
                      origin.file);
        return std::nullopt;
    }
    // IPv6 identifies packets without the protocol; only the first fragment has the true one.
    const bool isV4 = fragment.source.size() == 4;
    const auto pending =
        pendingFor({addressFrom(fragment.source), addressFrom(fragment.destination),
                    fragment.fragmentId, isV4 ? fragment.protocol : IpProtocol::Udp},
                   origin);
    pending->origins.push_back(origin);
    copyInto(*pending, fragment);
    if (!fragment.moreFragments && !pending->total)
        pending->total = end;

    const auto& ranges = pending->ranges;
    if (pending->total && ranges.size() == 1 && ranges[0].begin == 0 &&
        ranges[0].end >= *pending->total) {
        std::vector<std::byte> whole = std::move(pending->bytes);
        m_bytes -= whole.size();
        whole.resize(*pending->total);
        forget(pending);
        return whole;
    }
    if (pending->origins.size() >= kMaxFragments)
        giveUp(pending);
    while (m_bytes > kMaxBytes || m_pending.size() > kMaxPending)
        giveUp(m_pending.begin());
    return std::nullopt;
}

void IpFragments::finish() {
    while (!m_pending.empty())
        giveUp(m_pending.begin());
}

IpFragments::List::iterator IpFragments::pendingFor(const Key& key,
                                                    const input::PacketOrigin& origin) {
    const auto found = m_index.find(key);
    if (found != m_index.end()) {
        if (origin.time - found->second->started <= kTimeout)
            return found->second;
        giveUp(found->second);
    }
    m_pending.push_back({.key = key,
                         .bytes = {},
                         .ranges = {},
                         .total = std::nullopt,
                         .origins = {},
                         .started = origin.time});
    const auto pending = std::prev(m_pending.end());
    m_index.emplace(key, pending);
    return pending;
}

/// Copies the bytes of the fragment that have not arrived before, and marks them as arrived.
void IpFragments::copyInto(Pending& pending, const IpPacket& fragment) {
    const std::size_t begin = fragment.fragmentOffset;
    const std::size_t end = begin + fragment.payload.size();
    if (pending.bytes.size() < end) {
        m_bytes += end - pending.bytes.size();
        pending.bytes.resize(end);
    }
    auto& ranges = pending.ranges;
    const auto copy = [&](std::size_t from, std::size_t to) {
        std::copy_n(fragment.payload.begin() + static_cast<std::ptrdiff_t>(from - begin), to - from,
                    pending.bytes.begin() + static_cast<std::ptrdiff_t>(from));
    };
    // The first range that ends at or after the fragment's start, and the next ones it touches.
    auto first = std::find_if(ranges.begin(), ranges.end(),
                              [&](const Range& range) { return range.end >= begin; });
    Range merged{begin, end};
    std::size_t next = begin;
    auto last = first;
    for (; last != ranges.end() && last->begin <= end; ++last) {
        if (next < last->begin)
            copy(next, last->begin);
        next = std::max(next, last->end);
        merged.begin = std::min(merged.begin, last->begin);
        merged.end = std::max(merged.end, last->end);
    }
    if (next < end)
        copy(next, end);
    first = ranges.erase(first, last);
    ranges.insert(first, merged);
}

void IpFragments::giveUp(List::iterator pending) {
    for (const input::PacketOrigin& origin : pending->origins)
        m_skipped.add(input::SkipReason::IpFragment, origin.number, origin.fileOffset, origin.file);
    m_bytes -= pending->bytes.size();
    forget(pending);
}

void IpFragments::forget(List::iterator pending) {
    m_index.erase(pending->key);
    m_pending.erase(pending);
}

} // namespace beaconscope::network
