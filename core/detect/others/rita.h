// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace beaconscope::detect::others {

/// So many events in a day RITA calls a strobe instead of scoring them.
inline constexpr std::size_t kRitaStrobeEvents = 86'400;

/// RITA v5's beacon score (activecm/rita, analysis/beacons.go), written from its description: four
/// sub-scores of equal weight. RITA itself does not score DNS; given DNS times its total is
/// dominated by sub-scores that any steady use reaches, so the timestamp score is worth a look of
/// its own. All scores lie in 0..1, rounded to thousandths.
struct RitaScore {
    double timestamps = 0;
    double dataSizes = 0;
    double duration = 0;
    double histogram = 0;
    double total = 0;
};

/// Bounds of the whole data set in seconds, of which RITA looks at the last 24 hours at most.
struct RitaWindow {
    std::int64_t firstSecond = 0;
    std::int64_t lastSecond = 0;
};

RitaWindow ritaWindow(std::int64_t firstSecondOfData, std::int64_t lastSecondOfData);

/// `seconds` ascending, whole seconds (truncated), repeats kept, all inside the window; `bytes`
/// that the client sent, in any order. None where RITA does not score: fewer than four different
/// seconds, or a strobe. O(n log n).
std::optional<RitaScore> ritaScore(std::span<const std::int64_t> seconds,
                                   std::span<const double> bytes, const RitaWindow& window);

/// Mean of 1 - |Bowley skewness| and of 1 - (median absolute deviation / median), which is
/// `deviationDefault` for medians below 1. Needs three values; none of fewer.
std::optional<double> ritaStatisticalScore(std::span<const double> values, double deviationDefault);

/// Severity of a total, 0 to 0.8, before what modifies it (analysis.go, calculateBucketedScore): 0
/// below a total of 0.5, then linear over 0.2 at 0.5, 0.4 at 0.7, 0.6 at 0.9 and 0.8 at 1.
double ritaSeverity(double total);

/// What prevalence adds to the severity: +0.15 where at most a fiftieth of the clients ask for the
/// same, -0.15 from half of them on.
double ritaPrevalenceModifier(double shareOfClients);

/// "none", "low", "medium", "high" or "critical"
const char* ritaCategory(double severity);

} // namespace beaconscope::detect::others
