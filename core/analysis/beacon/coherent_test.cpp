#include "core/analysis/beacon/coherent_test.h"

#include "core/analysis/beacon/binomial_tail.h"
#include "core/analysis/beacon/real_transform.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace beaconscope::analysis::beacon {

namespace {

constexpr double kShortestSeconds = 60;
constexpr std::size_t kLeastBins = 256;
constexpr std::size_t kMostBins = 32'768;
constexpr double kFinestBinSeconds = 0.5;
/// Ten cycles in the series; the padded spectrum has two points a cycle.
constexpr std::size_t kFirstFrequency = 20;

std::size_t chooseBins(double spanSeconds) {
    std::size_t bins = kLeastBins;
    while (bins < kMostBins && spanSeconds / static_cast<double>(bins) > kFinestBinSeconds)
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

struct Peak {
    float height = 0;
    std::size_t index = 0;

    void offer(float candidate, std::size_t at) {
        if (candidate > height) {
            height = candidate;
            index = at;
        }
    }
};

/// The median of `powers`, or `least` where it is not above that. Most medians lie just above, so
/// mostly only the powers there are put in order.
float medianAbove(float least, std::span<const float> powers, std::vector<float>& scratch) {
    constexpr float kNear = 1.3F;
    std::size_t low = 0;
    std::size_t near = 0;
    scratch.resize(powers.size());
    for (const float power : powers) {
        // Without branches: where a random power lies cannot be predicted.
        const auto isLow = static_cast<std::size_t>(power <= least);
        const auto isNear = static_cast<std::size_t>(power <= kNear * least);
        scratch[near] = power;
        low += isLow;
        near += isNear - isLow;
    }
    const std::size_t upperMiddle = powers.size() / 2;
    const std::size_t lowerMiddle = (powers.size() - 1) / 2;
    if (upperMiddle < low)
        return least;
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

constexpr std::array<int, 4> kHarmonics{1, 2, 4, 8};

/// For each number of harmonics the highest sum of `power` over harmonics of one frequency. Index j
/// stands for the highest harmonic, so the h-th of m lies at j h / m, rounded.
std::array<Peak, 4> highestSums(std::span<const float> power) {
    std::array<Peak, 4> peaks;
    for (std::size_t j = kFirstFrequency; j + 1 < power.size(); ++j) {
        float sum = power[j];
        peaks[0].offer(sum, j);
        if (j < 2 * kFirstFrequency)
            continue;
        sum += power[(j + 1) / 2];
        peaks[1].offer(sum, j);
        if (j < 4 * kFirstFrequency)
            continue;
        sum += power[(j + 2) / 4] + power[(3 * j + 2) / 4];
        peaks[2].offer(sum, j);
        if (j < 8 * kFirstFrequency)
            continue;
        sum += power[(j + 4) / 8] + power[(3 * j + 4) / 8] + power[(5 * j + 4) / 8] +
               power[(7 * j + 4) / 8];
        peaks[3].offer(sum, j);
    }
    return peaks;
}

} // namespace

CoherentTest::CoherentTest() = default;
CoherentTest::~CoherentTest() = default;
CoherentTest::CoherentTest(CoherentTest&&) noexcept = default;
CoherentTest& CoherentTest::operator=(CoherentTest&&) noexcept = default;

bool CoherentTest::canTest(std::span<const double> beatSeconds) {
    return beatSeconds.size() >= kLeastBeats &&
           beatSeconds.back() - beatSeconds.front() >= kShortestSeconds;
}

RealTransform& CoherentTest::transformOf(std::size_t points) {
    for (const auto& transform : m_transforms) {
        if (transform->points() == points)
            return *transform;
    }
    return *m_transforms.emplace_back(std::make_unique<RealTransform>(points));
}

/// The power of the series' occupancy, 0 or 1 a bin, less its mean and padded with as many zeros.
void CoherentTest::fillPower(std::span<const double> beatSeconds, std::size_t bins,
                             double binSeconds) {
    m_occupied.clear();
    for (const double time : beatSeconds) {
        const auto bin = static_cast<std::uint32_t>((time - beatSeconds.front()) / binSeconds);
        if (m_occupied.empty() || m_occupied.back() != bin)
            m_occupied.push_back(bin);
    }
    const auto occupied = static_cast<double>(m_occupied.size());
    const double mean = occupied / static_cast<double>(bins);
    RealTransform& transform = transformOf(2 * bins);
    // The second half has been zero since the transform was made.
    const std::span<float> occupancy = transform.input().first(bins);
    std::fill(occupancy.begin(), occupancy.end(), static_cast<float>(-mean));
    for (const std::uint32_t bin : m_occupied)
        occupancy[bin] = static_cast<float>(1 - mean);
    m_power.resize(bins + 1);
    transform.power(static_cast<float>(occupied), m_power);
}

void CoherentTest::whiten() {
    constexpr std::size_t kLeastBlock = 64;
    constexpr double kBlockGrowth = 1.25;
    std::fill_n(m_power.begin(), kFirstFrequency, 0.0F);
    std::size_t begin = kFirstFrequency;
    while (begin < m_power.size()) {
        const std::size_t grown =
            std::max(begin + kLeastBlock,
                     static_cast<std::size_t>(static_cast<double>(begin) * kBlockGrowth));
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
    const std::size_t bins = chooseBins(spanSeconds);
    // A hair wider than the span needs, so that the last beat falls into the last bin.
    const double binSeconds = spanSeconds / static_cast<double>(bins) * (1 + 1e-9);
    fillPower(beatSeconds, bins, binSeconds);
    whiten();

    const std::array<Peak, 4> peaks = highestSums(m_power);
    SpectralLine best;
    for (std::size_t i = 0; i < kHarmonics.size(); ++i) {
        const int harmonics = kHarmonics[i];
        const std::size_t first = kFirstFrequency * static_cast<std::size_t>(harmonics);
        if (m_power.size() < first + 3 || peaks[i].height <= 0)
            continue;
        // Half the frequencies are independent (padding doubles their number); the factor ten, for
        // four harmonic orders and off-bin lines, was measured on the Poisson null.
        const double trials = 10 * 0.5 * static_cast<double>(m_power.size() - 1 - first);
        const double lnP = lnGammaTail(harmonics, peaks[i].height) + std::log(trials);
        if (lnP < best.lnP) {
            best.lnP = lnP;
            best.harmonics = harmonics;
            best.periodSeconds = 2 * static_cast<double>(bins) * binSeconds * harmonics /
                                 static_cast<double>(peaks[i].index);
        }
    }
    return best;
}

} // namespace beaconscope::analysis::beacon
