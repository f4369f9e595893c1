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
/// is full the oldest is forgotten, so hostile captures cost no more memory than others.
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

private:
    struct Entry {
        Key key;
        Route route;
        EventId event;
        Timestamp time;
        std::uint64_t previous = 0; ///< sequence number of the next older one in the same bucket
        bool answered = false;
    };

    Entry& at(std::uint64_t sequence) { return m_ring[sequence % kCapacity]; }
    const Entry& at(std::uint64_t sequence) const { return m_ring[sequence % kCapacity]; }
    bool isKept(std::uint64_t sequence) const;
    void forgetOld(Timestamp now);

    // Sequence numbers start at 1; 0 ends a chain.
    std::vector<Entry> m_ring;
    std::vector<std::uint64_t> m_buckets; ///< newest sequence number a bucket
    std::uint64_t m_next = 1;
    std::uint64_t m_oldestWaiting = 1;
};

} // namespace beaconscope::store
