// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule.h"

#include <cstdint>
#include <string>
#include <vector>

namespace beaconscope::snapshot {

struct Snapshot;

/// How much one rule hides now. When several rules match the same thing, it counts for the first
/// one.
struct RuleHits {
    std::uint64_t names = 0;   ///< names that it matches; 0 for a rule about clients or query types
    std::uint64_t clients = 0; ///< clients that it matches and that occur in the time range
    std::uint64_t queries = 0; ///< hidden queries in the time range
    std::uint64_t findings = 0; ///< hidden series that are flagged

    bool operator==(const RuleHits&) const = default;
};

/// Returns what each rule hides in `snapshot`, which must have its exclusions, summaries and
/// detection. The time grows with the number of events. `before`, an earlier snapshot or null,
/// saves that time if its rules and its time range are the same.
std::vector<RuleHits> hitsByRule(const Snapshot& snapshot, const Snapshot* before);

/// Returns the counts in words, without the findings: "2 names, 1,204 queries", "1 client,
/// 3 queries", "1 query" for a rule about a query type, or "none".
std::string describe(const RuleHits& hits, rules::Field field);
/// Returns only the first part of that: "2 names", "1 client", "1 query" or "none".
std::string describeBriefly(const RuleHits& hits, rules::Field field);

} // namespace beaconscope::snapshot
