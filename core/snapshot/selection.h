// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/base/time_spans.h"
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
    std::size_t rank = 0; ///< position in the list of Detection
    bool operator==(const SelectedFinding&) const = default;
};

/// The row that the user selected in one of the tables. The detail pane describes it.
using Selection =
    std::variant<std::monostate, SelectedFinding, PairId, NameId, DomainId, AddressId, EventId>;

/// The beats that the detector judged, for the plots.
struct JudgedSelection {
    detect::JudgedBeats beats;
    series::IntervalStatistics intervals; ///< intervals between these beats
    std::string title;                    ///< "beats of c2.example"
};

/// Everything that the detail pane, its plots and the report show about a selection. Immutable.
struct SelectionDetail {
    Selection selection;
    std::uint64_t snapshotGeneration = 0;

    std::string title;                    ///< "10.1.2.3 → beacon.example"
    std::string subtitle;                 ///< kind of finding, counts and span in words
    std::vector<EventId> events;          ///< the queries of the selection, in time order
    std::vector<Timestamp> times;         ///< the times of `events` that the detector uses
    bool timesMessages = false;           ///< `times` also holds the times of responses
    std::vector<double> intervalsSeconds; ///< between neighbouring times
    series::IntervalStatistics intervals;

    /// The selected finding. If another row is selected: the strongest finding about the same pair,
    /// name, domain or client, or nothing.
    std::optional<detect::Finding> finding;
    std::optional<std::size_t> findingRank; ///< position of `finding` in the list
    std::string findingTitle;               ///< names `finding`; empty if `title` does so
    std::string findingKind; ///< kind of `finding`: "tunnel: names that may carry data"
    /// Sentences: first the rule that hides the finding, if one does, then why the finding is
    /// flagged or not. Never empty.
    std::vector<std::string> reasons;
    std::optional<double> periodSeconds; ///< as the detector found it
    /// The largest TTL among the answers that the detector used for the finding. If it used none:
    /// the median TTL of all answers to the selected queries (`isTtlOfFinding` is false then).
    std::optional<double> ttlSeconds;
    bool isTtlOfFinding = false;
    /// The time that was captured; null: all from the first packet to the last.
    std::shared_ptr<const TimeSpans> captured;
    /// The beats that the detector judged for `finding`. Empty when the selected row does not hold
    /// all of these beats: then the plots show only the queries of the row.
    std::optional<JudgedSelection> judged;
};

/// Collects the detail of `selection` from a snapshot that is not loading. Returns null when stop
/// was requested or when the snapshot does not hold the selection. The time grows with the number
/// of events.
std::shared_ptr<SelectionDetail>
describeSelection(const Snapshot& snapshot, const Selection& selection, std::stop_token stop = {});

} // namespace beaconscope::snapshot
