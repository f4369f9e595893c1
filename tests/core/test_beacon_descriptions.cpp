// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/clock.h"
#include "core/detect/rhythm/cycle.h"
#include "core/detect/rhythm/estimates.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/period_change.h"
#include "core/detect/rhythm/series_analysis.h"
#include "tests/support/null_series.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace beaconscope::detect::rhythm;
using namespace beaconscope::test;

namespace {

IntervalEvidence evidenceOf(const std::vector<double>& intervals) {
    SortedIntervals sorted;
    return testIntervals(intervals, 0.5, sorted);
}

std::vector<double> alternating(std::size_t count) {
    std::vector<double> intervals;
    for (std::size_t i = 0; i < count; ++i)
        intervals.push_back((i % 2 == 0 ? 17.0 : 35.0) + 0.1 * static_cast<double>(i % 3));
    return intervals;
}

std::vector<double> jittered(std::size_t count, double period, double jitter, Random& random) {
    std::vector<double> intervals;
    for (std::size_t i = 0; i < count; ++i)
        intervals.push_back(period * (1 + jitter * random.uniform(-1, 1)));
    return intervals;
}

/// Beats of one query each.
BeatSeries beatsWith(const std::vector<double>& intervals) {
    BeatSeries beats;
    beats.intervals = intervals;
    beats.lengths.assign(intervals.size() + 1, 0);
    return beats;
}

std::optional<Cycle> cycleOf(const std::vector<double>& intervals) {
    std::vector<double> scratch;
    return findCycle(intervals, scratch);
}

} // namespace

/// What is said of a rhythm once it is found: cycles, changes of the period, missed beats.
class TestBeaconDescriptions : public QObject {
    Q_OBJECT

private slots:
    void anOddNumberOfIntervalsAlternatesToo() {
        for (const std::size_t count : {20U, 21U, 40U, 41U}) {
            const auto cycle = cycleOf(alternating(count));
            QVERIFY2(cycle.has_value(), qPrintable(QString::number(count)));
            QCOMPARE(cycle->beats, std::size_t{2});
            QVERIFY(std::abs(cycle->seconds - 52.2) < 0.3);
        }
    }

    void longerCyclesAreFound() {
        std::vector<double> intervals;
        for (int i = 0; i < 31; ++i)
            intervals.push_back(i % 4 == 3 ? 40.0 : 10.0 + 0.01 * (i % 5));
        const auto cycle = cycleOf(intervals);
        QVERIFY(cycle.has_value());
        QCOMPARE(cycle->beats, std::size_t{4});
        QVERIFY(std::abs(cycle->seconds - 70) < 1);
    }

    void fewIntervalsFollowNoCycle() {
        QVERIFY(!cycleOf(alternating(6)));
        QVERIFY(!cycleOf(alternating(7)));
    }

    void noCycleArisesByChance() {
        Random random(5);
        int found = 0;
        for (int trial = 0; trial < 400; ++trial) {
            std::vector<double> intervals;
            const std::size_t count = 6 + random.below(30);
            for (std::size_t i = 0; i < count; ++i) // 17 s or 35 s by the toss of a coin
                intervals.push_back((random.uniform() < 0.5 ? 17.0 : 35.0) + random.uniform());
            found += cycleOf(intervals) ? 1 : 0;
        }
        QVERIFY2(found <= 8, qPrintable(QString::number(found)));
    }

    void missedBeatsAreNoCycle() {
        Random random(6);
        int found = 0;
        for (int trial = 0; trial < 200; ++trial) {
            std::vector<double> intervals = jittered(60, 60, 0.02, random);
            const double lost = random.uniform(0.05, 0.5);
            for (double& interval : intervals) {
                while (random.uniform() < lost)
                    interval += 60;
            }
            found += cycleOf(intervals) ? 1 : 0;
        }
        QVERIFY2(found <= 4, qPrintable(QString::number(found)));
    }

