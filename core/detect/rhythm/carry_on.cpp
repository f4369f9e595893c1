// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/carry_on.h"

#include "core/detect/rhythm/binomial_tail.h"
#include "core/detect/rhythm/order_statistics.h"
#include "core/detect/rhythm/window_mass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace beaconscope::detect::rhythm {

namespace {

/// Longer runs are no retries: programs give up after a few.
constexpr std::size_t kMaxRetries = 8;

/// How intervals inside a window follow each other.
struct Runs {
    std::size_t inside = 0;
    std::size_t followed = 0; ///< of these, those with a next one inside
    std::size_t unknown = 0;  ///< 1 where the last interval of all is inside
    /// Runs of 1 interval inside, of 2, and so on; longer ones at the end. Only those that ended.
    std::array<std::size_t, kMaxRetries + 1> byLength{};

    void end(std::size_t length) { ++byLength[std::min(length, byLength.size()) - 1]; }
};

Runs runsInside(std::span<const double> intervals, const IntervalEvidence& window) {
    Runs runs;
    std::size_t run = 0;
    for (const double interval : intervals) {
        if (isNear(interval, window)) {
            ++runs.inside;
            runs.followed += run > 0 ? 1 : 0;
            ++run;
        } else if (run > 0) {
            runs.end(run);
            run = 0;
        }
    }
    runs.unknown = run > 0 ? 1 : 0;
    return runs;
}

/// Were the intervals independent, one inside would be followed by one inside as often as any.
double lnPSoFewFollowed(const Runs& runs, std::size_t intervals) {
    const double share = static_cast<double>(runs.inside) / static_cast<double>(intervals);
    const std::size_t withNext = runs.inside - runs.unknown;
    // So few that are followed are so many that are not.
    return lnBinomialTail(withNext, withNext - runs.followed, 1 - share);
}

/// Runs that end at one short length far more often than at the lengths before, as tries do that a
/// program gives up.
double lnPEndAtOneLength(const Runs& runs) {
    constexpr double kMinShare = 0.7; ///< of the runs that reach the length
    double smallest = 0;
    std::size_t reach = std::accumulate(runs.byLength.begin(), runs.byLength.end(), std::size_t{0});
    std::size_t ended = 0;   // at shorter lengths
    std::size_t chances = 0; // to end at these
    for (std::size_t length = 1; length <= kMaxRetries; ++length) {
        const std::size_t endHere = runs.byLength[length - 1];
        if (length > 1 && static_cast<double>(endHere) >= kMinShare * static_cast<double>(reach)) {
            // Laplace's rule
            const double share =
                (static_cast<double>(ended) + 1) / (static_cast<double>(chances) + 2);
            smallest = std::min(smallest, lnBinomialTail(reach, endHere, share));
        }
        ended += endHere;
        chances += reach;
        reach -= endHere;
    }
    return std::min(0.0, smallest + std::log(static_cast<double>(kMaxRetries - 1)));
}

} // namespace

bool isNear(double interval, const IntervalEvidence& window) {
    constexpr double kSlack = 0.02;
    constexpr double kMaxMultiple = 8;
    constexpr double kWidestWithMultiples = 0.1; // of wider windows the multiples leave no space
    if (!window.comb && interval <= window.highSeconds * (1 + kSlack))
        return interval >= window.lowSeconds * (1 - kSlack);
    const double width = relativeHalfWidth(window);
    if (!window.comb && width > kWidestWithMultiples)
        return false;
    const double period =
        window.comb ? (window.lowSeconds + window.highSeconds) / 2 : window.periodSeconds;
    const double multiple = std::clamp(std::nearbyint(interval / period), 1.0, kMaxMultiple);
    return std::abs(interval - multiple * period) <=
           (width + kSlack) * period * std::sqrt(multiple);
}

double lnPCarriesOn(std::span<const double> intervals, const IntervalEvidence& window) {
    constexpr std::size_t kMinInside = 6;
    const Runs runs = runsInside(intervals, window);
    if (runs.inside < kMinInside)
        return 0;
    return std::min(lnPSoFewFollowed(runs, intervals.size()), lnPEndAtOneLength(runs));
}

BeatSeries joinBeats(const BeatSeries& beats, std::span<const std::uint32_t> firsts) {
    BeatSeries joined;
    joined.intervalSeconds = beats.intervalSeconds;
    joined.resolutionSeconds = beats.resolutionSeconds;
    joined.givenUp = beats.givenUp;
    joined.deadTimeSeconds = beats.intervalSeconds;
    if (firsts.empty())
        return joined;
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        const std::size_t first = firsts[i];
        const std::size_t last = (i + 1 < firsts.size() ? firsts[i + 1] : beats.size()) - 1;
        const double start = beats.startSeconds[first];
        if (i > 0)
            joined.intervals.push_back(start - joined.startSeconds.back());
        joined.firstQuery.push_back(beats.firstQuery[first]);
        joined.startSeconds.push_back(start);
        joined.lengths.push_back(beats.startSeconds[last] + beats.lengths[last] - start);
    }
    std::vector<double> lengths = joined.lengths;
    joined.deadTimeSeconds += medianInPlace(lengths);
    return joined;
}

BeatSeries openingBeats(const BeatSeries& beats, const IntervalEvidence& window) {
    std::vector<std::uint32_t> firsts;
    bool isLastInside = false;
    for (std::uint32_t i = 0; i < beats.intervals.size(); ++i) {
        const bool isNowInside = isNear(beats.intervals[i], window);
        if (isNowInside && !isLastInside)
            firsts.push_back(i);
        isLastInside = isNowInside;
    }
    return joinBeats(beats, firsts);
}

} // namespace beaconscope::detect::rhythm
