// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/analyse_all.h"
#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/benjamini_hochberg.h"
#include "core/detect/rhythm/binomial_tail.h"
#include "core/detect/rhythm/carry_on.h"
#include "core/detect/rhythm/cycle.h"
#include "core/detect/rhythm/duplicates.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/order_statistics.h"
#include "core/detect/rhythm/ttl_explanation.h"
#include "core/detect/rhythm/window_mass.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <stdexcept>

using namespace beaconscope::detect::rhythm;

namespace {

std::vector<Query> queriesAt(const std::vector<double>& times) {
    std::vector<Query> queries;
    for (const double time : times) {
        Query query;
        query.timeSeconds = time;
        query.type = 1;
        query.id = static_cast<std::uint16_t>(1000 + queries.size());
        queries.push_back(query);
    }
    return queries;
}

Query queryAt(double timeSeconds) {
    Query query;
    query.timeSeconds = timeSeconds;
    return query;
}

BeatSeries beatsOf(const std::vector<Query>& queries, double intervalSeconds) {
    BeatSeries series;
    std::vector<double> scratch;
    collapseToBeats(queries, intervalSeconds, scratch, series);
    return series;
}

IntervalEvidence evidenceOf(const std::vector<double>& intervals, double deadTime = 0.5) {
    SortedIntervals sorted;
    return testIntervals(intervals, deadTime, sorted);
}

/// P(Binomial(n, p) >= k), summed.
double binomialTail(std::size_t n, std::size_t k, double p) {
    double sum = 0;
    for (std::size_t i = k; i <= n; ++i)
        sum += std::exp(lnBinomialPoint(n, i, std::log(p), std::log1p(-p)));
    return sum;
}

void compareClose(double actual, double expected, double tolerance) {
    QVERIFY2(std::abs(actual - expected) <= tolerance,
             qPrintable(QString("%1 is not %2").arg(actual).arg(expected)));
}

} // namespace

/// The parts of the rhythm detector, each against its definition.
class TestBeaconSteps : public QObject {
    Q_OBJECT

private slots:
    void windowMassIsThePublishedMaximum() {
        compareClose(largestWindowMass(1.01), 0.0037, 5e-5);
        compareClose(largestWindowMass(1.1), 0.035, 5e-4);
        compareClose(largestWindowMass(1.2), 0.067, 5e-4);
        compareClose(largestWindowMass(2), 0.25, 1e-12);
        compareClose(largestWindowMass(5), 0.53, 5e-3);
        compareClose(largestWindowMass(10), 0.70, 5e-3);
    }

    void noExponentialPutsMoreIntoAWindow() {
        for (const double ratio : {1.01, 1.2, 2.0, 10.0}) {
            double largest = 0;
            for (double start = 0.001; start < 20; start *= 1.001)
                largest = std::max(largest, std::exp(-start) - std::exp(-ratio * start));
            compareClose(largestWindowMass(ratio), largest, 1e-4 * largest);
        }
    }

    void noExponentialPutsMoreIntoAComb() {
        for (const double width : {0.005, 0.038, 0.09, 0.3}) {
            double largest = 0;
            for (double rate = 0.02; rate < 4; rate *= 1.003) {
                double mass = 0;
                for (int m = 1; m <= 4; ++m)
                    mass += std::exp(-rate * (m - width * std::sqrt(m))) -
                            std::exp(-rate * (m + width * std::sqrt(m)));
                largest = std::max(largest, mass);
            }
            compareClose(largestCombMass(width), largest, 2e-3 * largest);
        }
    }

    void lnFactorialJoinsTableAndSeries() {
        compareClose(lnFactorial(0), 0, 0);
        compareClose(lnFactorial(10), std::log(3628800.0), 1e-12);
        compareClose(lnFactorial(2048) - lnFactorial(2047), std::log(2048.0), 1e-9);
    }

