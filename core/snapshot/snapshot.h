// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detection.h"
#include "core/detect/known_services.h"
#include "core/rules/rule_set.h"
#include "core/snapshot/capture_facts.h"
#include "core/snapshot/pair_intervals.h"
#include "core/snapshot/rule_hits.h"
#include "core/snapshot/summaries.h"
#include "core/store/event_store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::snapshot {

/// What the user can set. An analysis depends on the capture and on these settings only.
struct AnalysisSettings {
    std::shared_ptr<const rules::RuleSet> rules; ///< never null
    detect::DetectionSettings detection;
    std::optional<series::TimeRange> range; ///< chosen on a timeline: only events inside it count
    bool includeMulticast = false;          ///< mDNS and LLMNR queries are judged too
    std::shared_ptr<const detect::KnownServices> knownServices; ///< null if there are none
    /// The file that the known services were read from. Empty for the list of the program.
    std::string knownServicesFile;

    bool operator==(const AnalysisSettings& other) const;
};

AnalysisSettings defaultAnalysisSettings();

/// A capture and its analysis at one moment: everything that views, exports and reports show.
/// Immutable, and shared between threads as shared_ptr<const Snapshot>.
struct Snapshot {
    std::uint64_t generation = 0; ///< rises with every snapshot of an engine
    std::uint64_t load = 0;       ///< rises with every load; snapshots of one load share it
    bool isLoading = false;       ///< more packets will come, so nothing is judged yet

    CaptureFacts capture;
    /// Its totals are those of the time range, if one is set, without what rules hide; see
    /// PairsInView.
    store::StoreView store;
    std::uint64_t queries = 0;                  ///< of the whole capture
    std::shared_ptr<const Summaries> summaries; ///< never null

    AnalysisSettings settings;
    std::shared_ptr<const series::Exclusions> exclusions; ///< null while loading
    /// Indexed by PairId: the rule that hides the whole pair. Null while loading.
    std::shared_ptr<const std::vector<series::RuleIndex>> pairRules;
    /// Null while loading, or if there are no events.
    std::shared_ptr<const detect::Detection> detection;
    std::vector<RuleHits> ruleHits; ///< one entry for each rule; empty while loading
    /// The intervals between all queries of each pair. Null while loading.
    std::shared_ptr<const PairIntervals> pairIntervals;
    /// Indexed by AddressId: the number of findings of this client. Empty while loading.
    std::vector<std::uint32_t> findingsByClient;

    /// One sentence that says why there is no finding. Empty when there are findings.
    std::string emptyReason;
};

} // namespace beaconscope::snapshot
