// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/sorted_intervals.h"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Windows in which less evidence than this lies are not looked at, whatever their significance:
/// nats an interval. It asks for a rhythm that matters, not one that a huge count makes measurable.
inline constexpr double kMinEvidence = 0.08;

/// The window of intervals that holds more of them than traffic without a rhythm could put there.
struct IntervalEvidence {
    double lnP = 0; ///< corrected for all windows looked at in this series; 0 is p = 1
    double lowSeconds = 0;
    double highSeconds = 0; ///< lowSeconds * ratio; for a comb: of its first window
    double ratio = 1;
    bool comb = false; ///< windows around 1, 2, 3 and 4 periods (missed beats) in place of one
    std::size_t intervals = 0; ///< all intervals of the series
    /// Of a comb without the interval it starts at, which fixes the period as well.
    std::size_t inside = 0;
    double chanceMass =
        1; ///< largest share of the intervals that traffic without a rhythm puts inside
    double evidence = 0; ///< nats an interval: divergence of inside/intervals from chanceMass
    double periodSeconds =
        0; ///< median interval of the window; for a comb the middle of the first one
};

/// Half the width of the first window, relative to its middle.
double relativeHalfWidth(const IntervalEvidence& evidence);

/// The window, or the windows of a comb, as pairs of lowest and highest interval in seconds:
/// ascending and apart.
std::vector<std::pair<double, double>> teethOf(const IntervalEvidence& evidence);

/// Step 4. Null: beyond the dead time each interval's law is completely monotone (see
/// window_mass.h). A window that starts at one of the intervals and holds k of n has ln p =
/// lnBinomialTail(n-1, k-1, mass), the interval it starts at being given. Scans up to 300 starts
/// times 11 widths, and combs for missed beats, for the smallest p, and corrects by ln(min(n,
/// 200)), the effective number of windows measured on the exponential null.
///
/// Needs at least 4 intervals, all above 0, in any order. `sorted` then holds them, and its memory
/// serves from series to series. Periods below `minPeriodSeconds` are not looked for. O(n log n).
IntervalEvidence testIntervals(std::span<const double> intervals, double deadTimeSeconds,
                               SortedIntervals& sorted, double minPeriodSeconds = 0);

/// The correction for the windows scanned in a series of `intervals`: ln(min(intervals, 200)).
double lnScannedWindows(std::size_t intervals);

/// How many beats a perfectly regular rhythm needs before its ln p falls below `largestLnP`: at
/// least 5, at most 4,096.
std::size_t fewestBeatsToStandOut(double largestLnP);

} // namespace beaconscope::detect::rhythm
