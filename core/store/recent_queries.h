// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/dns/record_type.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace beaconscope::store {

/// Keeps the queries that may still be answered or repeated, and for a moment the responses whose
/// queries may still come, in a ring of fixed size with look-up
/// by hash. When the ring is full, the oldest query is dropped, and a look-up reads at most
/// kMaxLookedAt entries of its own key and route; a capture cannot choose which others share their
/// bucket. So a hostile capture costs no more memory or time than another. A response whose query
/// was dropped or not reached counts as a response without a query.
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

    /// Returns which of the kCapacity buckets a key belongs to.
    static std::size_t bucketOf(const Key& key);

    /// Adds a query. Returns true when it repeats a query of the last kRepeatWindow that came from
    /// the same port or is still unanswered. `isAnswered`: it has its response already.
    bool add(const Key& key, const Route& route, EventId event, Timestamp time,
             bool isAnswered = false);

    /// Adds a response without a query, because its query may still come; see kEarlyWindow.
    void addEarly(const Key& key, const Route& route, EventId response, Timestamp time);
    /// Returns the response that was added with addEarly() and belongs to a query at `time`, and
    /// gives it away; nullopt when there is none.
    std::optional<EventId> takeEarly(const Key& key, const Route& route, Timestamp time);

    /// Returns the latest unanswered query that a response at `time` answers, and marks it as
    /// answered; nullopt when there is none.
    std::optional<EventId> takeAnswered(const Key& key, const Route& route, Timestamp time);

    /// Returns the first event that may still get a response, or `fallback` when there is none. All
    /// events before it stay as they are.
    EventId firstWaiting(EventId fallback) const;

    /// Returns how many entries all look-ups so far have read. This measures their cost in a way
    /// that is the same on every machine.
    std::uint64_t lookedAt() const { return m_lookedAt; }

private:
    struct Entry {
        Key key;
        Route route;
        EventId event;
        Timestamp time;
        std::uint64_t olderKey = 0;     ///< the next one in its chain of m_newest
        std::uint64_t olderWaiting = 0; ///< the next one in its chain of m_waiting
        bool answered = false;
        bool isResponse = false; ///< it waits for its query instead
    };

    Entry& at(std::uint64_t sequence) { return m_ring[sequence % kCapacity]; }
    const Entry& at(std::uint64_t sequence) const { return m_ring[sequence % kCapacity]; }
    bool isKept(std::uint64_t sequence) const;
    /// Takes the newest query with this key out of its chain; null when there is none.
    const Entry* takeNewest(const Key& key);
    /// Takes the newest waiting message out of its chain that is a response, or not, and was sent
    /// at most `window` before `time`.
    std::optional<EventId> takeWaiting(const Key& key, const Route& route, Timestamp time,
                                       bool isResponse, Duration window);
    void forgetOld(Timestamp now);

    // Sequence numbers start at 1. A chain goes from newer to older queries. It ends with 0 or with
    // the first query that is no longer kept.
    std::vector<Entry> m_ring;
    std::vector<std::uint64_t> m_newest;  ///< heads of chains with the newest query of each key
    std::vector<std::uint64_t> m_waiting; ///< heads of chains of unanswered queries, by key, route
    std::uint64_t m_next = 1;
    std::uint64_t m_oldestWaiting = 1; ///< older queries count as answered
    std::uint64_t m_lookedAt = 0;
    Timestamp m_latestEarly = kEarliest; ///< of the responses that wait for a query
};

} // namespace beaconscope::store