    void binomialTailIsATightUpperBound() {
        for (const std::size_t n : {4U, 30U, 200U}) {
            for (const double p : {0.004, 0.07, 0.5}) {
                for (std::size_t k = 1; k <= n; k += 3) {
                    const double exact = std::log(binomialTail(n, k, p));
                    const double bound = lnBinomialTail(n, k, p);
                    QVERIFY(bound <= 0);
                    QVERIFY(bound >= exact - 1e-9);
                    // The geometric series loses little where it matters.
                    if (exact < -5 && exact > -500)
                        QVERIFY(bound < exact + 0.5);
                }
            }
        }
        QCOMPARE(lnBinomialTail(10, 5, 0.5), 0.0);
    }

    void divergenceCountsOnlySurplus() {
        QCOMPARE(bernoulliDivergence(0.2, 0.3), 0.0);
        compareClose(bernoulliDivergence(1, 0.25), std::log(4.0), 1e-12);
        compareClose(bernoulliDivergence(0.5, 0.25), 0.5 * std::log(2.0) + 0.5 * std::log(2.0 / 3),
                     1e-12);
    }

    void quantilesInterpolate() {
        const std::array values{1.0, 2.0, 3.0, 5.0};
        QCOMPARE(quantileOfSorted(values, 0), 1.0);
        compareClose(quantileOfSorted(values, 0.5), 2.5, 1e-12);
        compareClose(quantileOfSorted(values, 0.95), 3 + 0.85 * 2, 1e-12);
        QCOMPARE(quantileOfSorted(values, 1), 5.0);
        std::array unsorted{5.0, 1.0, 3.0, 2.0};
        QCOMPARE(medianInPlace(unsorted), 2.5);
        QCOMPARE(medianInPlace({}), 0.0);
    }

    void repeatsOfAQueryAreDropped() {
        std::vector<Query> queries = queriesAt({0, 0.001, 9, 18, 30, 30.5, 31});
        for (std::size_t i = 0; i < 5; ++i)
            queries[i].id = 7; // a copy, a retransmission, one that follows it, and one too late
        queries[5].type = 28;  // another question with the id of the next
        queries[5].id = queries[6].id = 9;
        DuplicateScratch scratch;
        std::vector<Query> kept;
        dropDuplicates(queries, scratch, kept);
        QCOMPARE(kept.size(), std::size_t{4});
        QCOMPARE(kept[0].timeSeconds, 0.0);
        QCOMPARE(kept[1].timeSeconds, 30.0);
    }

    /// Programs that are run anew for each query may use the same id in every run.
    void whoAsksAgainAfterAnAnswerIsHeard() {
        std::vector<Query> queries = queriesAt({0, 2, 4, 6});
        for (std::size_t i = 0; i < queries.size(); ++i) {
            queries[i].id = 2;
            queries[i].clientPort = static_cast<std::uint16_t>(4000 + i);
            queries[i].roundTripSeconds = 0.5F;
        }
        queries[1].roundTripSeconds = -1;   // so the third repeats it
        queries[2].roundTripSeconds = 2.5F; // after the fourth, which repeats it
        DuplicateScratch scratch;
        std::vector<Query> kept;
        dropDuplicates(queries, scratch, kept);
        QCOMPARE(kept.size(), std::size_t{2});
        QCOMPARE(kept[1].timeSeconds, 2.0);

        for (Query& query : queries) {
            query.clientPort = 4000; // both copies of a tap
            query.roundTripSeconds = 0.5F;
        }
        dropDuplicates(queries, scratch, kept);
        QCOMPARE(kept.size(), std::size_t{1});
    }

