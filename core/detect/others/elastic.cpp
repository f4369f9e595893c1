// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/elastic.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace beaconscope::detect::others {

namespace {

using Values = std::array<double, ElasticBuckets::kCount>;

/// From the first used minute to one past the last, and how many in it are used.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t used = 0;

    std::size_t length() const { return end - begin; }
};

Range usedRange(const Values& counts) {
    Range range;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] <= 0)
            continue;
        if (range.used == 0)
            range.begin = i;
        range.end = i + 1;
        ++range.used;
    }
    return range;
}

struct Moments {
    double mean = 0;
    double deviation = 0; ///< of the population
};

Moments momentsOf(std::span<const double> values) {
    Moments moments;
    for (const double value : values)
        moments.mean += value / static_cast<double>(values.size());
    double variance = 0;
    for (const double value : values)
        variance += std::pow(value - moments.mean, 2) / static_cast<double>(values.size());
    moments.deviation = std::sqrt(variance);
    return moments;
}

std::vector<double> sortedNonzero(const Values& values) {
    std::vector<double> result;
    std::copy_if(values.begin(), values.end(), std::back_inserter(result),
                 [](double value) { return value > 0; });
    std::sort(result.begin(), result.end());
    return result;
}

/// Of the minutes in range whose value lies between the 10th and 80th percentile of the nonzero.
Moments truncatedMoments(const Values& values, const Range& range) {
    const std::vector<double> sorted = sortedNonzero(values);
    const auto percentile = [&](double share) {
        const auto index =
            static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size())));
        return sorted[std::min(index, sorted.size() - 1)];
    };
    const double low = percentile(0.1);
    const double high = percentile(0.8);
    std::vector<double> kept;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        if (values[i] >= low && values[i] <= high)
            kept.push_back(values[i]);
    }
    return momentsOf(kept);
}

/// The mean is above zero: no minute below the 10th percentile of the nonzero counts.
double truncatedVariation(const Values& values, const Range& range) {
    const Moments moments = truncatedMoments(values, range);
    return moments.deviation / moments.mean;
}

std::optional<double> bytesVariation(const Values& bytes, const Range& range) {
    constexpr std::ptrdiff_t kMinutesExceeded = 6;
    const auto used =
        std::count_if(bytes.begin(), bytes.end(), [](double value) { return value > 0; });
    if (used <= kMinutesExceeded)
        return std::nullopt;
    return truncatedVariation(bytes, range);
}

/// Sums over pairs of neighbouring blocks of one period, from which the ratio is formed.
struct BlockSums {
    double later = 0;
    double earlier = 0;
    double product = 0;

    double ratio() const {
        const double norm = std::sqrt(later * earlier);
        return norm == 0 ? 1 : product / norm;
    }
};

BlockSums correlateBlocks(const Values& counts, const Range& range, std::size_t period) {
    const std::size_t lastStart = range.end - 2 * period;
    const std::size_t blocks = (lastStart + 1 - range.begin) / period;
    double mean = 0;
    for (std::size_t i = range.begin + period; i < range.begin + period * blocks; ++i)
        mean += counts[i];
    if (blocks > 1)
        mean /= static_cast<double>(period * (blocks - 1));
    BlockSums sums;
    for (std::size_t start = range.begin; start <= lastStart; start += period) {
        for (std::size_t i = start + period; i < start + 2 * period; ++i) {
            const double later = counts[i] - mean;
            const double earlier = counts[i - period] - mean;
            sums.later += later * later;
            sums.earlier += earlier * earlier;
            sums.product += later * earlier;
        }
    }
    return sums;
}

/// The ratio of a period also counts for those of its divisors that are short enough, as a mean.
class RunningMeans {
public:
    explicit RunningMeans(std::size_t longest)
        : m_sums(longest + 1)
        , m_counts(longest + 1) {}

    void add(std::size_t period, double ratio) {
        m_sums[period] += ratio;
        ++m_counts[period];
    }
    double operator[](std::size_t period) const { return m_sums[period] / m_counts[period]; }

private:
    std::vector<double> m_sums;
    std::vector<int> m_counts;
};

void testPeriods(const Values& counts, const Range& range, ElasticResult& result) {
    constexpr std::size_t kMinCycles = 6;
    const std::size_t longest = range.length() / kMinCycles;
    RunningMeans means(longest);
    for (std::size_t period = 2; period <= longest; ++period) {
        const double ratio = correlateBlocks(counts, range, period).ratio();
        means.add(period, ratio);
        for (std::size_t divisor = 2; divisor < period / 2; ++divisor) {
            if (period % divisor == 0)
                means.add(divisor, ratio);
        }
    }
    for (std::size_t period = 2; period <= longest; ++period) {
        if (result.periodMinutes > 0 && means[period] <= result.correlation)
            continue;
        result.correlation = means[period];
        result.periodMinutes = static_cast<int>(period);
    }
}

} // namespace

ElasticBuckets elasticBuckets(std::span<const ElasticEvent> events, double nowSeconds) {
    ElasticBuckets buckets;
    for (const ElasticEvent& event : events) {
        const double age = (nowSeconds - event.timeSeconds) / ElasticBuckets::kSeconds;
        if (age < 0 || age >= static_cast<double>(ElasticBuckets::kCount))
            continue;
        const auto minute = static_cast<std::size_t>(age);
        ++buckets.counts[minute];
        buckets.sourceBytes[minute] += event.sourceBytes;
        buckets.destinationBytes[minute] += event.destinationBytes;
    }
    for (std::size_t i = 0; i < ElasticBuckets::kCount; ++i) {
        if (buckets.counts[i] <= 0)
            continue;
        buckets.sourceBytes[i] /= buckets.counts[i];
        buckets.destinationBytes[i] /= buckets.counts[i];
    }
    return buckets;
}

ElasticResult elastic(const ElasticBuckets& buckets) {
    constexpr std::size_t kMinLength = 12;
    constexpr std::size_t kMinUsed = 7;
    ElasticResult result;
    const Range range = usedRange(buckets.counts);
    if (range.length() < kMinLength || range.used < kMinUsed)
        return result;
    result.sourceBytesVariation = bytesVariation(buckets.sourceBytes, range);
    result.destinationBytesVariation = bytesVariation(buckets.destinationBytes, range);
    // More than half of the minutes must be used.
    if (range.used > range.length() / 2)
        result.countVariation = truncatedVariation(buckets.counts, range);
    testPeriods(buckets.counts, range, result);
    return result;
}

ElasticVerdict elasticVerdict(const ElasticResult& result, const ElasticLimits& limits) {
    const auto isLow = [](const std::optional<double>& variation, double limit) {
        return variation && *variation <= limit;
    };
    ElasticVerdict verdict;
    verdict.lowCountVariation = isLow(result.countVariation, limits.countVariation);
    verdict.periodic = result.periodMinutes > 0 && result.correlation >= limits.correlation;
    verdict.lowSourceBytesVariation = isLow(result.sourceBytesVariation, limits.bytesVariation);
    verdict.lowDestinationBytesVariation =
        isLow(result.destinationBytesVariation, limits.bytesVariation);
    return verdict;
}

} // namespace beaconscope::detect::others
