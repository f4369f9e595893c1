// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detection.h"
#include "core/detect/known_services.h"
#include "core/rules/rule_set.h"
#include "core/series/interval_statistics.h"
#include "core/snapshot/capture_facts.h"
#include "core/snapshot/rule_hits.h"
#include "core/snapshot/summaries.h"
#include "core/store/event_store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::snapshot {

/// What the user can set; what an analysis depends on beside the capture.
struct AnalysisSettings {
    std::shared_ptr<const rules::RuleSet> rules; ///< never null
    detect::DetectionSettings detection;
    std::optional<series::TimeRange> range; ///< brushed on a timeline: only events inside it
    bool includeMulticast = false;          ///< mDNS and LLMNR in series too
    std::shared_ptr<const detect::KnownServices> knownServices; ///< null: none
    std::string knownServicesFile; ///< where they are from; empty: the list of the program

    bool operator==(const AnalysisSettings& other) const;
};

AnalysisSettings defaultAnalysisSettings();

/// Everything that views, exports and reports show: a capture and its analysis at one moment.
/// Immutable; shared between threads by shared_ptr<const Snapshot>.
struct Snapshot {
    std::uint64_t generation = 0; ///< rises with every snapshot of an engine
    std::uint64_t load = 0;       ///< rises with every load; snapshots of one load share it
    bool isLoading = false;       ///< more packets will come; no detection yet

    CaptureFacts capture;
    store::StoreView store; ///< with a time range set, its totals are those of the range
    std::shared_ptr<const Summaries> summaries; ///< never null

    AnalysisSettings settings;
    std::shared_ptr<const series::Exclusions> exclusions; ///< null while loading
    std::shared_ptr<const detect::Detection> detection;   ///< null while loading or empty
    std::vector<RuleHits> ruleHits;                       ///< by rule; empty while loading
    /// By PairId: intervals between all queries of a pair. Null while loading.
    std::shared_ptr<const std::vector<series::IntervalStatistics>> pairIntervals;
    /// By AddressId: findings reported there. Empty while loading.
    std::vector<std::uint32_t> findingsByClient;

    /// One sentence on why there is no finding, or empty when there are some.
    std::string emptyReason;
};

} // namespace beaconscope::snapshot
