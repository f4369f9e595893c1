// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/coherent_test.h"

#include "core/detect/beats_needed.h"
#include "core/detect/rhythm/binomial_tail.h"
#include "core/detect/rhythm/real_transform.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace beaconscope::detect::rhythm {

namespace {

constexpr double kMinSeconds = 60;
constexpr std::size_t kMinBins = 256;
constexpr std::size_t kMaxBins = 32'768;
constexpr double kFinestBinSeconds = 0.5;
static_assert(kMinBins > kFirstFrequency * std::size_t{kHarmonics.back()});

std::size_t chooseBins(double spanSeconds) {
    std::size_t bins = kMinBins;
    while (bins < kMaxBins && spanSeconds / static_cast<double>(bins) > kFinestBinSeconds)
        bins *= 2;
    return bins;
}

/// ln of the upper tail of Gamma(m) at z: a Poisson(z) variable below m.
double lnGammaTail(int m, double z) {
    if (z <= 0)
        return 0;
    double sum = 0;
    for (int q = 0; q < m; ++q)
        sum += std::exp(q * std::log(z) - lnFactorial(static_cast<std::size_t>(q)));
    return std::log(sum) - z;
}

/// ln of the number of frequencies a sum of so many harmonics is the highest of.
double lnTrials(std::size_t bins, int harmonics) {
    // Half the frequencies are independent (padding doubles their number); the factor ten, for
    // four harmonic orders and off-bin lines, was measured on the Poisson null.
    const std::size_t first = kFirstFrequency * static_cast<std::size_t>(harmonics);
    return std::log(10 * 0.5 * static_cast<double>(bins - first));
}

/// Sums up to these have p = 1.
HarmonicLimits sumsOfNoEvidence(std::size_t bins) {
    constexpr double kCertainlyEvidence = 100;
    constexpr double kRounding = 1e-6;
    HarmonicLimits limits{};
    for (std::size_t i = 0; i < kHarmonics.size(); ++i) {
        double low = 0;
        double high = kCertainlyEvidence;
        while (high - low > kRounding) {
            const double middle = (low + high) / 2;
            (lnGammaTail(kHarmonics[i], middle) + lnTrials(bins, kHarmonics[i]) < 0 ? high : low) =
                middle;
        }
        limits[i] = static_cast<float>(low * (1 - kRounding));
    }
    return limits;
}

/// The median of `powers`, or `least` where it is not above that. Most medians lie just above, so
/// mostly only the powers there are put in order.
float medianAbove(float least, std::span<const float> powers, std::vector<float>& scratch) {
    constexpr float kNear = 1.3F;
    std::uint32_t low = 0;
    for (const float power : powers)
        low += power <= least ? 1 : 0;
    const std::size_t upperMiddle = powers.size() / 2;
    const std::size_t lowerMiddle = (powers.size() - 1) / 2;
    if (upperMiddle < low)
        return least;
    std::size_t near = 0;
    scratch.resize(powers.size());
    for (const float power : powers) {
        // Without a branch: where a random power lies cannot be predicted.
        scratch[near] = power;
        near += static_cast<std::size_t>(power > least) &
                static_cast<std::size_t>(power <= kNear * least);
    }
    if (lowerMiddle < low || upperMiddle >= low + near) {
        scratch.assign(powers.begin(), powers.end());
        low = 0;
        near = powers.size();
    }
    const auto middle = scratch.begin() + static_cast<std::ptrdiff_t>(lowerMiddle - low);
    const auto end = scratch.begin() + static_cast<std::ptrdiff_t>(near);
    std::nth_element(scratch.begin(), middle, end);
    return upperMiddle == lowerMiddle ? *middle
                                      : (*middle + *std::min_element(middle + 1, end)) / 2;
}

/// The mean power of a block of frequencies judged by its median, which a line in it hardly moves;
/// at least 1, the mean without slow changes of the rate.
float whiteningLevel(std::span<const float> block, std::vector<float>& scratch) {
    constexpr auto kLn2 = std::numbers::ln2_v<float>;
    return std::max(1.0F, medianAbove(kLn2, block, scratch) / kLn2);
}

} // namespace

