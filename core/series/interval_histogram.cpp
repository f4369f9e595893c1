// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/interval_histogram.h"

#include <algorithm>
#include <cmath>

namespace beaconscope::series {

namespace {

/// The smallest number of bins of a linear histogram with few intervals, and with many.
constexpr double kMinLinearBins = 8;
constexpr double kMinLinearBinsOfMany = 60;
constexpr double kMaxLinearBins = 200;
constexpr double kMinRatioBins = 10;
constexpr double kMaxRatioBins = 60;
/// A logarithmic axis starts here when all intervals are 0, because it cannot start at 0. Captures
/// have no shorter interval.
constexpr double kMinSeconds = 1e-9;

enum class Rounding : std::uint8_t { Down, Up };

/// Rounds `value`, which is above 0, down or up to 1, 2 or 5 times a power of ten.
double readable(double value, Rounding rounding) {
    // The logarithm of a power of ten may be a little too small or too large.
    constexpr double kSlack = 1e-9;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    if (rounding == Rounding::Up) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            if (power * factor >= value * (1 - kSlack))
                return power * factor;
        }
        return power * 10;
    }
    for (const double factor : {10.0, 5.0, 2.0}) {
        if (power * factor <= value * (1 + kSlack))
            return power * factor;
    }
    return power;
}

double interquartileRange(std::span<const double> sorted) {
    return sorted[sorted.size() * 3 / 4] - sorted[sorted.size() / 4];
}

double automaticWidth(std::span<const double> sorted, double spanSeconds) {
    const auto size = static_cast<double>(sorted.size());
    const double rule = sorted.size() < 2 ? 0 : 2 * interquartileRange(sorted) / std::cbrt(size);
    const double narrowest = spanSeconds / kMaxLinearBins;
    if (rule <= narrowest)
        return readable(narrowest, Rounding::Up);
    // The rule is made for data with one peak; two sharp peaks would become one bar each. So there
    // are at least 2 sqrt(n) bins.
    const double fewest = std::clamp(2 * std::sqrt(size), kMinLinearBins, kMinLinearBinsOfMany);
    return readable(std::min(rule, spanSeconds / fewest), Rounding::Down);
}

std::vector<double> linearEdges(IntervalRange range, double widthSeconds) {
    const double firstMultiple = std::floor(range.lowSeconds / widthSeconds + 1e-9);
    const double endMultiple = std::ceil(range.highSeconds / widthSeconds - 1e-9);
    const auto bins = static_cast<std::size_t>(std::max(endMultiple - firstMultiple, 1.0));
    std::vector<double> edges;
    edges.reserve(bins + 1);
    for (std::size_t i = 0; i <= bins; ++i)
        edges.push_back((firstMultiple + static_cast<double>(i)) * widthSeconds);
    // Rounding could otherwise put an interval at an end of the range outside the edges.
    edges.front() = std::min(edges.front(), range.lowSeconds);
    edges.back() = std::max(edges.back(), range.highSeconds);
    return edges;
}

std::vector<double> ratioEdges(IntervalRange range, std::size_t count) {
    const double wanted = 4 * std::sqrt(static_cast<double>(count));
    const auto bins = static_cast<std::size_t>(std::clamp(wanted, kMinRatioBins, kMaxRatioBins));
    const double lnLow = std::log(range.lowSeconds);
    const double lnStep = (std::log(range.highSeconds) - lnLow) / static_cast<double>(bins);
    std::vector<double> edges;
    edges.reserve(bins + 1);
    for (std::size_t i = 0; i <= bins; ++i)
        edges.push_back(std::exp(lnLow + lnStep * static_cast<double>(i)));
    edges.front() = range.lowSeconds;
    edges.back() = range.highSeconds;
    return edges;
}

/// Returns the range of the data. It is made wider when all intervals are the same, because a range
/// of no width has no bins.
IntervalRange rangeOf(std::span<const double> sorted, HistogramScale scale) {
    const double high = sorted.back();
    if (scale == HistogramScale::Logarithmic) {
        const auto positive = std::ranges::upper_bound(sorted, 0.0);
        const double low = positive != sorted.end() ? *positive : kMinSeconds;
        return high > low ? IntervalRange{low, high} : IntervalRange{low / 1.1, low * 1.1};
    }
    if (high > sorted.front())
        return {sorted.front(), high};
    const double margin = std::max(high * 0.01, 1e-6);
    return {std::max(high - margin, 0.0), high + margin};
}

} // namespace

std::vector<std::uint64_t> countInBins(std::span<const double> sorted,
                                       std::span<const double> edgesSeconds) {
    std::vector<std::uint64_t> counts;
    if (edgesSeconds.size() < 2)
        return counts;
    counts.reserve(edgesSeconds.size() - 1);
    auto begin = sorted.begin();
    for (std::size_t bin = 0; bin + 1 < edgesSeconds.size(); ++bin) {
        const bool isLast = bin + 2 == edgesSeconds.size();
        const auto end =
            isLast ? sorted.end() : std::lower_bound(begin, sorted.end(), edgesSeconds[bin + 1]);
        counts.push_back(static_cast<std::uint64_t>(end - begin));
        begin = end;
    }
    return counts;
}

std::vector<double> intervalsInside(std::span<const double> sorted,
                                    std::span<const IntervalRange> ranges) {
    std::vector<double> inside;
    for (const IntervalRange& range : ranges) {
        const auto begin = std::ranges::lower_bound(sorted, range.lowSeconds);
        const auto end = std::upper_bound(begin, sorted.end(), range.highSeconds);
        inside.insert(inside.end(), begin, end);
    }
    return inside;
}

IntervalHistogram intervalHistogram(std::span<const double> intervalsSeconds, HistogramScale scale,
                                    std::optional<double> binWidthSeconds,
                                    std::optional<IntervalRange> range) {
    IntervalHistogram result;
    result.scale = scale;
    if (intervalsSeconds.empty())
        return result;
    std::vector<double> copy;
    std::span<const double> sorted = intervalsSeconds;
    if (!std::ranges::is_sorted(sorted)) {
        copy.assign(sorted.begin(), sorted.end());
        std::ranges::sort(copy);
        sorted = copy;
    }
    const IntervalRange shown = range.value_or(rangeOf(sorted, scale));
    const double spanSeconds = shown.highSeconds - shown.lowSeconds;
    const bool drawable = spanSeconds > 0 && std::isfinite(spanSeconds) &&
                          (scale == HistogramScale::Linear || shown.lowSeconds > 0);
    if (!drawable)
        return result;
    if (range) {
        const auto begin = std::ranges::lower_bound(sorted, shown.lowSeconds);
        sorted = std::span(begin, std::upper_bound(begin, sorted.end(), shown.highSeconds));
    }

    if (scale == HistogramScale::Logarithmic) {
        result.edgesSeconds = ratioEdges(shown, sorted.size());
    } else {
        const double asked = binWidthSeconds.value_or(0);
        // One bin less than the maximum, because bins that start at multiples may need one more.
        const double narrowest = spanSeconds / static_cast<double>(kMaxHistogramBins - 1);
        result.edgesSeconds = linearEdges(shown, asked > 0 ? std::max(asked, narrowest)
                                                           : automaticWidth(sorted, spanSeconds));
    }
    result.counts = countInBins(sorted, result.edgesSeconds);
    return result;
}

} // namespace beaconscope::series