    void thePeriodIsToldThoughMostBeatsAreMissing_data() {
        QTest::addColumn<double>("missed");
        for (const double missed : {0.7, 0.8, 0.9, 0.95})
            QTest::addRow("%.0f %%", 100 * missed) << missed;
    }
    void thePeriodIsToldThoughMostBeatsAreMissing() {
        QFETCH(double, missed);
        constexpr double kPeriod = 600;
        Random random(11);
        SeriesAnalyser analyser;
        for (const double drift : {0.0, 0.02}) { // of the schedule, from beat to beat
            int found = 0;
            int right = 0;
            for (int trial = 0; trial < 20; ++trial) {
                std::vector<Query> queries;
                double due = 0;
                for (int tick = 0; queries.size() < 40; ++tick) {
                    due += kPeriod * (1 + random.uniform(-drift, drift));
                    if (random.uniform() < missed)
                        continue;
                    Query query;
                    query.timeSeconds = due + 0.3 * random.uniform();
                    query.id = static_cast<std::uint16_t>(tick);
                    queries.push_back(query);
                }
                const SeriesAnalysis analysis = analyser.analyse(queries, {});
                found += analysis.outcome() == Outcome::Periodic ? 1 : 0;
                right += std::abs(analysis.periodSeconds() / kPeriod - 1) < 0.05 ? 1 : 0;
            }
            QVERIFY2(found >= 18, qPrintable(QString::number(found)));
            QVERIFY2(right >= 18, qPrintable(QString::number(right)));
        }
    }

    void aCycleIsToldWithItsParts_data() {
        QTest::addColumn<QList<double>>("parts");
        QTest::newRow("two") << QList<double>{55, 545};
        QTest::newRow("nearly equal") << QList<double>{65.5, 114.5};
        QTest::newRow("long") << QList<double>{906, 4032};
        QTest::newRow("three") << QList<double>{20, 70, 210};
    }
    void aCycleIsToldWithItsParts() {
        QFETCH(QList<double>, parts);
        const double cycle = std::accumulate(parts.begin(), parts.end(), 0.0);
        Random random(12);
        std::vector<Query> queries;
        double time = 0;
        for (int turn = 0; turn < 12; ++turn) {
            for (const double part : parts) {
                Query query;
                query.timeSeconds = time + 0.05 * random.uniform();
                query.id = static_cast<std::uint16_t>(queries.size());
                queries.push_back(query);
                time += part;
            }
        }
        SeriesAnalyser analyser;
        const SeriesAnalysis analysis = analyser.analyse(queries, {});
        QVERIFY(analysis.outcome() == Outcome::Periodic);
        QVERIFY2(std::abs(analysis.periodSeconds() / cycle - 1) < 0.01,
                 qPrintable(QString::number(analysis.periodSeconds())));
        QVERIFY(analysis.cycle.has_value());
        QCOMPARE(analysis.cycle->partsSeconds.size(), static_cast<std::size_t>(parts.size()));
        for (std::size_t i = 0; i < analysis.cycle->partsSeconds.size(); ++i)
            QVERIFY(std::abs(analysis.cycle->partsSeconds[i] - parts[static_cast<int>(i)]) < 0.5);
    }