/// What depends on the number of bins alone.
struct CoherentTest::Resolution {
    explicit Resolution(std::size_t binCount)
        : bins(binCount)
        , transform(2 * binCount)
        , noEvidence(sumsOfNoEvidence(binCount)) {}

    std::size_t bins;
    RealTransform transform;
    HarmonicLimits noEvidence;
};

CoherentTest::CoherentTest() = default;
CoherentTest::~CoherentTest() = default;
CoherentTest::CoherentTest(CoherentTest&&) noexcept = default;
CoherentTest& CoherentTest::operator=(CoherentTest&&) noexcept = default;

bool CoherentTest::canTest(std::span<const double> beatSeconds) {
    return beatSeconds.size() >= kMinBeats &&
           beatSeconds.back() - beatSeconds.front() >= kMinSeconds;
}

CoherentTest::Resolution& CoherentTest::resolutionOf(std::size_t bins) {
    for (const auto& resolution : m_resolutions) {
        if (resolution->bins == bins)
            return *resolution;
    }
    return *m_resolutions.emplace_back(std::make_unique<Resolution>(bins));
}

/// The power of the series' occupancy, 0 or 1 a bin, less its mean and padded with as many zeros.
void CoherentTest::fillPower(std::span<const double> beatSeconds, double binSeconds,
                             Resolution& resolution) {
    m_occupied.clear();
    for (const double time : beatSeconds) {
        const auto bin = static_cast<std::uint32_t>((time - beatSeconds.front()) / binSeconds);
        if (m_occupied.empty() || m_occupied.back() != bin)
            m_occupied.push_back(bin);
    }
    const auto occupied = static_cast<double>(m_occupied.size());
    const std::size_t bins = resolution.bins;
    const double mean = occupied / static_cast<double>(bins);
    const std::span<float> occupancy = resolution.transform.input();
    std::ranges::fill(occupancy.first(bins), static_cast<float>(-mean));
    for (const std::uint32_t bin : m_occupied)
        occupancy[bin] = static_cast<float>(1 - mean);
    std::ranges::fill(occupancy.subspan(bins), 0.0F);
    m_power.resize(bins + 1);
    resolution.transform.power(static_cast<float>(occupied), m_power);
    std::fill_n(m_power.begin(), kFirstFrequency, 0.0F);
}

void CoherentTest::whiten() {
    constexpr std::size_t kMinBlock = 64;
    constexpr double kBlockGrowth = 1.25;
    std::size_t begin = kFirstFrequency;
    while (begin < m_power.size()) {
        const std::size_t grown = std::max(
            begin + kMinBlock, static_cast<std::size_t>(static_cast<double>(begin) * kBlockGrowth));
        const std::size_t end = std::min(grown, m_power.size());
        const std::span<float> block = std::span(m_power).subspan(begin, end - begin);
        const float level = whiteningLevel(block, m_scratch);
        if (level > 1) {
            for (float& power : block)
                power /= level;
        }
        begin = end;
    }
}

SpectralLine CoherentTest::find(std::span<const double> beatSeconds) {
    const double spanSeconds = beatSeconds.back() - beatSeconds.front();
    Resolution& resolution = resolutionOf(chooseBins(spanSeconds));
    const auto bins = static_cast<double>(resolution.bins);
    // A hair wider than the span needs, so that the last beat falls into the last bin.
    const double binSeconds = spanSeconds / bins * (1 + 1e-9);
    fillPower(beatSeconds, binSeconds, resolution);
    // Whitening only lowers powers: what is too low before needs none.
    if (!m_sums.anyAbove(m_power, resolution.noEvidence))
        return {};
    whiten();

    const HarmonicPeaks peaks = m_sums.highest(m_power, resolution.noEvidence);
    SpectralLine best;
    for (std::size_t i = 0; i < kHarmonics.size(); ++i) {
        if (peaks[i].index == 0)
            continue;
        const int harmonics = kHarmonics[i];
        const double lnP =
            lnGammaTail(harmonics, peaks[i].sum) + lnTrials(resolution.bins, harmonics);
        if (lnP < best.lnP) {
            best.lnP = lnP;
            best.harmonics = harmonics;
            best.periodSeconds =
                2 * bins * binSeconds * harmonics / static_cast<double>(peaks[i].index);
        }
    }
    return best;
}

} // namespace beaconscope::detect::rhythm
