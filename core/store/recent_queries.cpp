// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/recent_queries.h"

#include "core/base/hash.h"

#include <algorithm>

namespace beaconscope::store {

namespace {

constexpr Duration kJump = std::chrono::hours{24};

} // namespace

RecentQueries::Buckets RecentQueries::bucketsOf(const Key& key, const Route& route) {
    // There are as many buckets as entries.
    constexpr std::uint64_t kMask = kCapacity - 1;
    const auto both = [](std::uint32_t high, std::uint32_t low) {
        return std::uint64_t{high} << 32U | low;
    };
    const std::uint64_t ofKey =
        hashWords(both(key.client.value(), key.name.value()),
                  std::uint64_t{static_cast<std::uint16_t>(key.qtype)} << 16U | key.id);
    const std::uint64_t ofWaiting =
        hashWords(ofKey, both(route.resolver.value(), route.clientPort));
    return {static_cast<std::uint32_t>(ofKey & kMask),
            static_cast<std::uint32_t>(ofWaiting & kMask)};
}

RecentQueries::RecentQueries()
    : m_ring(kCapacity)
    , m_newest(kCapacity, 0)
    , m_waiting(kCapacity, 0) {}

bool RecentQueries::isKept(Sequence sequence) const {
    return sequence != 0 && sequence < m_next && m_next - sequence <= kCapacity;
}

const RecentQueries::Entry* RecentQueries::takeNewest(const Key& key, std::uint32_t bucket) {
    Sequence* link = &m_newest[bucket];
    for (std::size_t i = 0; i < kMaxLookedAt && isKept(*link); ++i) {
        Entry& entry = at(*link);
        ++m_lookedAt;
        if (entry.key == key) {
            *link = entry.olderKey;
            return &entry;
        }
        link = &entry.olderKey;
    }
    return nullptr;
}

bool RecentQueries::add(const Key& key, const Route& route, Buckets buckets, EventId event,
                        Timestamp time, bool isAnswered) {
    bool repeats = false;
    if (const Entry* const last = takeNewest(key, buckets.ofKey)) {
        // A clock that goes back makes the difference negative. A query from another port after an
        // answer is a new query, because some programs use one id for all queries.
        repeats = std::chrono::abs(time - last->time) <= kRepeatWindow &&
                  (!last->answered || last->route.clientPort == route.clientPort);
    }
    Sequence& newest = m_newest[buckets.ofKey];
    if (isAnswered) {
        at(m_next) = {key, route, event, newest, 0, true, false, time};
    } else {
        Sequence& waiting = m_waiting[buckets.ofWaiting];
        at(m_next) = {key, route, event, newest, waiting, false, false, time};
        waiting = m_next;
    }
    newest = m_next;
    ++m_next;
    forgetOld(time);
    return repeats;
}

void RecentQueries::addEarly(const Key& key, const Route& route, Buckets buckets, EventId response,
                             Timestamp time) {
    Sequence& waiting = m_waiting[buckets.ofWaiting];
    at(m_next) = {key, route, response, 0, waiting, false, true, time};
    waiting = m_next;
    ++m_next;
    m_latestEarly = std::max(m_latestEarly, time);
    forgetOld(time);
}

std::optional<EventId> RecentQueries::takeEarly(const Key& key, const Route& route, Buckets buckets,
                                                Timestamp time) {
    // Most captures have no such response, so a query must cost nothing more there.
    if (time - m_latestEarly > kEarlyWindow)
        return std::nullopt;
    return takeWaiting(key, route, buckets, time, true, kEarlyWindow);
}

std::optional<EventId> RecentQueries::takeAnswered(const Key& key, const Route& route,
                                                   Buckets buckets, Timestamp time) {
    return takeWaiting(key, route, buckets, time, false, kAnswerWindow);
}

std::optional<EventId> RecentQueries::takeWaiting(const Key& key, const Route& route,
                                                  Buckets buckets, Timestamp time, bool isResponse,
                                                  Duration window) {
    Sequence* link = &m_waiting[buckets.ofWaiting];
    // Others in the bucket do not count: which they are differs from run to run, so they must not
    // decide what is found.
    for (std::size_t own = 0; own < kMaxLookedAt && *link >= m_oldestWaiting;) {
        Entry& entry = at(*link);
        ++m_lookedAt;
        const bool isOwn = entry.key == key && entry.route == route;
        if (isOwn && entry.isResponse == isResponse && time >= entry.time &&
            time - entry.time <= window) {
            entry.answered = true;
            *link = entry.olderWaiting;
            return entry.event;
        }
        own += isOwn ? 1 : 0;
        link = &entry.olderWaiting;
    }
    return std::nullopt;
}

void RecentQueries::forgetOld(Timestamp now) {
    if (m_next - m_oldestWaiting > kCapacity)
        m_oldestWaiting = m_next - Sequence{kCapacity};
    while (m_oldestWaiting < m_next) {
        Entry& entry = at(m_oldestWaiting);
        // A jump of the time by days is the clock's: what waits may still be answered.
        const Duration age = now - entry.time;
        const bool isOld = age > (entry.isResponse ? kEarlyWindow : kAnswerWindow) && age < kJump;
        if (!entry.answered && !isOld)
            break;
        entry.answered = true; // firstWaiting() promises that its event stays as it is
        ++m_oldestWaiting;
    }
}

EventId RecentQueries::firstWaiting(EventId fallback) const {
    return m_oldestWaiting < m_next ? at(m_oldestWaiting).event : fallback;
}

} // namespace beaconscope::store
