// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/large_vector.h"
#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/dns/record_type.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace beaconscope::store {

/// Keeps the queries that may still be answered or repeated, and for a moment the responses whose
/// queries may still come, in a ring of fixed size with look-up by hash. When the ring is full, the
/// oldest query is dropped, and a look-up reads at most kMaxLookedAt entries of its own key and
/// route; a capture cannot choose which others share their bucket. So a hostile capture costs no
/// more memory or time than another. A response whose query was dropped or not reached counts as a
/// response without a query.
class RecentQueries {
public:
    struct Key {
        AddressId client;
        NameId name;
        dns::RecordType qtype = dns::RecordType::A;
        std::uint16_t id = 0;

        bool operator==(const Key&) const = default;
    };
    /// Tells queries with the same key apart.
    struct Route {
        AddressId resolver; ///< invalid when anyone may answer (LLMNR)
        std::uint16_t clientPort = 0;

        bool operator==(const Route&) const = default;
    };

    static constexpr std::size_t kCapacity = std::size_t{1} << 17U;
    /// In a real capture the first entry is almost always the right one.
    static constexpr std::size_t kMaxLookedAt = 64;
    static constexpr Duration kAnswerWindow = std::chrono::seconds{60};
    static constexpr Duration kRepeatWindow = std::chrono::seconds{10};
    /// The two ports of a tap have clocks that differ, and so a response can be stamped, and
    /// stored, before its query. It is not taken for the response if it is so much before it.
    static constexpr Duration kEarlyWindow = std::chrono::milliseconds{100};

    RecentQueries();

    /// The buckets, of kCapacity, of a key and of a key with a route.
    struct Buckets {
        std::uint32_t ofKey = 0;
        std::uint32_t ofWaiting = 0;
    };
    static Buckets bucketsOf(const Key& key, const Route& route);
    /// Fetches the memory that a later look-up in these buckets starts with.
    void prefetch(Buckets buckets) const {
        __builtin_prefetch(&m_newest[buckets.ofKey]);
        __builtin_prefetch(&m_waiting[buckets.ofWaiting]);
    }
    /// The same one step further; call it after prefetch(), and not at once.
    void prefetchNewest(Buckets buckets) const { __builtin_prefetch(&at(m_newest[buckets.ofKey])); }

    // `buckets` are those of the key and the route.

    /// Adds a query. Returns true when it repeats a query of the last kRepeatWindow that came from
    /// the same port or is still unanswered. `isAnswered`: it has its response already.
    bool add(const Key& key, const Route& route, Buckets buckets, EventId event, Timestamp time,
             bool isAnswered = false);
    bool add(const Key& key, const Route& route, EventId event, Timestamp time,
             bool isAnswered = false) {
        return add(key, route, bucketsOf(key, route), event, time, isAnswered);
    }

    /// Adds a response without a query, because its query may still come; see kEarlyWindow.
    void addEarly(const Key& key, const Route& route, Buckets buckets, EventId response,
                  Timestamp time);
    void addEarly(const Key& key, const Route& route, EventId response, Timestamp time) {
        addEarly(key, route, bucketsOf(key, route), response, time);
    }
    /// Returns the response that was added with addEarly() and belongs to a query at `time`, and
    /// gives it away; nullopt when there is none.
    std::optional<EventId> takeEarly(const Key& key, const Route& route, Buckets buckets,
                                     Timestamp time);
    std::optional<EventId> takeEarly(const Key& key, const Route& route, Timestamp time) {
        return takeEarly(key, route, bucketsOf(key, route), time);
    }

    /// Returns the latest unanswered query that a response at `time` answers, and marks it as
    /// answered; nullopt when there is none.
    std::optional<EventId> takeAnswered(const Key& key, const Route& route, Buckets buckets,
                                        Timestamp time);
    std::optional<EventId> takeAnswered(const Key& key, const Route& route, Timestamp time) {
        return takeAnswered(key, route, bucketsOf(key, route), time);
    }

    /// Returns the first event that may still get a response, or `fallback` when there is none. All
    /// events before it stay as they are.
    EventId firstWaiting(EventId fallback) const;

    /// Returns how many entries all look-ups so far have read. This measures their cost in a way
    /// that is the same on every machine.
    std::uint64_t lookedAt() const { return m_lookedAt; }

private:
    /// The number of a query, from 1. Events have 32 bits too.
    using Sequence = std::uint32_t;

    struct Entry {
        Key key;
        Route route;
        EventId event;
        Sequence olderKey = 0;     ///< the next one in its chain of m_newest
        Sequence olderWaiting = 0; ///< the next one in its chain of m_waiting
        bool answered = false;
        bool isResponse = false; ///< it waits for its query instead
        Timestamp time;
    };

    Entry& at(Sequence sequence) { return m_ring[sequence % kCapacity]; }
    const Entry& at(Sequence sequence) const { return m_ring[sequence % kCapacity]; }
    bool isKept(Sequence sequence) const;
    /// Takes the newest query with this key out of its chain; null when there is none.
    const Entry* takeNewest(const Key& key, std::uint32_t bucket);
    /// Takes the newest waiting message out of its chain that is a response, or not, and was sent
    /// at most `window` before `time`.
    std::optional<EventId> takeWaiting(const Key& key, const Route& route, Buckets buckets,
                                       Timestamp time, bool isResponse, Duration window);
    void forgetOld(Timestamp now);

    // A chain goes from newer to older queries. It ends with 0 or with
    // the first query that is no longer kept.
    LargeVector<Entry> m_ring;
    LargeVector<Sequence> m_newest;  ///< heads of chains with the newest query of each key
    LargeVector<Sequence> m_waiting; ///< heads of chains of unanswered queries, by key, route
    Sequence m_next = 1;
    Sequence m_oldestWaiting = 1; ///< older queries count as answered
    std::uint64_t m_lookedAt = 0;
    Timestamp m_latestEarly = kEarliest; ///< of the responses that wait for a query
};

} // namespace beaconscope::store