    /// A client that had to ask twice caches what the second answer said.
    void whatIsKeptHasTheAnswerOfItsRepeats() {
        std::vector<Query> queries = queriesAt({0, 2, 60, 61});
        queries[0].id = queries[1].id = 7;
        queries[1].ttlSeconds = 300;
        queries[1].roundTripSeconds = 0.5F;
        queries[2].id = queries[3].id = 8;
        queries[2].ttlSeconds = 100; // both copies of a tap are answered: the first stays
        queries[2].roundTripSeconds = 0.25F;
        queries[3].ttlSeconds = 99;
        DuplicateScratch scratch;
        std::vector<Query> kept;
        dropDuplicates(queries, scratch, kept);
        QCOMPARE(kept.size(), std::size_t{2});
        QCOMPARE(kept[0].timeSeconds, 0.0);
        QCOMPARE(kept[0].ttlSeconds, 300.0);
        QCOMPARE(kept[0].roundTripSeconds, 2.5F);
        QCOMPARE(kept[1].ttlSeconds, 100.0);
        QCOMPARE(kept[1].roundTripSeconds, 0.25F);
    }

    void queriesCloseTogetherAreOneBeat() {
        // Chained: 0.4 s steps make one beat however long.
        const auto queries = queriesAt({0, 0.4, 0.8, 60, 60.2, 120});
        const BeatSeries beats = beatsOf(queries, 0.5);
        QCOMPARE(beats.startSeconds, (std::vector<double>{0, 60, 120}));
        QCOMPARE(beats.intervals, (std::vector<double>{60, 60}));
        QCOMPARE(beats.firstQuery, (std::vector<std::uint32_t>{0, 3, 5}));
        // Lengths 0.8, 0.2 and 0; the median is added.
        compareClose(beats.deadTimeSeconds, 0.7, 1e-9);
        QCOMPARE(beatsOf({}, 0.5).size(), std::size_t{0});
    }

    /// Half of the responses may pass by another way.
    void anAnswerThatWasNotCapturedIsTakenForTheLast() {
        std::vector<Query> queries = queriesAt({0, 300, 600, 640});
        queries[0].ttlSeconds = 300;
        const BeatSeries beats = beatsOf(queries, 0.5);
        std::vector<CachedAnswer> answers;
        std::vector<double> remaining;
        remainingTtls(queries, beats, 1, answers, remaining);
        // The last interval is too short for it: no answer came, so the client asks again.
        QCOMPARE(remaining, (std::vector<double>{300, 300, 0}));
    }

    void fourEqualIntervalsStandOut() {
        const IntervalEvidence evidence = evidenceOf({60.0, 60.01, 59.99, 60.02});
        QVERIFY(!evidence.comb);
        QCOMPARE(evidence.inside, std::size_t{4});
        QVERIFY2(evidence.lnP < -13 && evidence.lnP > -17,
                 qPrintable(QString::number(evidence.lnP)));
        compareClose(evidence.periodSeconds, 60, 0.02);
    }

    void exponentialIntervalsDoNot() {
        std::vector<double> intervals;
        // The quantiles of an exponential law: as typical as a sample can be.
        for (int i = 0; i < 200; ++i)
            intervals.push_back(0.5 - 60 * std::log(1 - (i + 0.5) / 200));
        QVERIFY(evidenceOf(intervals).lnP > -2);
    }

    void windowHoldsNoMoreThanTheWorstCaseLaw() {
        // All intervals lie within a factor of 10, which a single exponential does with mass 0.7.
        std::vector<double> intervals;
        for (int i = 0; i < 20; ++i)
            intervals.push_back(10 * std::pow(10, i / 20.0));
        QVERIFY(evidenceOf(intervals, 0.001).lnP > -5);
    }

    void missedBeatsAreFoundByTheComb() {
        const std::array<int, 16> multiples{1, 2, 1, 3, 2, 1, 4, 2, 3, 1, 2, 3, 1, 2, 4, 3};
        std::vector<double> intervals;
        for (std::size_t i = 0; i < multiples.size(); ++i)
            intervals.push_back(60 * multiples[i] + 2 * static_cast<double>(i % 5) - 4);
        const IntervalEvidence evidence = evidenceOf(intervals);
        QVERIFY(evidence.comb);
        QVERIFY(evidence.lnP < -15);
        compareClose(evidence.periodSeconds, 60, 3);
    }

