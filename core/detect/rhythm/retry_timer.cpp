// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/retry_timer.h"

#include "core/detect/rhythm/window_mass.h"

#include <algorithm>
#include <cmath>

namespace beaconscope::detect::rhythm {

namespace {

/// Whether nearly all intervals away from the window lie close together, and are too many for that
/// to mean nothing: the other interval of a poll that has two.
bool hasSecondRhythm(std::span<const double> sorted, const IntervalEvidence& window) {
    constexpr std::size_t kMin = 8;
    constexpr double kRatio = 1.2; // wider than the window that wins may be
    constexpr double kShare = 0.9;
    const auto below = static_cast<std::size_t>(
        std::lower_bound(sorted.begin(), sorted.end(), window.highSeconds / kRatio) -
        sorted.begin());
    const auto above = static_cast<std::size_t>(
        std::upper_bound(sorted.begin(), sorted.end(), window.lowSeconds * kRatio) -
        sorted.begin());
    const std::size_t near = above > below ? above - below : 0;
    const auto other = [&](std::size_t i) { return sorted[i < below ? i : i + near]; };
    const std::size_t others = sorted.size() - near;
    std::size_t most = 0;
    std::size_t end = 0;
    for (std::size_t begin = 0; begin < others; ++begin) {
        while (end < others && other(end) <= kRatio * other(begin))
            ++end;
        most = std::max(most, end - begin);
    }
    return others >= kMin && static_cast<double>(most) >= kShare * static_cast<double>(others);
}

} // namespace

bool looksLikeRetryTimer(std::span<const double> intervals, const SortedIntervals& sorted,
                         const IntervalEvidence& evidence) {
    constexpr double kMaxRetrySeconds = 30;
    constexpr std::size_t kRunOfBeacon = 4;
    if (evidence.periodSeconds > kMaxRetrySeconds || 2 * evidence.inside >= evidence.intervals)
        return false;
    const double period = (evidence.lowSeconds + evidence.highSeconds) / 2;
    const double width = relativeHalfWidth(evidence);
    const auto isInside = [&](double interval) {
        if (!evidence.comb)
            return interval >= evidence.lowSeconds && interval <= evidence.highSeconds;
        const double multiple =
            std::clamp(std::nearbyint(interval / period), 1.0, static_cast<double>(kCombTeeth));
        return std::abs(interval - multiple * period) <= width * period * std::sqrt(multiple);
    };
    std::size_t run = 0;
    for (const double interval : intervals) {
        run = isInside(interval) ? run + 1 : 0;
        if (run == kRunOfBeacon)
            return false;
    }
    return !hasSecondRhythm(sorted.values(), evidence);
}

} // namespace beaconscope::detect::rhythm
