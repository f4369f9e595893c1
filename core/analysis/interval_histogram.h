#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace beaconscope::analysis {

enum class HistogramScale : std::uint8_t { Linear, Logarithmic };

/// Counts of intervals in adjoining bins. Bin i spans [edges[i], edges[i + 1]), the last one
/// includes its end. edges.size() == counts.size() + 1, or both are empty when there is nothing.
struct IntervalHistogram {
    HistogramScale scale = HistogramScale::Linear;
    std::vector<double> edgesSeconds;
    std::vector<std::uint64_t> counts;
};

/// Bins `intervalsSeconds` (any order). Without `binWidthSeconds` a linear histogram takes the
/// width of Freedman and Diaconis (2 IQR / cube root of n), kept between 8 and 200 bins; a
/// logarithmic one takes 10 to 60 bins of equal ratio, intervals of 0 counting in the first.
IntervalHistogram intervalHistogram(std::span<const double> intervalsSeconds, HistogramScale scale,
                                    std::optional<double> binWidthSeconds = std::nullopt);

} // namespace beaconscope::analysis
