// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/other_length.h"

#include "core/detect/rhythm/binomial_tail.h"
#include "core/detect/rhythm/series_analysis.h"
#include "core/detect/rhythm/window_mass.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

constexpr double kRatio = 1.02;

/// Whether one length is about as long as the other, or as some of them: then it may be the tail of
/// the same jitter, or beats were missed.
bool isMultiple(double seconds, double otherSeconds, double halfWidth) {
    constexpr double kMinTolerance = 0.2; // of the shorter
    const double ratio = std::max(seconds, otherSeconds) / std::min(seconds, otherSeconds);
    const double whole = std::nearbyint(ratio);
    return std::abs(ratio - whole) <= std::max(kMinTolerance, halfWidth * std::sqrt(whole));
}

bool isInside(double seconds, const std::vector<std::pair<double, double>>& teeth) {
    return std::ranges::any_of(teeth, [seconds](const auto& tooth) {
        return seconds >= tooth.first && seconds <= tooth.second;
    });
}

/// Whether jitter can make both lengths: then the other is at the edge of the window, or there are
/// intervals between them.
bool isOfOneJitter(const std::vector<double>& beside,
                   const std::vector<std::pair<double, double>>& teeth, const OtherLength& other,
                   double periodSeconds) {
    constexpr double kMinApart = 1.1;
    if (std::ranges::any_of(teeth, [&other](const auto& tooth) {
            return tooth.first < kMinApart * other.highSeconds &&
                   tooth.second > other.lowSeconds / kMinApart;
        }))
        return true;
    const auto [low, high] = other.lowSeconds < periodSeconds
                                 ? std::pair(other.highSeconds, periodSeconds)
                                 : std::pair(periodSeconds, other.lowSeconds);
    const auto between = std::ranges::count_if(
        beside, [low = low, high = high](double one) { return one > low && one < high; });
    return 2 * static_cast<std::size_t>(between) >= other.intervals;
}

} // namespace

std::optional<OtherLength> findOtherLength(std::span<const double> intervals,
                                           const IntervalEvidence& window, double periodSeconds,
                                           double deadTimeSeconds, std::vector<double>& scratch) {
    const auto teeth = teethOf(window);
    scratch.clear();
    std::ranges::copy_if(intervals, std::back_inserter(scratch), [&](double interval) {
        return interval > deadTimeSeconds && !isInside(interval, teeth);
    });
    std::ranges::sort(scratch);
    std::optional<OtherLength> best;
    for (auto first = scratch.begin(); first != scratch.end(); ++first) {
        const auto last = std::upper_bound(first, scratch.end(), kRatio * *first);
        const auto inside = static_cast<std::size_t>(last - first);
        if (inside > (best ? best->intervals : 1))
            best = OtherLength{*first, *(last - 1), inside};
    }
    if (!best || isOfOneJitter(scratch, teeth, *best, periodSeconds) ||
        isMultiple((best->lowSeconds + best->highSeconds) / 2, periodSeconds,
                   relativeHalfWidth(window)))
        return std::nullopt;
    const double mass = largestWindowMass((kRatio * best->lowSeconds - deadTimeSeconds) /
                                          (best->lowSeconds - deadTimeSeconds));
    const double lnP = lnBinomialTail(intervals.size() - 1, best->intervals - 1, mass) +
                       lnScannedWindows(intervals.size());
    return lnP < kFlagLnP ? best : std::nullopt;
}

} // namespace beaconscope::detect::rhythm
