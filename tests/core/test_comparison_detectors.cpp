// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/coefficient_of_variation.h"
#include "core/detect/others/elastic.h"
#include "core/detect/others/flare.h"
#include "core/detect/others/sentinel.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace beaconscope::detect::others;

namespace {

/// Times from 0 with these intervals.
std::vector<std::int64_t> timesOf(const std::vector<std::int64_t>& intervals) {
    std::vector<std::int64_t> seconds{0};
    for (const std::int64_t interval : intervals)
        seconds.push_back(seconds.back() + interval);
    return seconds;
}

ElasticBuckets bucketsOf(const std::vector<double>& counts) {
    ElasticBuckets buckets;
    std::copy(counts.begin(), counts.end(), buckets.counts.begin());
    return buckets;
}

void compareClose(double actual, double expected) {
    QVERIFY2(std::abs(actual - expected) <= 1e-4,
             qPrintable(QString("%1 is not %2").arg(actual).arg(expected)));
}

} // namespace

/// Flare, Sentinel, Elastic and the coefficient of variation against sums done by hand.
class TestComparisonDetectors : public QObject {
    Q_OBJECT

private slots:
    void flareCountsTwoNeighbouringSeconds() {
        const auto steady = flare(timesOf(std::vector<std::int64_t>(20, 60)));
        QVERIFY(steady && steady->flagged);
        compareClose(steady->percent, 100);
        QCOMPARE(steady->intervalSeconds, 60);

        // 59 s and 61 s are as common; no window of two seconds holds both.
        std::vector<std::int64_t> intervals(10, 59);
        intervals.insert(intervals.end(), 10, 61);
        intervals.insert(intervals.end(), 5, 100);
        const auto split = flare(timesOf(intervals));
        compareClose(split->percent, 40);
        QCOMPARE(split->intervalSeconds, 59);
        QVERIFY(split->flagged);
        QVERIFY(!flare(timesOf(intervals), {10, 2, 50})->flagged);
    }

    void flareDropsShortIntervalsBeforeCounting() {
        std::vector<std::int64_t> intervals(11, 60);
        intervals.insert(intervals.end(), 30, 1);
        compareClose(flare(timesOf(intervals))->percent, 100);
        QVERIFY(!flare(timesOf(std::vector<std::int64_t>(10, 60))));
    }

    void sentinelNeedsMoreThanFifteenIntervalsAnHour() {
        const auto minutes = sentinel(timesOf(std::vector<std::int64_t>(100, 60)));
        QVERIFY(minutes && minutes->flagged);
        compareClose(minutes->percent, 100);
        QCOMPARE(minutes->deltaSeconds, 60);
        // Fifteen in every hour, for ever.
        QVERIFY(!sentinel(timesOf(std::vector<std::int64_t>(500, 240))));
    }

    void sentinelWantsOneLengthInMostIntervals() {
        std::vector<std::int64_t> intervals(20, 30);
        intervals.insert(intervals.end(), 10, 40);
        intervals.insert(intervals.end(), 50, 5); // too short to count
        const auto mixed = sentinel(timesOf(intervals));
        QVERIFY(mixed && !mixed->flagged);
        compareClose(mixed->percent, 100 * 20.0 / 30);
    }

    void elasticPutsTheNewestMinuteFirst() {
        const std::vector<ElasticEvent> events{{0, 50, 100}, {59, 70, 300}, {-21'600, 1, 1}};
        const ElasticBuckets buckets = elasticBuckets(events, 119);
        QCOMPARE(buckets.counts[0], 0.0);
        QCOMPARE(buckets.counts[1], 2.0); // ages 119 s and 60 s
        QCOMPARE(buckets.sourceBytes[1], 60.0);
        QCOMPARE(buckets.destinationBytes[1], 200.0);
    }

    void elasticFindsFiveMinutes() {
        std::vector<double> counts(101, 0);
        for (std::size_t i = 0; i < counts.size(); i += 5)
            counts[i] = 1;
        const ElasticResult result = elastic(bucketsOf(counts));
        QCOMPARE(result.periodMinutes, 5);
        compareClose(result.correlation, 1);
        QVERIFY(!result.countVariation); // only a fifth of the minutes is used
        QVERIFY(elasticVerdict(result).periodic);
        QCOMPARE(elasticVerdict(result).score(), 1);
    }

    void elasticCorrelatesNeighbouringBlocks() {
        // Blocks of two minutes, 1 1 2 2 1 1 2 2 1 1 2 2, against a mean of 10/6 (minutes 2 to 7):
        // product -20/9, later blocks 22/9, earlier blocks 28/9.
        const ElasticResult result = elastic(bucketsOf({1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2}));
        QCOMPARE(result.periodMinutes, 2);
        compareClose(result.correlation, -20 / std::sqrt(22.0 * 28));
        QVERIFY(!elasticVerdict(result).timing());
    }

    void elasticCallsEqualBytesABeacon() {
        ElasticBuckets buckets = bucketsOf({1, 0, 0, 3, 0, 0, 0, 9, 2, 0, 0, 0, 5, 0, 0, 1, 0, 7});
        for (std::size_t i = 0; i < ElasticBuckets::kCount; ++i)
            buckets.sourceBytes[i] = buckets.counts[i] > 0 ? 40 : 0;
        const ElasticVerdict result = elasticVerdict(elastic(buckets));
        QVERIFY(result.lowSourceBytesVariation);
        QVERIFY(!result.lowDestinationBytesVariation);
        QVERIFY(!result.lowCountVariation);
        QVERIFY(result.isBeaconing());
    }

    void elasticNeedsSevenMinutesInTwelve() {
        const auto verdictOn = [](const std::vector<double>& counts) {
            return elasticVerdict(elastic(bucketsOf(counts)));
        };
        QVERIFY(!verdictOn({1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0}).isBeaconing());
        QVERIFY(!verdictOn(std::vector<double>(11, 1)).isBeaconing());
        QVERIFY(verdictOn(std::vector<double>(12, 1)).lowCountVariation);
    }

    void variationOfIntervals() {
        const std::vector<double> times{0, 1, 4, 5, 8, 8};
        const auto result = coefficientOfVariation(times);
        compareClose(result->meanSeconds, 2);
        compareClose(result->coefficient, 0.5);
        compareClose(result->score, 2.0 / 3);
        QVERIFY(!coefficientOfVariation(std::vector<double>{0, 1, 2, 3}));
    }
};

BEACONSCOPE_TEST(TestComparisonDetectors)
#include "test_comparison_detectors.moc"
