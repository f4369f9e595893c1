// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/binomial_tail.h"
#include "core/detect/rhythm/coherent_test.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/real_transform.h"
#include "core/detect/rhythm/window_mass.h"
#include "tests/support/null_series.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <vector>

using namespace beaconscope::detect::rhythm;
using beaconscope::test::beaconSeries;
using beaconscope::test::Random;

namespace {

struct Window {
    double ratio;
    bool comb;
};
constexpr std::array<Window, 16> kWindows{{
    {1.01, false},
    {1.02, false},
    {1.05, false},
    {1.1, false},
    {1.2, false},
    {1.35, false},
    {1.6, false},
    {2, false},
    {3, false},
    {5, false},
    {10, false},
    {1.01, true},
    {1.03, true},
    {1.08, true},
    {1.2, true},
    {1.4, true},
}};

bool isInTeeth(double interval, double low, double ratio) {
    const double period = low * (1 + ratio) / 2;
    const double width = (ratio - 1) / (ratio + 1);
    for (int multiple = 1; multiple <= kCombTeeth; ++multiple) {
        if (std::abs(interval - multiple * period) <= width * period * std::sqrt(multiple))
            return true;
    }
    return false;
}

/// The largest share that chance puts into the window, 1 where it is not looked at.
double massOf(const Window& window, double low, double deadTime) {
    if (!window.comb) {
        return low <= deadTime * 1.0001 ? 1
                                        : largestWindowMass((low * window.ratio - deadTime) /
                                                            std::max(low - deadTime, 1e-9));
    }
    const double period = low * (1 + window.ratio) / 2;
    const double width =
        (window.ratio - 1) / (window.ratio + 1) * period / std::max(period - deadTime, 1e-9);
    return width < kWidestComb && period > 3 * deadTime ? std::min(largestCombMass(width), 1.0) : 1;
}

/// Step 4 for up to 300 intervals as it is specified: every window at every interval.
double lnPOfAllWindows(const std::vector<double>& intervals, double deadTime) {
    const auto count = static_cast<double>(intervals.size());
    double best = 0;
    for (const Window& window : kWindows) {
        for (const double low : intervals) {
            const double high = low * window.ratio;
            auto inside =
                static_cast<std::size_t>(std::ranges::count_if(intervals, [&](double interval) {
                    return window.comb ? isInTeeth(interval, low, window.ratio) && interval >= low
                                       : interval >= low && interval <= high;
                }));
            inside -= window.comb ? 1 : 0;
            const double mass = massOf(window, low, deadTime);
            if (inside > 0 &&
                bernoulliDivergence(static_cast<double>(inside) / count, mass) >= kMinEvidence)
                best = std::min(best, lnBinomialTail(intervals.size() - 1, inside - 1, mass));
        }
    }
    const double corrected = best + std::log(std::min(count, 200.0));
    return best < 0 ? std::log(-std::expm1(-std::exp(corrected))) : 0;
}

std::vector<float> whitenedPower(const std::vector<double>& times, std::size_t bins) {
    const double binSeconds = (times.back() - times.front()) / static_cast<double>(bins);
    std::vector<float> occupied(bins);
    for (const double time : times) {
        const auto bin = static_cast<std::size_t>((time - times.front()) / binSeconds);
        occupied[std::min(bin, bins - 1)] = 1;
    }
    const auto filled = static_cast<float>(std::ranges::count(occupied, 1.0F));
    RealTransform transform(2 * bins);
    std::ranges::fill(transform.input(), 0.0F);
    for (std::size_t i = 0; i < bins; ++i)
        transform.input()[i] = occupied[i] - filled / static_cast<float>(bins);
    std::vector<float> power(bins + 1);
    transform.power(filled, power);
    for (std::size_t begin = 20; begin < power.size();) {
        const std::size_t end = std::min(
            power.size(),
            std::max(begin + 64, static_cast<std::size_t>(static_cast<double>(begin) * 1.25)));
        std::vector<float> sorted(power.begin() + static_cast<std::ptrdiff_t>(begin),
                                  power.begin() + static_cast<std::ptrdiff_t>(end));
        std::ranges::sort(sorted);
        const float median = (sorted[sorted.size() / 2] + sorted[(sorted.size() - 1) / 2]) / 2;
        for (; begin < end; ++begin)
            power[begin] /= std::max(1.0F, median / std::numbers::ln2_v<float>);
    }
    std::fill_n(power.begin(), 20, 0.0F);
    return power;
}

double lnGammaTail(int harmonics, double sum) {
    double tail = 0;
    double term = 1;
    for (int q = 0; q < harmonics; ++q) {
        tail += term;
        term *= sum / (q + 1);
    }
    return std::log(tail) - sum;
}

/// Step 5 as it is specified: every frequency of the whitened spectrum.
double lnPOfAllFrequencies(const std::vector<double>& times) {
    const double halfSeconds = (times.back() - times.front()) / 0.5;
    const std::size_t bins = std::clamp<std::size_t>(
        std::bit_ceil(static_cast<std::size_t>(std::ceil(halfSeconds))), 256, 32'768);
    const std::vector<float> power = whitenedPower(times, bins);
    double best = 0;
    for (const std::size_t harmonics :
         {std::size_t{1}, std::size_t{2}, std::size_t{4}, std::size_t{8}}) {
        double highest = 0;
        for (std::size_t j = 20 * harmonics; j < bins; ++j) {
            double sum = 0;
            for (std::size_t h = 1; h <= harmonics; ++h)
                sum += power[(2 * j * h + harmonics) / (2 * harmonics)];
            highest = std::max(highest, sum);
        }
        const double trials = 10 * 0.5 * static_cast<double>(bins - 20 * harmonics);
        best = std::min(best, lnGammaTail(static_cast<int>(harmonics), highest) + std::log(trials));
    }
    return best;
}

/// A beacon with jitter that misses beats, or none, under queries at random.
std::vector<double> mixedTimes(std::size_t beacon, std::size_t others, Random& random) {
    std::vector<double> times;
    const double jitter = random.below(2) == 0 ? 0 : random.uniform(0, 0.5);
    for (const Query& query : beaconSeries(beacon + 1, 60, jitter, random)) {
        if (random.below(5) > 0)
            times.push_back(query.timeSeconds);
    }
    const double end = 60.0 * static_cast<double>(beacon + others);
    for (std::size_t i = 0; i < others; ++i)
        times.push_back(random.uniform(0, end));
    std::ranges::sort(times);
    return times;
}

} // namespace

/// The scans leave out what cannot matter; here against all there is.
class TestBeaconScans : public QObject {
    Q_OBJECT

private slots:
    void noWindowThatMattersIsLeftOut() {
        Random random(1);
        SortedIntervals sorted;
        int standOut = 0;
        for (int round = 0; round < 150; ++round) {
            const std::vector<double> times =
                mixedTimes(random.below(60), 6 + random.below(100), random);
            std::vector<double> intervals;
            for (std::size_t i = 1; i < times.size(); ++i)
                intervals.push_back(std::max(times[i] - times[i - 1], 0.001));
            const double deadTime = random.below(2) == 0 ? 0.001 : 5.0;
            const double expected = lnPOfAllWindows(intervals, deadTime);
            const double lnP = testIntervals(intervals, deadTime, sorted).lnP;
            QVERIFY2(std::abs(lnP - expected) <= 1e-9 * std::max(1.0, std::abs(expected)),
                     qPrintable(QString("%1 is not %2").arg(lnP).arg(expected)));
            standOut += lnP < -7 ? 1 : 0;
        }
        QVERIFY2(standOut > 15 && standOut < 135, qPrintable(QString::number(standOut)));
    }

    void noFrequencyThatMattersIsLeftOut() {
        Random random(2);
        CoherentTest test;
        int lines = 0;
        for (int round = 0; round < 100; ++round) {
            const bool isClocked = round % 4 == 0;
            const std::vector<double> times =
                mixedTimes(isClocked ? 40 : 0, 20 + random.below(100), random);
            const double expected = lnPOfAllFrequencies(times);
            const double lnP = test.find(times).lnP;
            QVERIFY2(std::abs(lnP - expected) <= 1e-3 * std::max(1.0, std::abs(expected)),
                     qPrintable(QString("%1 is not %2").arg(lnP).arg(expected)));
            lines += lnP < 0 ? 1 : 0;
        }
        QVERIFY2(lines > 10 && lines < 90, qPrintable(QString::number(lines)));
    }
};

BEACONSCOPE_TEST(TestBeaconScans)
#include "test_beacon_scans.moc"
