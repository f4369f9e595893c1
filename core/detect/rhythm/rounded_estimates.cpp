// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/rounded_estimates.h"

#include <algorithm>
#include <cmath>

namespace beaconscope::detect::rhythm {

double roundedTo(double resolutionSeconds, std::size_t intervals, double lengthSeconds) {
    constexpr std::size_t kManyIntervals = 100;
    if (resolutionSeconds <= 0)
        return lengthSeconds;
    double step = std::pow(10.0, std::floor(std::log10(resolutionSeconds) + 1e-9));
    if (intervals >= kManyIntervals)
        step /= 10;
    const double steps = std::nearbyint(lengthSeconds / step);
    // Division by a whole number keeps decimal fractions short: 60.1 and not 60.1000000000001.
    return step < 1 ? steps / std::nearbyint(1 / step) : steps * step;
}

void removeJitterOfDraws(double resolutionSeconds, RhythmEstimates& estimates) {
    // The difference of two draws has a triangular law; nine tenths of it lie within this.
    constexpr double kHalfWidthOfDraws = 0.684;
    constexpr double kMinShown = 0.75; // of the resolution
    if (resolutionSeconds <= 0 || estimates.oneBeatIntervals == 0)
        return;
    const double middle = (estimates.lowSeconds + estimates.highSeconds) / 2;
    const double halfWidth = (estimates.highSeconds - estimates.lowSeconds) / 2;
    const double ofDraws = kHalfWidthOfDraws * resolutionSeconds;
    double rest = std::sqrt(std::max(0.0, halfWidth * halfWidth - ofDraws * ofDraws));
    if (rest < kMinShown * resolutionSeconds)
        rest = 0;
    estimates.lowSeconds = middle - rest;
    estimates.highSeconds = middle + rest;
    estimates.jitterHalfWidth = rest / middle;
    estimates.jitterShortening = 2 * rest / (middle + rest);
}

} // namespace beaconscope::detect::rhythm
