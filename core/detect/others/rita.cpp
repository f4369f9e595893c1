// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/rita.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

namespace beaconscope::detect::others {

namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::size_t kBins = 24;
using Histogram = std::array<std::size_t, kBins>;

double roundToThousandths(double value) {
    return std::round(value * 1000) / 1000;
}
double ceilToThousandths(double value) {
    return std::ceil(value * 1000) / 1000;
}

double medianOfSorted(std::span<const double> sorted) {
    const std::size_t middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/// Of the quartiles; the middle value of an odd number belongs to neither half.
double bowleySkewness(std::span<const double> sorted) {
    constexpr double kMinQuartileRange = 10;
    const std::size_t half = sorted.size() / 2;
    const double lower = medianOfSorted(sorted.first(half));
    const double middle = medianOfSorted(sorted);
    const double upper = medianOfSorted(sorted.last(half));
    if (upper - lower < kMinQuartileRange || middle == lower || middle == upper)
        return 0;
    return (lower + upper - 2 * middle) / (upper - lower);
}

double deviationScore(std::span<const double> sorted, double deviationDefault) {
    const double median = medianOfSorted(sorted);
    if (median < 1)
        return deviationDefault;
    std::vector<double> deviations;
    deviations.reserve(sorted.size());
    for (const double value : sorted)
        deviations.push_back(std::abs(value - median));
    std::sort(deviations.begin(), deviations.end());
    return std::max(0.0, (median - medianOfSorted(deviations)) / median);
}

Histogram countByBin(std::span<const std::int64_t> seconds, const RitaWindow& window) {
    Histogram counts{};
    const auto span = static_cast<double>(window.lastSecond - window.firstSecond);
    for (const std::int64_t second : seconds) {
        const double share = static_cast<double>(second - window.firstSecond) / span;
        const double bin = std::floor(share * static_cast<double>(kBins));
        ++counts[static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(kBins - 1)))];
    }
    return counts;
}

std::size_t usedBins(const Histogram& counts) {
    return static_cast<std::size_t>(
        std::count_if(counts.begin(), counts.end(), [](std::size_t count) { return count > 0; }));
}

double evenness(const Histogram& counts) {
    double mean = 0;
    for (const std::size_t count : counts)
        mean += static_cast<double>(count) / static_cast<double>(kBins);
    double variance = 0;
    for (const std::size_t count : counts)
        variance += std::pow(static_cast<double>(count) - mean, 2) / static_cast<double>(kBins);
    const double variation = std::sqrt(variance) / mean;
    return variation > 1 ? 0 : roundToThousandths(1 - variation);
}

/// The share of bins that hold one of the two commonest counts, counts being grouped in steps of a
/// twentieth of the largest.
double bimodalFit(const Histogram& counts) {
    constexpr std::size_t kMinBars = 11;
    const std::size_t bars = usedBins(counts);
    if (bars < kMinBars)
        return 0;
    const std::size_t largest = *std::max_element(counts.begin(), counts.end());
    const auto step = static_cast<std::size_t>(std::ceil(static_cast<double>(largest) * 0.05));
    std::map<std::size_t, std::size_t> groups;
    for (const std::size_t count : counts) {
        if (count > 0)
            ++groups[count / step];
    }
    std::vector<std::size_t> sizes{0}; // the second group may be missing
    for (const auto& group : groups)
        sizes.push_back(group.second);
    std::sort(sizes.rbegin(), sizes.rend());
    const auto inTwo = static_cast<double>(sizes[0] + sizes[1]);
    return std::min(1.0, roundToThousandths(inTwo / static_cast<double>(bars - 1)));
}

/// Longest run of used bins, as if the last bin were followed by the first.
std::size_t longestRun(const Histogram& counts) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (std::size_t i = 0; i < 2 * kBins; ++i) {
        run = counts[i % kBins] > 0 ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return std::min(longest, kBins);
}

double durationScore(std::span<const std::int64_t> seconds, const Histogram& counts,
                     const RitaWindow& window) {
    constexpr std::size_t kMinBars = 6;
    constexpr double kIdealRun = 12;
    if (usedBins(counts) < kMinBars)
        return 0;
    const double coverage = static_cast<double>(seconds.back() - seconds.front()) /
                            static_cast<double>(window.lastSecond - window.firstSecond);
    const double consistency = static_cast<double>(longestRun(counts)) / kIdealRun;
    return std::max(std::min(1.0, ceilToThousandths(coverage)),
                    std::min(1.0, ceilToThousandths(consistency)));
}

std::vector<double> positiveIntervals(std::span<const std::int64_t> seconds) {
    std::vector<double> intervals;
    for (std::size_t i = 1; i < seconds.size(); ++i) {
        if (seconds[i] > seconds[i - 1])
            intervals.push_back(static_cast<double>(seconds[i] - seconds[i - 1]));
    }
    return intervals;
}

} // namespace

RitaWindow ritaWindow(std::int64_t firstSecondOfData, std::int64_t lastSecondOfData) {
    return {std::max(firstSecondOfData, lastSecondOfData - kDaySeconds), lastSecondOfData};
}

std::optional<double> ritaStatisticalScore(std::span<const double> values,
                                           double deviationDefault) {
    constexpr std::size_t kMinValues = 3;
    if (values.size() < kMinValues)
        return std::nullopt;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const double skewScore = 1 - std::abs(bowleySkewness(sorted));
    return roundToThousandths((skewScore + deviationScore(sorted, deviationDefault)) / 2);
}

std::optional<RitaScore> ritaScore(std::span<const std::int64_t> seconds,
                                   std::span<const double> bytes, const RitaWindow& window) {
    // Four different seconds have three intervals above zero.
    const std::optional<double> timestamps = ritaStatisticalScore(positiveIntervals(seconds), 1);
    if (!timestamps || seconds.size() >= kRitaStrobeEvents)
        return std::nullopt;
    const Histogram counts = countByBin(seconds, window);
    RitaScore score;
    score.timestamps = *timestamps;
    score.dataSizes = ritaStatisticalScore(bytes, 0).value_or(0);
    score.histogram = std::max(evenness(counts), bimodalFit(counts));
    score.duration = durationScore(seconds, counts, window);
    score.total = roundToThousandths(
        0.25 * (score.timestamps + score.dataSizes + score.duration + score.histogram));
    return score;
}

double ritaSeverity(double total) {
    struct Step {
        double total;
        double severity;
    };
    constexpr std::array<Step, 4> kSteps{{{0.5, 0.2}, {0.7, 0.4}, {0.9, 0.6}, {1.0, 0.8}}};
    if (total < kSteps.front().total)
        return 0;
    std::size_t upper = 1;
    while (upper + 1 < kSteps.size() && total >= kSteps[upper].total)
        ++upper;
    const Step& low = kSteps[upper - 1];
    const Step& high = kSteps[upper];
    return std::lerp(low.severity, high.severity,
                     (std::min(total, 1.0) - low.total) / (high.total - low.total));
}

double ritaPrevalenceModifier(double shareOfClients) {
    constexpr double kRare = 0.02;
    constexpr double kCommon = 0.5;
    constexpr double kModifier = 0.15;
    if (shareOfClients <= kRare)
        return kModifier;
    return shareOfClients >= kCommon ? -kModifier : 0;
}

const char* ritaCategory(double severity) {
    if (severity < 0.2)
        return "none";
    if (severity < 0.4)
        return "low";
    if (severity < 0.6)
        return "medium";
    return severity <= 0.8 ? "high" : "critical";
}

} // namespace beaconscope::detect::others