    void whatPeopleDoOnceADayIsNoClock() {
        constexpr double kDay = 86'400;
        Random random(13);
        SeriesAnalyser analyser;
        const auto outcomeOf = [&](double spreadSeconds) {
            std::vector<Query> queries;
            for (int day = 0; day < 20; ++day) {
                Query query;
                query.timeSeconds = kDay * day + random.uniform(-spreadSeconds, spreadSeconds);
                query.id = static_cast<std::uint16_t>(day);
                queries.push_back(query);
            }
            return analyser.analyse(queries, {}).outcome();
        };
        QVERIFY(outcomeOf(5'400) ==
                Outcome::DailyRoutine); // between half past seven and half past ten
        QVERIFY(outcomeOf(60) == Outcome::Periodic);
    }

    void aChangeOfThePeriodIsNoLoss() {
        Random random(7);
        std::vector<double> intervals = jittered(40, 60, 0.1, random);
        const auto slower = jittered(20, 180, 0.1, random);
        intervals.insert(intervals.begin() + 25, slower.begin(), slower.end());
        const IntervalEvidence evidence = evidenceOf(intervals);
        const auto paces = findOtherPaces(intervals, evidence);
        QCOMPARE(paces.size(), std::size_t{1});
        QCOMPARE(paces[0].firstInterval, std::size_t{25});
        QCOMPARE(paces[0].intervals, std::size_t{20});
        QVERIFY(std::abs(paces[0].intervalSeconds - 180) < 10);

        std::vector<double> scratch;
        const RhythmEstimates told =
            estimateRhythm(beatsWith(intervals), evidence, paces, {}, scratch);
        QCOMPARE(told.missedRate, std::optional(0.0));
        const RhythmEstimates untold =
            estimateRhythm(beatsWith(intervals), evidence, {}, {}, scratch);
        QVERIFY(untold.missedRate > 0.3);
    }

    /// Between two files beats may have come that nobody saw, and a few minutes are no rest.
    void nothingIsMissedWhereNothingWasCaptured() {
        BeatSeries beats = beatsWith(std::vector<double>(40, 60.0));
        beats.intervals[10] = 180; // within the second file
        beats.intervals[20] = 240; // between the second file and the third
        beats.intervals[30] = 900; // between the third file and the fourth
        beats.startSeconds.push_back(0);
        for (const double interval : beats.intervals)
            beats.startSeconds.push_back(beats.startSeconds.back() + interval);
        // The second file begins with a beat, the others between beats.
        const std::vector<double> restarts = {beats.startSeconds[5], beats.startSeconds[21] - 10,
                                              beats.startSeconds[31] - 50};
        const IntervalEvidence evidence = evidenceOf(beats.intervals);
        std::vector<double> scratch;
        const RhythmEstimates told = estimateRhythm(beats, evidence, {}, restarts, scratch);
        QCOMPARE(told.missedRate,
                 std::optional(2.0 / 39)); // 36 intervals of one beat, one of three
        QCOMPARE(told.pauses, std::size_t{0});
        QCOMPARE(estimateRhythmAt(60, beats, restarts, scratch).missedRate, told.missedRate);
        const RhythmEstimates untold = estimateRhythm(beats, evidence, {}, {}, scratch);
        QCOMPARE(untold.missedRate, std::optional(5.0 / 44));
        QCOMPARE(untold.pauses, std::size_t{1});
    }

    /// A tunnel at work asks without pause; that is no rest.
    void aBusyStretchIsNoPause() {
        BeatSeries beats = beatsWith(std::vector<double>(40, 1.0));
        for (const std::size_t busy : {10U, 20U}) {
            beats.intervals[busy] = 50;
            beats.lengths[busy] = 49;
        }
        beats.intervals[30] = 20; // silence
        std::vector<double> scratch;
        const RhythmEstimates estimates =
            estimateRhythm(beats, evidenceOf(beats.intervals), {}, {}, scratch);
        QCOMPARE(estimates.busyStretches, std::size_t{2});
        QCOMPARE(estimates.longestBusySeconds, 49.0);
        QCOMPARE(estimates.pauses, std::size_t{1});
    }

    /// Under other queries any harmonic of a clock may be the strongest line.
    void theClockIsTheWholePeriod() {
        Random random(11);
        std::vector<double> times;
        for (int i = 0; i < 120; ++i)
            times.push_back(300.0 * i + random.normal(0, 0.1));
        for (int i = 0; i < 500; ++i)
            times.push_back(random.uniform(0, 300.0 * 120));
        std::ranges::sort(times);
        for (const int part : {1, 2, 17, 36}) {
            const double found = clockPeriod(times, 300.0 / part + 0.0001);
            QVERIFY2(std::abs(found - 300) < 0.3, qPrintable(QString::number(found)));
        }
    }

    void aClockIsFoundInMoreBeatsThanAreFolded() {
        Random random(12);
        std::vector<double> times;
        for (int i = 0; i < 3'000; ++i)
            times.push_back(60.0 * i + random.normal(0, 0.1));
        for (int i = 0; i < 9'000; ++i)
            times.push_back(random.uniform(0, 60.0 * 3'000));
        std::ranges::sort(times);
        const double found = clockPeriod(times, 20.00001);
        QVERIFY2(std::abs(found - 60) < 0.1, qPrintable(QString::number(found)));
    }

    /// Without turns to fold there is nothing to add to the line.
    void aSeriesOfHardlyAnyTurnsKeepsItsLine() {
        QCOMPARE(clockPeriod(std::vector<double>(50, 7.0), 60), 60.0);
    }

    void missedBeatsAreNoChangeOfThePeriod() {
        Random random(8);
        int found = 0;
        for (int trial = 0; trial < 200; ++trial) {
            std::vector<double> intervals = jittered(150, 60, 0.1, random);
            for (double& interval : intervals) {
                while (random.uniform() < 0.5)
                    interval += 60;
            }
            found += findOtherPaces(intervals, evidenceOf(intervals)).empty() ? 0 : 1;
        }
        QVERIFY2(found <= 4, qPrintable(QString::number(found)));
    }
};

BEACONSCOPE_TEST(TestBeaconDescriptions)
#include "test_beacon_descriptions.moc"
