// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/prevalence.h"
#include "core/detect/rhythm/series_analysis.h"

namespace beaconscope::detect::rhythm {

/// What is known about a series beside its timing.
struct Surroundings {
    Prevalence prevalence;
    bool isKnownService = false; ///< a listed service looks up such names at regular times
};

/// One short episode under few names: an open page that polls rather than an implant.
bool isShortEpisode(const SeriesAnalysis& analysis);

/// The factors of the priority, for explanations; each at most 1.
struct PriorityWeights {
    double prevalence = 1;
    double persistence = 1;
    double service = 1;
};

PriorityWeights priorityWeights(const SeriesAnalysis& analysis, const Surroundings& surroundings);

/// Step 10: where a finding stands in the list, 0 to 101. Timing alone cannot tell a beacon from
/// honest telemetry, so what many clients ask for, known services and short episodes come later.
/// Orders the list and never hides anything. The part above 100 breaks ties between certainties.
double priority(const SeriesAnalysis& analysis, const Surroundings& surroundings);

} // namespace beaconscope::detect::rhythm
