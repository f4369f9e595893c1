// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/recent_queries.h"

namespace beaconscope::store {

namespace {

std::size_t bucketOf(const RecentQueries::Key& key) {
    // splitmix64's finaliser over the packed key; buckets are as many as entries.
    std::uint64_t hash = (std::uint64_t{key.client.value()} << 32U) ^ key.name.value() ^
                         (std::uint64_t{key.id} << 20U) ^
                         (std::uint64_t{static_cast<std::uint16_t>(key.qtype)} << 44U);
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebULL;
    return static_cast<std::size_t>((hash ^ (hash >> 31U)) % RecentQueries::kCapacity);
}

} // namespace

RecentQueries::RecentQueries()
    : m_ring(kCapacity)
    , m_buckets(kCapacity, 0) {}

bool RecentQueries::isKept(std::uint64_t sequence) const {
    return sequence != 0 && sequence < m_next && m_next - sequence <= kCapacity;
}

bool RecentQueries::add(const Key& key, const Route& route, EventId event, Timestamp time) {
    std::uint64_t& newest = m_buckets[bucketOf(key)];
    bool repeats = false;
    for (std::uint64_t sequence = newest; isKept(sequence); sequence = at(sequence).previous) {
        const Entry& entry = at(sequence);
        if (entry.key == key) {
            // The newest with this key; a clock that steps back makes the difference negative. Who
            // asks from another port after an answer asks anew: some programs use one id for all.
            repeats = std::chrono::abs(time - entry.time) <= kRepeatWindow &&
                      (!entry.answered || entry.route.clientPort == route.clientPort);
            break;
        }
    }
    at(m_next) = {key, route, event, time, newest, false};
    newest = m_next++;
    forgetOld(time);
    return repeats;
}

std::optional<EventId> RecentQueries::takeAnswered(const Key& key, const Route& route,
                                                   Timestamp time) {
    for (std::uint64_t sequence = m_buckets[bucketOf(key)]; isKept(sequence);
         sequence = at(sequence).previous) {
        Entry& entry = at(sequence);
        if (entry.answered || !(entry.key == key) || !(entry.route == route))
            continue;
        // A response captured before its query, by a hair, happens where two taps are merged; it
        // is left alone, because a negative round trip helps nobody.
        if (time < entry.time || time - entry.time > kAnswerWindow)
            continue;
        entry.answered = true;
        return entry.event;
    }
    return std::nullopt;
}

void RecentQueries::forgetOld(Timestamp now) {
    if (m_next - m_oldestWaiting > kCapacity)
        m_oldestWaiting = m_next - kCapacity;
    while (m_oldestWaiting < m_next) {
        Entry& entry = at(m_oldestWaiting);
        if (!entry.answered && now - entry.time <= kAnswerWindow)
            break;
        entry.answered = true; // firstWaiting() promised that it stays as it is
        ++m_oldestWaiting;
    }
}

EventId RecentQueries::firstWaiting(EventId fallback) const {
    return m_oldestWaiting < m_next ? at(m_oldestWaiting).event : fallback;
}

} // namespace beaconscope::store
