// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/series/exclusions.h"
#include "core/series/series.h"
#include "core/store/event_store.h"

#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::snapshot {

/// The pairs of client and name as the tables show them. Both vectors are indexed by PairId.
struct PairsInView {
    /// Counts only what no rule hides. A pair that rules hide wholly is counted whole.
    std::shared_ptr<const LargeVector<store::PairTotals>> totals;
    /// The rule that hides the whole pair, or kNotExcluded.
    std::shared_ptr<const std::vector<series::RuleIndex>> rules;
};

/// `store` has the totals of the time range. The time grows with the number of pairs, and with the
/// number of events only if there are rules about query types.
PairsInView pairsInView(const store::StoreView& store, const series::Exclusions& exclusions,
                        const std::optional<series::TimeRange>& range);

} // namespace beaconscope::snapshot
