// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace beaconscope::series {

enum class HistogramScale : std::uint8_t { Linear, Logarithmic };

/// Part of the axis of intervals, both ends included; low <= high.
struct IntervalRange {
    double lowSeconds = 0;
    double highSeconds = 0;
};

/// Counts of intervals in adjoining bins. Bin i spans [edges[i], edges[i + 1]), the last one
/// includes its end. edges.size() == counts.size() + 1, or both are empty when there is nothing.
struct IntervalHistogram {
    HistogramScale scale = HistogramScale::Linear;
    std::vector<double> edgesSeconds;
    std::vector<std::uint64_t> counts;
};

/// Counts `sorted` intervals into the bins between `edgesSeconds`. What lies outside counts in the
/// first or last bin.
std::vector<std::uint64_t> countInBins(std::span<const double> sorted,
                                       std::span<const double> edgesSeconds);

/// Those of `sorted` that lie in one of `ranges`, which are in order and apart.
std::vector<double> intervalsInside(std::span<const double> sorted,
                                    std::span<const IntervalRange> ranges);

/// The most bins that intervalHistogram() makes, whatever width is asked for.
inline constexpr std::size_t kMaximumHistogramBins = 1'000;

/// Bins `intervalsSeconds` (any order, finite, none negative) over `range`, or over all of them
/// without one. Quick when they are sorted: one pass over them.
///
/// Without `binWidthSeconds` a linear histogram takes the width of Freedman and Diaconis (2 IQR /
/// cube root of n, of the intervals in range), rounded down to 1, 2 or 5 times a power of ten and
/// kept such that there are about 8 (with many intervals 60: twice the square root of n) to 200
/// bins; its edges are multiples of the width, so the first and the last bin may reach beyond the
/// range. A logarithmic one has 10 to 60 bins of equal ratio (four times the square root of n) and
/// no use for a width; its range must be above 0, and intervals of 0 count in the first bin when it
/// has no range.
IntervalHistogram intervalHistogram(std::span<const double> intervalsSeconds, HistogramScale scale,
                                    std::optional<double> binWidthSeconds = std::nullopt,
                                    std::optional<IntervalRange> range = std::nullopt);

} // namespace beaconscope::series
