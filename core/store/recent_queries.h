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

/// Queries that may still be answered or repeated: a ring of fixed size, looked up by hash. When it
/// is full the oldest is forgotten, and a look-up looks at no more than kMaxLookedAt entries, so
/// hostile captures cost neither more memory nor more time than others. A response whose query is
/// forgotten, or not reached, counts as one without a query.
class RecentQueries {
public:
    struct Key {
        AddressId client;
        NameId name;
        dns::RecordType qtype = dns::RecordType::A;
        std::uint16_t id = 0;

        bool operator==(const Key&) const = default;
    };
    /// What tells apart several queries with the same key.
    struct Route {
        AddressId resolver; ///< invalid where anyone may answer (LLMNR)
        std::uint16_t clientPort = 0;

        bool operator==(const Route&) const = default;
    };

    static constexpr std::size_t kCapacity = std::size_t{1} << 17U;
    /// In a real capture the first entry that is looked at nearly always decides.
    static constexpr std::size_t kMaxLookedAt = 64;
    static constexpr Duration kAnswerWindow = std::chrono::seconds{60};
    static constexpr Duration kRepeatWindow = std::chrono::seconds{10};

    RecentQueries();

    /// Records a query; true when it repeats one of the last kRepeatWindow: from the same port, or
    /// while that one is unanswered.
    bool add(const Key& key, const Route& route, EventId event, Timestamp time);

    /// The latest unanswered query that a response at `time` answers; it counts as answered then.
    std::optional<EventId> takeAnswered(const Key& key, const Route& route, Timestamp time);

    /// Events before this one can no longer be answered; `fallback` when none is waiting.
    EventId firstWaiting(EventId fallback) const;

    /// Entries that all look-ups so far looked at: what they cost, whatever the machine.
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
    };

    Entry& at(std::uint64_t sequence) { return m_ring[sequence % kCapacity]; }
    const Entry& at(std::uint64_t sequence) const { return m_ring[sequence % kCapacity]; }
    bool isKept(std::uint64_t sequence) const;
    /// Takes the newest query with this key out of its chain; null when there is none.
    const Entry* takeNewest(const Key& key);
    void forgetOld(Timestamp now);

    // Sequence numbers start at 1. A chain goes from newer to older ones, and ends with 0 or the
    // first that is kept no longer.
    std::vector<Entry> m_ring;
    std::vector<std::uint64_t> m_newest;  ///< heads of chains: of each key only its newest query
    std::vector<std::uint64_t> m_waiting; ///< the same, by key and route: the unanswered queries
    std::uint64_t m_next = 1;
    std::uint64_t m_oldestWaiting = 1; ///< what is older counts as answered
    std::uint64_t m_lookedAt = 0;
};

} // namespace beaconscope::store