    void aWideDeadTimeWeakensTheEvidence() {
        const std::vector<double> intervals{17, 17.5, 18, 17.2, 18.3, 17.9};
        QVERIFY(evidenceOf(intervals, 15).lnP > evidenceOf(intervals, 0.5).lnP + 3);
    }

    void aDelayThatIsNeverFollowedDoesNotCarryOn() {
        std::vector<double> intervals;
        for (int i = 0; i < 30; ++i) {
            intervals.push_back(10 + 0.001 * i);
            intervals.push_back(200.0 + 90 * i);
        }
        const IntervalEvidence evidence = evidenceOf(intervals);
        QVERIFY(evidence.lnP < -7);
        QVERIFY(lnPCarriesOn(intervals, evidence) < kFollowUpLnP);

        const std::vector<double> steady(20, 10);
        QVERIFY(lnPCarriesOn(steady, evidenceOf(steady)) >= kFollowUpLnP);
    }

    void triesThatAlwaysStopAtTheSameNumberDoNotCarryOn() {
        std::vector<double> intervals;
        for (int i = 0; i < 30; ++i) {
            intervals.insert(intervals.end(), 3, 5.0); // follow each other more often than not
            intervals.push_back(200.0 + 90 * i);
        }
        const IntervalEvidence evidence = evidenceOf(intervals);
        QVERIFY(lnPCarriesOn(intervals, evidence) < kFollowUpLnP);
        // The same numbers of both, in runs of any length, as of a beacon that rests.
        std::vector<double> resting;
        std::minstd_rand random(3);
        for (int i = 0; i < 120; ++i)
            resting.push_back(random() % 4 != 0 ? 5.0 : 202.5 + 90 * i);
        QVERIFY(lnPCarriesOn(resting, evidenceOf(resting)) >= kFollowUpLnP);
    }

    void openingBeatsTakeInWhatFollowsThem() {
        std::vector<Query> queries;
        for (int beat = 0; beat < 6; ++beat) {
            for (const double offset : {0.0, 5.0, 10.0})
                queries.push_back(queryAt(600.0 * beat + offset));
        }
        const BeatSeries beats = beatsOf(queries, 0.5);
        IntervalEvidence delay;
        delay.lowSeconds = 4.9;
        delay.highSeconds = 5.1;
        const BeatSeries opening = openingBeats(beats, delay);
        QCOMPARE(opening.size(), std::size_t{6});
        QCOMPARE(opening.intervals, std::vector<double>(5, 600.0));
        QCOMPARE(opening.lengths, std::vector<double>(6, 10.0));
        QCOMPARE(opening.firstQuery[2], 6U);
        QCOMPARE(opening.deadTimeSeconds, 10.5);
    }

    void whoAsksBeforeTheTtlEndsDoesNotWaitForIt() {
        constexpr double kTtl = 60;
        SeriesAnalyser analyser;
        const auto outcomeOf = [&](double shortest, double longest) {
            std::minstd_rand random(4);
            std::vector<Query> queries;
            double time = 0;
            for (int beat = 0; beat < 120; ++beat) {
                Query query = queryAt(time);
                query.id = static_cast<std::uint16_t>(beat);
                query.ttlSeconds = kTtl;
                query.roundTripSeconds = 0.02F;
                queries.push_back(query);
                time +=
                    shortest + (longest - shortest) * static_cast<double>(random() % 1000) / 1000;
            }
            return analyser.analyse(queries, {}).outcome();
        };
        QVERIFY(outcomeOf(0.9 * kTtl, 1.1 * kTtl) == Outcome::Periodic); // a beacon with jitter
        // A client that waits for the expiry, and one whose TTLs were rounded up.
        QVERIFY(outcomeOf(kTtl, kTtl + 1) == Outcome::ExplainedByTtl);
        QVERIFY(outcomeOf(kTtl - 1, kTtl) == Outcome::ExplainedByTtl);
    }

