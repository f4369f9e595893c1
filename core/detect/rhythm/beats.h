// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/query.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// The three levels at which queries are gathered into beats. Twins (A, AAAA, HTTPS) fall together
/// at the first, bursts of a few seconds at the second, retry trains at the third.
inline constexpr std::array<double, 3> kBeatIntervalsSeconds{0.5, 2.5, 15.0};

/// The level at which beats that keep a clock are looked for.
inline constexpr double kClockBeatIntervalSeconds = kBeatIntervalsSeconds[1];

/// Returns whether `next` comes when the client gives up on `query`, which it repeated and which
/// got no answer: a query that only starts the next try, or the next name of the same list.
bool givesUpAndAsksNext(const Query& query, const Query& next);

/// A series as check-ins: queries that follow each other by at most `intervalSeconds`, or when the
/// client gives up on the one before, are one beat.
struct BeatSeries {
    double intervalSeconds = 0;
    double resolutionSeconds = 0; ///< of the times; 0: exact
    std::size_t givenUp = 0;      ///< queries that came as the client gave up on the one before
    std::vector<std::uint32_t> firstQuery; ///< index of each beat's first query
    std::vector<double> startSeconds;
    std::vector<double> intervals; ///< seconds from start to start; one fewer than beats
    std::vector<double> lengths;   ///< seconds from a beat's first query to its last
    /// No interval can be shorter than this: intervalSeconds plus the median length of a beat.
    /// Beyond it the intervals of traffic without a rhythm follow the null law of the interval
    /// test.
    double deadTimeSeconds = 0;

    std::size_t size() const { return startSeconds.size(); }
};

/// Step 3: gathers `queries`, sorted by time, into beats. Reuses the vectors of `series`.
void collapseToBeats(std::span<const Query> queries, double intervalSeconds,
                     std::vector<double>& scratch, BeatSeries& series);

} // namespace beaconscope::detect::rhythm
