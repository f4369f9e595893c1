// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/priority.h"

#include <algorithm>
#include <cmath>

namespace beaconscope::detect::rhythm {

namespace {

constexpr double kShortCover = 0.25;

} // namespace

bool isShortEpisode(const SeriesAnalysis& analysis) {
    constexpr double kNewNameInNearlyEveryBeat = 0.8;
    return analysis.cover < kShortCover && analysis.namesPerBeat < kNewNameInNearlyEveryBeat;
}

PriorityWeights priorityWeights(const SeriesAnalysis& analysis, const Surroundings& surroundings) {
    PriorityWeights weights;
    weights.prevalence = prevalenceWeight(surroundings.prevalence);
    if (isShortEpisode(analysis))
        weights.persistence = 0.5 + 2 * analysis.cover;
    weights.service = serviceWeight(surroundings.isKnownService);
    return weights;
}

double priority(const SeriesAnalysis& analysis, const Surroundings& surroundings) {
    constexpr double kLnPScale = 8;
    constexpr double kMaxTieBreaker = 1000;
    const double surprise = std::max(0.0, -analysis.lnPFinal); // never -0, which would be shown
    const double timing = -std::expm1(-surprise / kLnPScale);
    const PriorityWeights weights = priorityWeights(analysis, surroundings);
    return 100 * timing * weights.prevalence * weights.persistence * weights.service +
           std::min(surprise, kMaxTieBreaker) / kMaxTieBreaker;
}

} // namespace beaconscope::detect::rhythm
