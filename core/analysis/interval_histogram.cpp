#include "core/analysis/interval_histogram.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace beaconscope::analysis {

namespace {

/// Of a linear histogram that has few intervals, and of one that has many.
constexpr double kFewestLinearBins = 8;
constexpr double kFewestLinearBinsOfMany = 60;
constexpr double kMostLinearBins = 200;
constexpr double kFewestRatioBins = 10;
constexpr double kMostRatioBins = 60;
/// Where every interval is 0 a ratio has nothing to start from: captures resolve no less.
constexpr double kShortestSeconds = 1e-9;

enum class Rounding : std::uint8_t { Down, Up };

/// The nearest of 1, 2, 5 times a power of ten below or above `value`, which is above 0.
double readable(double value, Rounding rounding) {
    // The logarithm of a power of ten may be a little off, either way.
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

double interquartileRange(std::vector<double>& values) {
    const auto at = [&](std::size_t index) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(index);
        std::nth_element(values.begin(), place, values.end());
        return *place;
    };
    const double upper = at(values.size() * 3 / 4);
    return upper - at(values.size() / 4);
}

/// Reorders `values`.
double automaticWidth(std::vector<double>& values, double spanSeconds) {
    const double rule = values.size() < 2 ? 0
                                          : 2 * interquartileRange(values) /
                                                std::cbrt(static_cast<double>(values.size()));
    const double narrowest = spanSeconds / kMostLinearBins;
    if (rule <= narrowest)
        return readable(narrowest, Rounding::Up);
    // The rule supposes one hump; two sharp ones would be a bar each. So no fewer than 2 sqrt(n).
    const double fewest = std::clamp(2 * std::sqrt(static_cast<double>(values.size())),
                                     kFewestLinearBins, kFewestLinearBinsOfMany);
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
    // An interval on the last edge would be lost to rounding.
    edges.front() = std::min(edges.front(), range.lowSeconds);
    edges.back() = std::max(edges.back(), range.highSeconds);
    return edges;
}

std::vector<double> ratioEdges(IntervalRange range, std::size_t count) {
    const double wanted = 4 * std::sqrt(static_cast<double>(count));
    const auto bins =
        static_cast<std::size_t>(std::clamp(wanted, kFewestRatioBins, kMostRatioBins));
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

/// The range of the data, made wide enough to have bins where all intervals are the same.
IntervalRange rangeOf(std::span<const double> values, HistogramScale scale) {
    const auto [low, high] = std::ranges::minmax(values);
    if (scale == HistogramScale::Logarithmic) {
        double lowest = std::max(high, kShortestSeconds);
        for (const double value : values) {
            if (value > 0)
                lowest = std::min(lowest, value);
        }
        const double highest = std::max(high, lowest);
        return highest > lowest ? IntervalRange{lowest, highest}
                                : IntervalRange{lowest / 1.1, highest * 1.1};
    }
    if (high > low)
        return {low, high};
    const double margin = std::max(high * 0.01, 1e-6);
    return {std::max(low - margin, 0.0), high + margin};
}

void count(std::span<const double> values, IntervalHistogram& histogram) {
    const std::vector<double>& edges = histogram.edgesSeconds;
    histogram.counts.assign(edges.size() - 1, 0);
    for (const double value : values) {
        const auto above = std::ranges::upper_bound(edges, value);
        const auto bin = std::clamp<std::ptrdiff_t>(
            above - edges.begin() - 1, 0, static_cast<std::ptrdiff_t>(histogram.counts.size()) - 1);
        ++histogram.counts[static_cast<std::size_t>(bin)];
    }
}

} // namespace

IntervalHistogram intervalHistogram(std::span<const double> intervalsSeconds, HistogramScale scale,
                                    std::optional<double> binWidthSeconds,
                                    std::optional<IntervalRange> range) {
    IntervalHistogram result;
    result.scale = scale;
    if (intervalsSeconds.empty())
        return result;
    const IntervalRange shown = range.value_or(rangeOf(intervalsSeconds, scale));
    const double spanSeconds = shown.highSeconds - shown.lowSeconds;
    const bool drawable = spanSeconds > 0 && std::isfinite(spanSeconds) &&
                          (scale == HistogramScale::Linear || shown.lowSeconds > 0);
    if (!drawable)
        return result;

    std::vector<double> inside;
    inside.reserve(intervalsSeconds.size());
    std::ranges::copy_if(intervalsSeconds, std::back_inserter(inside), [&](double value) {
        return !range || (value >= shown.lowSeconds && value <= shown.highSeconds);
    });
    if (scale == HistogramScale::Logarithmic) {
        result.edgesSeconds = ratioEdges(shown, inside.size());
    } else {
        const double asked = binWidthSeconds.value_or(0);
        // One bin less than the most, as bins that start at multiples may need one more.
        const double narrowest = spanSeconds / static_cast<double>(kMaximumHistogramBins - 1);
        result.edgesSeconds = linearEdges(shown, asked > 0 ? std::max(asked, narrowest)
                                                           : automaticWidth(inside, spanSeconds));
    }
    count(inside, result);
    return result;
}

} // namespace beaconscope::analysis