    void theNextTryOfAClientThatGivesUpIsNoBeat() {
        // Windows repeats an unanswered query after 1, 2, 4 and 8 s and gives up after 12 s.
        std::vector<Query> queries;
        for (int attempt = 0; attempt < 10; ++attempt) {
            for (const double offset : {0.0, 1.0, 2.0, 4.0, 8.0}) {
                Query query = queryAt(12.05 * attempt + offset);
                query.id = static_cast<std::uint16_t>(attempt);
                queries.push_back(query);
            }
        }
        SeriesAnalyser analyser;
        QVERIFY(!analyser.analyse(queries, {}).tested());
        // With answers nobody gave up, and each is a beat of its own.
        for (Query& query : queries)
            query.roundTripSeconds = 0.02F;
        QVERIFY(analyser.analyse(queries, {}).outcome() == Outcome::Periodic);
    }

    void whatGoesWrongInAThreadIsThrownOn() {
        const auto gather = [](std::size_t index, std::vector<Query>&, SeriesOptions&) {
            if (index == 700)
                throw std::runtime_error("no room");
        };
        for (const unsigned threads : {1U, 4U})
            QVERIFY_EXCEPTION_THROWN(analyseAll(1000, gather, threads), std::runtime_error);
    }

    void theResultDoesNotDependOnTheThreads() {
        const auto gather = [](std::size_t index, std::vector<Query>& queries, SeriesOptions&) {
            for (std::size_t i = 0; i < 10 + index; ++i) {
                Query query;
                query.timeSeconds = static_cast<double>(60 * i + i * (7 + index) % 13);
                queries.push_back(query);
            }
        };
        const auto alone = analyseAll(40, gather, 1);
        const auto together = analyseAll(40, gather, 4);
        for (std::size_t i = 0; i < alone.size(); ++i) {
            QVERIFY(alone[i].tested());
            QCOMPARE(alone[i].lnPFinal, together[i].lnPFinal);
            QCOMPARE(alone[i].periodSeconds(), together[i].periodSeconds());
        }
    }

    void alternatingIntervalsAreACycle() {
        std::vector<double> scratch;
        std::vector<double> alternating;
        std::vector<double> jittered;
        for (int i = 0; i < 40; ++i) {
            alternating.push_back((i % 2 == 0 ? 17.0 : 35.0) + 0.1 * (i % 3));
            jittered.push_back(50 + static_cast<double>(i * 37 % 11));
        }
        const auto cycle = findCycle(alternating, scratch);
        QVERIFY(cycle.has_value());
        QCOMPARE(cycle->beats, std::size_t{2});
        compareClose(cycle->seconds, 52.2, 0.2);
        QCOMPARE(cycle->share, 1.0);
        // Runs of two jittered intervals are relatively steadier than one, but not in seconds.
        QVERIFY(!findCycle(jittered, scratch));
        // Equal intervals make runs of equal length, too, but nothing alternates.
        QVERIFY(!findCycle(std::vector<double>(40, 60.0), scratch));
        QVERIFY(!findCycle({}, scratch));
    }

    void qValuesFollowBenjaminiAndHochberg() {
        // Example 3.3 of the paper: 15 tests, four discoveries at 0.05.
        const std::array p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                           0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
        std::vector<double> lnP;
        for (const double value : p)
            lnP.push_back(std::log(value));
        const std::vector<double> lnQ = lnQValues(lnP);
        const auto discoveries =
            std::count_if(lnQ.begin(), lnQ.end(), [](double q) { return q <= std::log(0.05); });
        QCOMPARE(discoveries, 4);
        compareClose(std::exp(lnQ[0]), 0.0015, 1e-9);
        QVERIFY(lnQValues({}).empty());
    }
};

BEACONSCOPE_TEST(TestBeaconSteps)
#include "test_beacon_steps.moc"
