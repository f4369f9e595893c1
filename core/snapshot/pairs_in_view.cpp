// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/pairs_in_view.h"

#include "core/store/pair_totals.h"

#include <utility>

namespace beaconscope::snapshot {

namespace {

using series::kNotExcluded;
using series::RuleIndex;
using store::Event;

bool occurs(const store::Totals& totals) {
    return totals.queries + totals.responses > 0;
}

/// Takes the events that rules about query types hide out of the totals. Sets the rule of each pair
/// of which nothing is left.
void leaveOutTypes(const store::StoreView& store, const series::Exclusions& exclusions,
                   const std::optional<series::TimeRange>& range, std::vector<RuleIndex>& rules,
                   PairsInView& pairs) {
    std::vector<RuleIndex> ruleOfType(rules.size(), kNotExcluded);
    const auto isInView = [&](const Event& event) {
        if (range && !range->contains(event.time))
            return false;
        const RuleIndex rule = exclusions.ofQueryType(event.qtype);
        if (rule != kNotExcluded)
            ruleOfType[event.pair.index()] = rule;
        return rule == kNotExcluded;
    };
    auto totals = *store::totalsWhere(store.events, *store.pairs, isInView);
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const store::Totals& whole = (*store.pairs)[i].totals;
        if (rules[i] == kNotExcluded && occurs(whole) && !occurs(totals[i].totals))
            rules[i] = ruleOfType[i];
        if (rules[i] != kNotExcluded)
            totals[i].totals = whole;
    }
    pairs.totals = std::make_shared<const LargeVector<store::PairTotals>>(std::move(totals));
}

} // namespace

PairsInView pairsInView(const store::StoreView& store, const series::Exclusions& exclusions,
                        const std::optional<series::TimeRange>& range) {
    PairsInView pairs;
    pairs.totals = store.pairs;
    std::vector<RuleIndex> rules;
    rules.reserve(store.pairs->size());
    for (const store::PairTotals& pair : *store.pairs)
        rules.push_back(exclusions.ofPair(pair.client, pair.name));
    if (exclusions.hasQueryTypes())
        leaveOutTypes(store, exclusions, range, rules, pairs);
    pairs.rules = std::make_shared<const std::vector<RuleIndex>>(std::move(rules));
    return pairs;
}

} // namespace beaconscope::snapshot
