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

/// Counts of intervals in adjoining bins. Bin i is [edges[i], edges[i + 1]); the last bin includes
/// its end. There is one edge more than counts; both are empty when there is nothing to count.
struct IntervalHistogram {
    HistogramScale scale = HistogramScale::Linear;
    std::vector<double> edgesSeconds;
    std::vector<std::uint64_t> counts;
};

/// Counts `sorted` intervals in the bins between `edgesSeconds`. Intervals outside the edges count
/// in the first or last bin.
std::vector<std::uint64_t> countInBins(std::span<const double> sorted,
                                       std::span<const double> edgesSeconds);

/// Returns the intervals of `sorted` that lie in one of `ranges`, which are in order and do not
/// overlap.
std::vector<double> intervalsInside(std::span<const double> sorted,
                                    std::span<const IntervalRange> ranges);

/// intervalHistogram() makes at most so many bins, even when the wanted width is smaller.
inline constexpr std::size_t kMaxHistogramBins = 1'000;

/// Makes a histogram of `intervalsSeconds` (any order, finite, none negative) over `range`, or over
/// all intervals when there is no range. Sorted intervals need only one pass.
///
/// Without `binWidthSeconds` a linear histogram uses the width of Freedman and Diaconis (2 IQR /
/// cube root of n, for the intervals in the range), rounded down to 1, 2 or 5 times a power of ten.
/// It has at most 200 bins and at least twice the square root of n, within 8 to 60. The edges are
/// multiples of the width, so the first and the last bin may go past the range.
///
/// A logarithmic histogram has 10 to 60 bins of equal ratio (four times the square root of n) and
/// ignores the width. Its range must be above 0; without a range, intervals of 0 count in the first
/// bin.
IntervalHistogram intervalHistogram(std::span<const double> intervalsSeconds, HistogramScale scale,
                                    std::optional<double> binWidthSeconds = std::nullopt,
                                    std::optional<IntervalRange> range = std::nullopt);

} // namespace beaconscope::series
