// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/store/type_set.h"

#include <algorithm>
#include <cstdint>

namespace beaconscope::store {

/// Counts over the events of a client and name, a name, a registered domain or a client. There is
/// one for each client and name, so it must be small; event numbers have 32 bits, so counts of
/// events fit 32 bits too.
struct Totals {
    Timestamp first = Timestamp::max(); ///< of the queries; meaningful when there are some
    Timestamp last = Timestamp::min();
    std::uint32_t queries = 0;
    std::uint32_t responses = 0;
    std::uint32_t answered = 0; ///< queries whose response was seen
    std::uint32_t nxdomain = 0; ///< responses that say that the name does not exist
    std::uint32_t retransmissions = 0;
    std::uint32_t minimumTtlSeconds = UINT32_MAX; ///< UINT32_MAX when no answer had a TTL
    std::uint32_t maximumTtlSeconds = 0;
    TypeSet types;

    std::uint32_t unanswered() const { return queries - answered; }
    bool hasTtl() const { return minimumTtlSeconds != UINT32_MAX; }

    void seen(Timestamp time) {
        first = std::min(first, time);
        last = std::max(last, time);
    }
    void sawTtl(std::uint32_t ttlSeconds) {
        minimumTtlSeconds = std::min(minimumTtlSeconds, ttlSeconds);
        maximumTtlSeconds = std::max(maximumTtlSeconds, ttlSeconds);
    }
    void add(const Totals& other) {
        queries += other.queries;
        responses += other.responses;
        answered += other.answered;
        nxdomain += other.nxdomain;
        retransmissions += other.retransmissions;
        first = std::min(first, other.first);
        last = std::max(last, other.last);
        minimumTtlSeconds = std::min(minimumTtlSeconds, other.minimumTtlSeconds);
        maximumTtlSeconds = std::max(maximumTtlSeconds, other.maximumTtlSeconds);
        types.insert(other.types);
    }
};

/// A client and a name that it asked for.
struct PairKey {
    AddressId client;
    NameId name;

    bool operator==(const PairKey&) const = default;
};

/// The totals of one client and one name that it asked for.
struct PairTotals {
    AddressId client;
    NameId name;
    Totals totals;
};

} // namespace beaconscope::store
