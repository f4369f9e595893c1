// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/period_change.h"

#include <optional>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// The rhythm as numbers for people, read off the winning window.
struct RhythmEstimates {
    double periodSeconds = 0;
    std::size_t oneBeatIntervals = 0; ///< in the window, those from one beat to the next one due
    /// The 5th and 95th percentile (a, b) of these; the smallest and largest of a few.
    double lowSeconds = 0;
    double highSeconds = 0;
    /// Jitter as tools state it: the period varies by +-(b-a)/(b+a) ...
    double jitterHalfWidth = 0;
    /// ... or a sleep of b is shortened by up to 1 - a/b (Cobalt Strike's convention).
    double jitterShortening = 0;
    /// Share of the scheduled beats that did not come; unknown for windows too wide to tell one
    /// period from two.
    std::optional<double> missedRate;
    std::size_t pauses = 0; ///< silences longer than six periods: a rest rather than missed beats
    /// Beats that last longer than six periods: queries come too close for beats there.
    std::size_t busyStretches = 0;
    double longestBusySeconds = 0;
};

/// With fewer one-beat intervals there are no percentiles to take.
inline constexpr std::size_t kMinForPercentiles = 4;

/// An interval of this many periods is the longest that counts as missed beats.
inline constexpr double kMaxMissedPeriods = 6;

/// Step 9. `beats` are those `evidence` was found in; the intervals of `otherPaces` count neither
/// as missed beats nor as pauses. Nor do intervals that hold one of `restartsSeconds`, in ascending
/// order: nothing was captured for a while before these moments, see SeriesOptions. `scratch` is
/// overwritten.
RhythmEstimates estimateRhythm(const BeatSeries& beats, const IntervalEvidence& evidence,
                               std::span<const OtherPace> otherPaces,
                               std::span<const double> restartsSeconds,
                               std::vector<double>& scratch);

/// The same for a period that is not that of the window.
RhythmEstimates estimateRhythmAt(double periodSeconds, const BeatSeries& beats,
                                 std::span<const double> restartsSeconds,
                                 std::vector<double>& scratch);

} // namespace beaconscope::detect::rhythm
