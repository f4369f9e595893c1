// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/period_change.h"

#include "core/detect/rhythm/order_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace beaconscope::detect::rhythm {

namespace {

enum Side : std::size_t { Shorter, Inside, Longer };

Side sideOf(double interval, const IntervalEvidence& evidence) {
    if (interval < evidence.lowSeconds)
        return Shorter;
    return interval > evidence.highSeconds ? Longer : Inside;
}

/// Whether intervals of which `share` lie on one side of the window would hardly put so many of
/// them in a row anywhere among `all`.
bool isNoChance(std::size_t inARow, double share, std::size_t all) {
    constexpr double kMaxChance = 0.01;
    return static_cast<double>(all) * std::pow(share, static_cast<double>(inARow)) < kMaxChance;
}

/// The median, if the values keep near it.
double commonLength(std::span<const double> intervals) {
    constexpr double kMaxSpread = 0.2; // 0.15 for an even spread of ±30 %, 0.69 without a rhythm
    std::vector<double> values(intervals.begin(), intervals.end());
    const double middle = medianInPlace(values);
    for (double& value : values)
        value = std::abs(value - middle);
    return medianInPlace(values) <= kMaxSpread * middle ? middle : 0;
}

} // namespace

std::vector<OtherPace> findOtherPaces(std::span<const double> intervals,
                                      const IntervalEvidence& evidence) {
    constexpr std::size_t kMinIntervals = 6;
    std::array<std::size_t, 3> counts{};
    for (const double interval : intervals)
        ++counts[sideOf(interval, evidence)];

    std::vector<OtherPace> paces;
    for (std::size_t begin = 0, end = 0; begin < intervals.size(); begin = end) {
        const Side side = sideOf(intervals[begin], evidence);
        while (end < intervals.size() && sideOf(intervals[end], evidence) == side)
            ++end;
        const std::size_t inARow = end - begin;
        const double share =
            static_cast<double>(counts[side]) / static_cast<double>(intervals.size());
        if (side == Inside || inARow < kMinIntervals ||
            !isNoChance(inARow, share, intervals.size()))
            continue;
        if (const double length = commonLength(intervals.subspan(begin, inARow)); length > 0)
            paces.push_back({begin, inARow, length});
    }
    return paces;
}

} // namespace beaconscope::detect::rhythm
