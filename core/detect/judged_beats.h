// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/series/interval_histogram.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace beaconscope::detect {

/// Where a detector saw the rhythm among the intervals that it judged, to be drawn into their
/// histogram.
struct IntervalWindow {
    /// In order and apart. Several where intervals of missed beats count too: one for each multiple
    /// of the period.
    std::vector<series::IntervalRange> teeth;
    std::size_t inside = 0; ///< intervals in the teeth that speak for a rhythm
    /// Further intervals in the teeth. They fix where the teeth lie, so they are no evidence.
    std::size_t given = 0;
    double insideByChance = 0; ///< the most that traffic without a rhythm would put there
};

/// The beats that a judgement rests on. They are made from the queries of a series in three steps:
/// repeated queries are dropped, names without the rhythm are set aside, and queries in quick
/// succession count as one beat.
struct JudgedBeats {
    std::vector<Timestamp> times;         ///< of each beat's first query, in order
    std::vector<double> intervalsSeconds; ///< from beat to beat, to the bit as they were judged
    /// Also the other beats of each turn, where only the first of each turn of a cycle is judged.
    /// Else empty.
    std::vector<Timestamp> timesInTurns;
    std::optional<NameId> name; ///< the only name that counts; none: all names of the series
    double levelSeconds = 0;    ///< a query this soon after another belongs to its beat
    /// The window of intervalsSeconds that holds the most evidence, whether the series is flagged
    /// or not. None where no window holds more than chance allows, and where the beats keep a
    /// clock.
    std::optional<IntervalWindow> window;
};

} // namespace beaconscope::detect
