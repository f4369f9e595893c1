// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/detect/finding.h"
#include "core/detect/judged_beats.h"
#include "core/series/interval_statistics.h"
#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace beaconscope::snapshot {

struct SelectedFinding {
    std::size_t rank = 0; ///< among Detection's findings
    bool operator==(const SelectedFinding&) const = default;
};

/// The row a user selected, in whichever table: what the detail pane is about.
using Selection =
    std::variant<std::monostate, SelectedFinding, PairId, NameId, DomainId, AddressId, EventId>;

/// What the detector judged, for plots.
struct JudgedSelection {
    detect::JudgedBeats beats;
    series::IntervalStatistics intervals; ///< of the beats' gaps
    std::string title;                    ///< "beats of c2.example"
};

/// Everything the detail pane, its plots and the report show of a selection. Immutable.
struct SelectionDetail {
    Selection selection;
    std::uint64_t snapshotGeneration = 0;

    std::string title;                    ///< "10.1.2.3 → beacon.example"
    std::string subtitle;                 ///< kind of finding, counts and span in words
    std::vector<EventId> events;          ///< the queries behind it, in time order
    std::vector<Timestamp> times;         ///< of `events`, as its detector takes them
    bool timesMessages = false;           ///< `times` are those of responses, too
    std::vector<double> intervalsSeconds; ///< between neighbouring times
    series::IntervalStatistics intervals;

    /// Of the finding that was selected, or the best one about the same pair, name, domain or
    /// client.
    std::optional<detect::Finding> finding;
    std::optional<std::size_t> findingRank; ///< of `finding`
    std::string findingTitle;               ///< of `finding` where `title` does not name it
    std::string findingKind; ///< of `finding` in words: "tunnel: names that may carry data"
    /// The rule that hides the finding, if one does, and why it is flagged or not; never empty.
    std::vector<std::string> reasons;
    std::optional<double> periodSeconds; ///< the detector's
    /// Largest among the answers that the finding was judged with; else the median of all.
    std::optional<double> ttlSeconds;
    bool isTtlOfFinding = false;
    /// What the finding was judged by. None where the selected row lacks some of it: its plots show
    /// its own queries alone then.
    std::optional<JudgedSelection> judged;
};

/// Collects the detail of `selection` from a snapshot that is not loading. Linear in events. Null
/// when stop was requested, or when there is nothing such in the snapshot.
std::shared_ptr<SelectionDetail>
describeSelection(const Snapshot& snapshot, const Selection& selection, std::stop_token stop = {});

} // namespace beaconscope::snapshot
