// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule.h"

#include <cstdint>
#include <string>
#include <vector>

namespace beaconscope::snapshot {

struct Snapshot;

/// What one rule hides right now. Where several rules match, the first of them counts.
struct RuleHits {
    std::uint64_t names = 0;    ///< that it matches; 0 for rules about something else
    std::uint64_t clients = 0;  ///< that it matches, of those in the time range
    std::uint64_t queries = 0;  ///< in the time range
    std::uint64_t findings = 0; ///< flagged series

    bool operator==(const RuleHits&) const = default;
};

/// For each rule what it hides in a snapshot that has its exclusions, summaries and detection.
/// Linear in events; `before` spares that where it has the same rules and time range. May be null.
std::vector<RuleHits> hitsByRule(const Snapshot& snapshot, const Snapshot* before);

/// In words, without the findings: "2 names, 1,204 queries", "1 client, 3 queries", "1 query" for
/// a query type, "none".
std::string describe(const RuleHits& hits, rules::Field field);
/// The first part of that: how much there is of what the rule is about.
std::string describeBriefly(const RuleHits& hits, rules::Field field);

} // namespace beaconscope::snapshot
