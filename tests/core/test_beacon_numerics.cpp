// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/coherent_test.h"
#include "core/detect/rhythm/harmonic_sums.h"
#include "core/detect/rhythm/real_transform.h"
#include "core/detect/rhythm/sorted_intervals.h"
#include "tests/support/null_series.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <thread>
#include <vector>

using namespace beaconscope::detect::rhythm;
using beaconscope::test::beaconSeries;
using beaconscope::test::Random;

namespace {

std::size_t below(const std::vector<double>& sorted, double value) {
    return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) -
                                    sorted.begin());
}

std::size_t upTo(const std::vector<double>& sorted, double value) {
    return static_cast<std::size_t>(std::upper_bound(sorted.begin(), sorted.end(), value) -
                                    sorted.begin());
}

/// The frequencies at which a cosine of seven cycles has more than a millionth of its power.
std::vector<std::size_t> linesOfACosine(std::size_t points) {
    constexpr double kCycles = 7;
    const auto count = static_cast<double>(points);
    RealTransform transform(points);
    for (std::size_t i = 0; i < points; ++i) {
        const double turn = 2 * std::numbers::pi * kCycles * static_cast<double>(i) / count;
        transform.input()[i] = static_cast<float>(std::cos(turn));
    }
    std::vector<float> power(points / 2 + 1);
    // A cosine has half its amplitude at its frequency, summed over all points.
    transform.power(static_cast<float>(count * count / 4), power);
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < power.size(); ++i) {
        if (power[i] > 1e-6F)
            lines.push_back(i);
    }
    return std::abs(power[7] - 1) < 1e-5F ? lines : std::vector<std::size_t>();
}

/// Powers of a series without a rhythm: exponential with mean 1.
std::vector<float> powersByChance(std::size_t count, Random& random) {
    std::vector<float> power(count);
    for (float& value : power)
        value = static_cast<float>(random.exponential(1));
    return power;
}

/// The highest sums by their definition.
HarmonicPeaks highestOfAll(const std::vector<float>& power, const HarmonicLimits& limits) {
    HarmonicPeaks peaks;
    for (std::size_t i = 0; i < kHarmonics.size(); ++i) {
        const auto harmonics = static_cast<std::size_t>(kHarmonics[i]);
        peaks[i].sum = limits[i];
        for (std::size_t j = harmonics * kFirstFrequency; j + 1 < power.size(); ++j) {
            float sum = 0;
            for (std::size_t h = 1; h <= harmonics; ++h)
                sum += power[(2 * j * h + harmonics) / (2 * harmonics)];
            if (sum > peaks[i].sum)
                peaks[i] = {sum, j};
        }
    }
    return peaks;
}

void compareAlike(const HarmonicPeaks& actual, const HarmonicPeaks& expected) {
    for (std::size_t i = 0; i < kHarmonics.size(); ++i) {
        QCOMPARE(actual[i].index, expected[i].index);
        QCOMPARE(actual[i].sum, expected[i].sum);
    }
}

std::vector<double> timesOf(const std::vector<Query>& queries) {
    std::vector<double> times;
    for (const Query& query : queries)
        times.push_back(query.timeSeconds);
    return times;
}

} // namespace

class TestBeaconNumerics : public QObject {
    Q_OBJECT

private slots:
    void sortsIntervalsAndCountsThemAsASearchDoes_data() {
        QTest::addColumn<std::vector<double>>("intervals");
        Random random(1);
        std::vector<double> spread;
        std::vector<double> rounded;
        for (int i = 0; i < 1000; ++i) {
            spread.push_back(random.logUniform(0.5, 1e6));
            rounded.push_back(60 + static_cast<double>(random.below(3)));
        }
        QTest::newRow("over six decades") << spread;
        QTest::newRow("few different ones") << rounded;
        QTest::newRow("all alike") << std::vector<double>(100, 30.0);
        QTest::newRow("one far away") << std::vector<double>{1, 1, 1, 1e-9, 1e9};
        std::vector<double> close{1e9};
        for (int i = 0; i < 1000; ++i)
            close.push_back(random.uniform(60, 61));
        QTest::newRow("all close together but one") << close;
        QTest::newRow("one") << std::vector<double>{2};
    }

