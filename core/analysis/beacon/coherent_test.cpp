#include "core/analysis/beacon/coherent_test.h"

#include "core/analysis/beacon/binomial_tail.h"
#include "core/analysis/beacon/order_statistics.h"

#include <kissfft/kissfft.hh>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
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
    double height = 0;
    std::size_t index = 0;

    void offer(double candidate, std::size_t at) {
        if (candidate > height) {
            height = candidate;
            index = at;
        }
    }
};

/// The mean power of a block of frequencies judged by its median, which a line in it hardly moves;
/// at least 1, the mean without slow changes of the rate.
double whiteningLevel(std::span<const double> block, std::vector<double>& scratch) {
    // Most blocks lie at the least level, and counting is cheaper than finding their median.
    const auto low = static_cast<std::size_t>(std::count_if(
        block.begin(), block.end(), [](double power) { return power <= std::numbers::ln2; }));
    if (2 * low > block.size() + 1)
        return 1;
    scratch.assign(block.begin(), block.end());
    return std::max(1.0, medianInPlace(scratch) / std::numbers::ln2);
}

constexpr std::array<int, 4> kHarmonics{1, 2, 4, 8};

/// For each number of harmonics the highest sum of `power` over harmonics of one frequency. Index j
/// stands for the highest harmonic, so the h-th of m lies at j h / m, rounded.
std::array<Peak, 4> highestSums(std::span<const double> power) {
    std::array<Peak, 4> peaks;
    for (std::size_t j = kFirstFrequency; j + 1 < power.size(); ++j) {
        double sum = power[j];
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

class CoherentTest::Transform {
public:
    /// Real input of `bins` values padded with as many zeros.
    explicit Transform(std::size_t bins)
        : m_bins(bins)
        , m_fft(bins, false)
        , m_result(bins) {}

    std::size_t bins() const { return m_bins; }

    /// Squared magnitudes over `scale` at the frequencies 0..bins.
    void power(const std::vector<double>& padded, double scale, std::vector<double>& out) {
        m_fft.transform_real(padded.data(), m_result.data());
        out.resize(m_bins + 1);
        // The library packs the two real end points into the first value.
        out[0] = 0;
        out[m_bins] = m_result[0].imag() * m_result[0].imag() / scale;
        for (std::size_t i = 1; i < m_bins; ++i)
            out[i] = std::norm(m_result[i]) / scale;
    }

private:
    std::size_t m_bins;
    kissfft<double> m_fft;
    std::vector<std::complex<double>> m_result;
};

CoherentTest::CoherentTest() = default;
CoherentTest::~CoherentTest() = default;
CoherentTest::CoherentTest(CoherentTest&&) noexcept = default;
CoherentTest& CoherentTest::operator=(CoherentTest&&) noexcept = default;

bool CoherentTest::canTest(std::span<const double> beatSeconds) {
    return beatSeconds.size() >= kLeastBeats &&
           beatSeconds.back() - beatSeconds.front() >= kShortestSeconds;
}

CoherentTest::Transform& CoherentTest::transformFor(std::size_t bins) {
    for (const auto& transform : m_transforms) {
        if (transform->bins() == bins)
            return *transform;
    }
    return *m_transforms.emplace_back(std::make_unique<Transform>(bins));
}

void CoherentTest::fillPower(std::span<const double> beatSeconds, std::size_t bins,
                             double binSeconds) {
    m_occupancy.assign(2 * bins, 0);
    double occupied = 0;
    for (const double time : beatSeconds) {
        const auto bin = static_cast<std::size_t>((time - beatSeconds.front()) / binSeconds);
        occupied += 1 - m_occupancy[bin];
        m_occupancy[bin] = 1;
    }
    const double mean = occupied / static_cast<double>(bins);
    for (std::size_t i = 0; i < bins; ++i)
        m_occupancy[i] -= mean;
    transformFor(bins).power(m_occupancy, occupied, m_power);
}

void CoherentTest::whiten() {
    constexpr std::size_t kLeastBlock = 64;
    constexpr double kBlockGrowth = 1.25;
    std::fill_n(m_power.begin(), kFirstFrequency, 0.0);
    std::size_t begin = kFirstFrequency;
    while (begin < m_power.size()) {
        const std::size_t grown =
            std::max(begin + kLeastBlock,
                     static_cast<std::size_t>(static_cast<double>(begin) * kBlockGrowth));
        const std::size_t end = std::min(grown, m_power.size());
        const double level =
            whiteningLevel(std::span(m_power).subspan(begin, end - begin), m_scratch);
        for (std::size_t i = begin; i < end; ++i)
            m_power[i] /= level;
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
