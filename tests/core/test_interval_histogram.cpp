// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/interval_histogram.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

using namespace beaconscope::series;

namespace {

std::uint64_t total(const IntervalHistogram& histogram) {
    return std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::uint64_t{0});
}

/// Every count must be what a slow count over the stated bins gives.
void compareWithSlowCount(const IntervalHistogram& histogram, const std::vector<double>& values) {
    QCOMPARE(histogram.edgesSeconds.size(), histogram.counts.size() + 1);
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const double low = histogram.edgesSeconds[i];
        const double high = histogram.edgesSeconds[i + 1];
        QVERIFY(low < high);
        const bool isLast = i + 1 == histogram.counts.size();
        const auto inside = std::ranges::count_if(values, [&](double value) {
            return value >= low && (value < high || (isLast && value <= high));
        });
        QCOMPARE(histogram.counts[i], static_cast<std::uint64_t>(inside));
    }
}

std::vector<double> normalIntervals(double mean, double deviation, int count) {
    std::mt19937 random(7);
    std::normal_distribution<double> law(mean, deviation);
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        values.push_back(law(random));
    return values;
}

} // namespace

class TestIntervalHistogram : public QObject {
    Q_OBJECT

private slots:
    void isEmptyWithoutIntervals() {
        const auto histogram = intervalHistogram({}, HistogramScale::Linear);
        QVERIFY(histogram.edgesSeconds.empty());
        QVERIFY(histogram.counts.empty());
    }

    void countsEveryIntervalOnce_data() {
        QTest::addColumn<std::vector<double>>("values");
        QTest::newRow("normal") << normalIntervals(60, 3, 1000);
        QTest::newRow("one") << std::vector<double>{60};
        QTest::newRow("all the same") << std::vector<double>(50, 60.0);
        QTest::newRow("all zero") << std::vector<double>(50, 0.0);
        QTest::newRow("on edges") << std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        QTest::newRow("with an outlier") << std::vector<double>{60, 60.1, 59.9, 60.2, 86'400};
        QTest::newRow("tiny and huge") << std::vector<double>{0, 1e-9, 1, 9.2e9};
    }
    void countsEveryIntervalOnce() {
        QFETCH(std::vector<double>, values);
        const auto linear = intervalHistogram(values, HistogramScale::Linear);
        QCOMPARE(total(linear), static_cast<std::uint64_t>(values.size()));
        compareWithSlowCount(linear, values);
        QVERIFY(linear.counts.size() <= 202);
        const auto logarithmic = intervalHistogram(values, HistogramScale::Logarithmic);
        QCOMPARE(total(logarithmic), static_cast<std::uint64_t>(values.size()));
        QVERIFY(logarithmic.counts.size() >= 10);
        QVERIFY(logarithmic.counts.size() <= 60);
        QVERIFY(logarithmic.edgesSeconds.front() > 0);
    }

    void takesTheWidthOfFreedmanAndDiaconis() {
        // The middle half of these is 0 .. 8 but for rounding: 2 * 8 / cbrt(64) = 4, down to 2.
        std::vector<double> values(48);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = 8.0 * static_cast<double>(i) / 32;
        values.insert(values.begin(), 8, 0.0);
        values.insert(values.end(), 8, 60.0);
        const auto histogram = intervalHistogram(values, HistogramScale::Linear);
        QCOMPARE(histogram.edgesSeconds[1] - histogram.edgesSeconds[0], 2.0);
        QCOMPARE(histogram.counts.size(), std::size_t{30});
    }

    void keepsTwoSharpPeaksApart() {
        // The rule alone would take the distance of the humps for their width.
        std::vector<double> values(75, 17.0);
        values.insert(values.end(), 75, 35.0);
        const auto histogram = intervalHistogram(values, HistogramScale::Linear);
        QVERIFY(histogram.counts.size() >= 24);
        QCOMPARE(std::ranges::count(histogram.counts, std::uint64_t{75}), std::ptrdiff_t{2});
    }

    void takesTheWidthThatIsAskedFor() {
        const auto values = normalIntervals(60, 3, 1000);
        const auto histogram = intervalHistogram(values, HistogramScale::Linear, 0.25);
        QCOMPARE(histogram.edgesSeconds[1] - histogram.edgesSeconds[0], 0.25);
        compareWithSlowCount(histogram, values);
    }

    void boundsTheNumberOfBins() {
        const std::vector<double> values = {0, 1, 1e9};
        const auto histogram = intervalHistogram(values, HistogramScale::Linear, 1e-6);
        QVERIFY(histogram.counts.size() <= kMaxHistogramBins);
        QCOMPARE(total(histogram), std::uint64_t{3});
    }

    void countsOnlyInsideTheRange() {
        const std::vector<double> values = {1, 59.5, 60, 60.5, 120, 7200};
        const auto histogram =
            intervalHistogram(values, HistogramScale::Linear, std::nullopt, IntervalRange{50, 130});
        QCOMPARE(total(histogram), std::uint64_t{4});
        QVERIFY(histogram.edgesSeconds.front() <= 50);
        QVERIFY(histogram.edgesSeconds.back() >= 130);
        QVERIFY(histogram.counts.size() >= 8);
        QVERIFY(histogram.counts.size() <= 202);
        const auto ratios = intervalHistogram(values, HistogramScale::Logarithmic, std::nullopt,
                                              IntervalRange{0.1, 100});
        QCOMPARE(total(ratios), std::uint64_t{4});
        QCOMPARE(ratios.edgesSeconds.front(), 0.1);
        QCOMPARE(ratios.edgesSeconds.back(), 100.0);
    }

    void drawsNothingOverAnImpossibleRange() {
        const std::vector<double> values = {1, 2};
        QVERIFY(intervalHistogram(values, HistogramScale::Linear, {}, IntervalRange{5, 5})
                    .counts.empty());
        QVERIFY(intervalHistogram(values, HistogramScale::Logarithmic, {}, IntervalRange{0, 5})
                    .counts.empty());
    }

    void givesRatiosEqualWidth() {
        const auto values = normalIntervals(60, 10, 400);
        const auto histogram = intervalHistogram(values, HistogramScale::Logarithmic);
        QCOMPARE(histogram.counts.size(), std::size_t{60});
        const auto& edges = histogram.edgesSeconds;
        for (std::size_t i = 2; i < edges.size(); ++i)
            QVERIFY(qFuzzyCompare(edges[i] / edges[i - 1], edges[1] / edges[0]));
    }
};

BEACONSCOPE_TEST(TestIntervalHistogram)
#include "test_interval_histogram.moc"