    void sortsIntervalsAndCountsThemAsASearchDoes() {
        QFETCH(std::vector<double>, intervals);
        SortedIntervals sorted;
        sorted.assign(std::vector<double>(2000, 1.0)); // nothing of it may remain
        sorted.assign(intervals);
        std::sort(intervals.begin(), intervals.end());
        QVERIFY(std::ranges::equal(sorted.values(), intervals));
        for (const double interval : intervals) {
            for (const double factor : {0.5, 1 - 1e-15, 1.0, 1 + 1e-15, 1.01, 3.0, 1e12}) {
                const double value = interval * factor;
                QCOMPARE(sorted.below(value), below(intervals, value));
                QCOMPARE(sorted.upTo(value), upTo(intervals, value));
                QVERIFY(sorted.atLeastBelow(value) <= sorted.below(value));
                QVERIFY(sorted.atMostUpTo(value) >= sorted.upTo(value));
            }
        }
    }

    void aCosineIsOneLine() {
        // The large one works in place.
        for (const std::size_t points : {std::size_t{512}, std::size_t{65'536}})
            QCOMPARE(linesOfACosine(points), std::vector<std::size_t>{7});
    }

    void harmonicSumsAreTheHighestOfAll_data() {
        QTest::addColumn<std::size_t>("frequencies");
        QTest::addColumn<std::size_t>("line");
        QTest::newRow("the fewest") << std::size_t{257} << std::size_t{0};
        QTest::newRow("no line") << std::size_t{4'097} << std::size_t{0};
        QTest::newRow("the first") << std::size_t{4'097} << kFirstFrequency;
        QTest::newRow("a line") << std::size_t{4'097} << std::size_t{333};
        QTest::newRow("the last of eight") << std::size_t{4'097} << std::size_t{511};
        QTest::newRow("no block is full") << std::size_t{1'001} << std::size_t{999};
    }

    void harmonicSumsAreTheHighestOfAll() {
        QFETCH(std::size_t, frequencies);
        QFETCH(std::size_t, line);
        Random random(frequencies + line);
        HarmonicSums sums;
        for (int round = 0; round < 20; ++round) {
            std::vector<float> power = powersByChance(frequencies, random);
            for (std::size_t h = line; line > 0 && h < power.size(); h += line)
                power[h] += static_cast<float>(random.uniform(0, 8));
            compareAlike(sums.highest(power, {}), highestOfAll(power, {}));
            const HarmonicLimits limits{9, 11, 15, 22};
            const HarmonicPeaks high = highestOfAll(power, limits);
            compareAlike(sums.highest(power, limits), high);
            const bool any =
                std::ranges::any_of(high, [](const HarmonicPeak& peak) { return peak.index > 0; });
            QCOMPARE(sums.anyAbove(power, limits), any);
        }
    }

    void noSeriesOfHarmonicsIsPassedOver() {
        HarmonicSums sums;
        constexpr HarmonicLimits kJustBelow{0.9F, 1.9F, 3.9F, 7.9F};
        std::vector<float> power(1'001);
        for (const std::size_t harmonics :
             {std::size_t{1}, std::size_t{2}, std::size_t{4}, std::size_t{8}}) {
            for (std::size_t j = harmonics * kFirstFrequency; j + 1 < power.size(); ++j) {
                std::ranges::fill(power, 0.0F);
                for (std::size_t h = 1; h <= harmonics; ++h)
                    power[(2 * j * h + harmonics) / (2 * harmonics)] = 1;
                const auto order = static_cast<std::size_t>(std::countr_zero(harmonics));
                QCOMPARE(sums.highest(power, kJustBelow)[order].sum, static_cast<float>(harmonics));
            }
        }
    }

    void aClockUnderRandomQueriesIsALine() {
        Random random(5);
        CoherentTest test;
        std::vector<double> times = timesOf(beaconSeries(200, 60, 0, random));
        const double end = times.back();
        for (int i = 0; i < 200; ++i)
            times.push_back(random.uniform(0, end));
        std::ranges::sort(times);
        const SpectralLine line = test.find(times);
        QVERIFY(line.lnP < -20);
        QVERIFY(line.harmonics > 0);
        const double periods = 60 / line.periodSeconds;
        QVERIFY(std::abs(periods - std::round(periods)) < 0.01);

        for (double& time : times)
            time = random.uniform(0, end);
        std::ranges::sort(times);
        QVERIFY(test.find(times).lnP > -4);
    }

    void transformsAreMadeInSeveralThreads() {
        std::vector<std::vector<std::size_t>> lines(4);
        {
            std::vector<std::jthread> threads;
            for (auto& result : lines)
                threads.emplace_back([&result] { result = linesOfACosine(512); });
        }
        for (const auto& result : lines)
            QCOMPARE(result, std::vector<std::size_t>{7});
    }
};

BEACONSCOPE_TEST(TestBeaconNumerics)
#include "test_beacon_numerics.moc"
