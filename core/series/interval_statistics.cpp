// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/interval_statistics.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace beaconscope::series {

namespace {

/// Reorders `values`, which must not be empty.
double median(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

} // namespace

IntervalStatistics intervalStatistics(std::span<const double> intervals) {
    IntervalStatistics result;
    result.count = intervals.size();
    if (intervals.empty())
        return result;
    const auto [smallest, largest] = std::minmax_element(intervals.begin(), intervals.end());
    result.minimumSeconds = *smallest;
    result.maximumSeconds = *largest;

    const auto count = static_cast<double>(intervals.size());
    double sum = 0;
    for (const double interval : intervals)
        sum += interval;
    result.meanSeconds = sum / count;
    // Two passes, because the usual formula for one pass loses all digits for a long, regular
    // series.
    double squares = 0;
    for (const double interval : intervals)
        squares += (interval - result.meanSeconds) * (interval - result.meanSeconds);
    result.standardDeviationSeconds = std::sqrt(squares / count);

    std::vector<double> scratch(intervals.begin(), intervals.end());
    result.medianSeconds = median(scratch);
    return result;
}

} // namespace beaconscope::series
