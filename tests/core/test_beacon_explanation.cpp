// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/chance.h"
#include "core/detect/rhythm/explanation.h"
#include "core/detect/rhythm/other_length.h"
#include "tests/support/null_series.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <string>

using namespace beaconscope::detect;
using namespace beaconscope::detect::rhythm;
using namespace beaconscope::test;

namespace {

std::string explained(const std::vector<Query>& queries, const Prevalence& prevalence,
                      double captureSeconds = 0) {
    SeriesAnalyser analyser;
    SeriesOptions options;
    options.captureSeconds = captureSeconds;
    std::string text;
    for (const std::string& sentence : explain(
             analyser.analyse(queries, options),
             {.surroundings = {prevalence}, .carrier = {}, .service = {}, .domainsTogether = {}}))
        text += sentence + '\n';
    return text;
}

std::vector<Query> queriesWith(const std::vector<double>& intervals) {
    std::vector<Query> queries(1);
    for (const double interval : intervals) {
        Query query;
        query.timeSeconds = queries.back().timeSeconds + interval;
        query.id = static_cast<std::uint16_t>(queries.size());
        queries.push_back(query);
    }
    return queries;
}

void verifyContains(const std::string& text, const char* part) {
    QVERIFY2(text.find(part) != std::string::npos,
             qPrintable(QString("\"%1\" is not in:\n%2").arg(part, text.c_str())));
}

} // namespace

class TestBeaconExplanation : public QObject {
    Q_OBJECT

private slots:
    void chances() {
        QCOMPARE(describeChance(0), std::string("more than 1 in 2"));
        QCOMPARE(describeChance(-1.0987), std::string("1 in 3"));
        QCOMPARE(describeChance(-4.17), std::string("1 in 65"));
        QCOMPARE(describeChance(-7), std::string("1 in 1,100"));
        QCOMPARE(describeChance(-13.1), std::string("1 in 490,000"));
        QCOMPARE(describeChance(-51), std::string("1 in 10^22"));
    }

    void aBeacon() {
        Random random(1);
        const auto queries = beaconSeries(30, 60, 0.1, random);
        const std::string text = explained(queries, {1, 12}, 1800);
        verifyContains(text, "29 of 29 intervals lie between 54.");
        verifyContains(text, "traffic without a rhythm would put at most");
        verifyContains(text, "Chance 1 in 10^");
        verifyContains(text, "Nine tenths of the intervals lie between 5");
        verifyContains(text, ": jitter ±");
        verifyContains(text, "No answer with a TTL was seen");
        verifyContains(text, "Asked for by 1 of 12 clients.");
        QVERIFY(text.find("listed lower") == std::string::npos);
    }

    /// Jitter is said of the intervals that it was taken from, with both ends.
    void jitterIsThatOfTheIntervalsItNames() {
        SeriesAnalysis analysis;
        analysis.tests = 1;
        analysis.beats = 574;
        analysis.lnPFree = analysis.lnPFinal = analysis.lnPInterval = -100;
        analysis.window.intervals = 573;
        analysis.window.inside = 102;
        analysis.estimates.periodSeconds = 60.7;
        analysis.estimates.oneBeatIntervals = 102;
        analysis.estimates.lowSeconds = 60.4;
        analysis.estimates.highSeconds = 65.9;
        analysis.estimates.jitterHalfWidth = 0.0435;
        analysis.estimates.jitterShortening = 0.0835;
        const auto text = [&analysis] {
            std::string words;
            for (const std::string& sentence : explain(analysis, {}))
                words += sentence + '\n';
            return words;
        };
        verifyContains(text(), "Nine tenths of the 102 intervals inside the window lie between "
                               "60.4 s and 65.9 s: jitter ±4 %, or sleeps of 65.9 s shortened by "
                               "up to 8 %.");
        analysis.estimates.oneBeatIntervals = analysis.window.inside = 573;
        verifyContains(text(), "Nine tenths of the intervals lie between 60.4 s and 65.9 s:");
        analysis.estimates.oneBeatIntervals = analysis.window.intervals = 6;
        verifyContains(text(), "Most of the intervals lie between 60.4 s and 65.9 s:");
        analysis.estimates.oneBeatIntervals = analysis.window.intervals = 573;
        analysis.estimates.lowSeconds = 65.89;
        analysis.estimates.jitterHalfWidth = 0.0001;
        verifyContains(text(), "Nine tenths of the intervals lie around 65.9 s: jitter below "
                               "±0.5 %.");
    }

    /// Two lengths in turn, but too few to say that it is no accident.
    void aSecondLengthIsNotMissedBeats() {
        const std::string text =
            explained(queriesWith({60.0, 65.5, 60.0, 114.5, 60.1, 65.4, 114.5, 65.5, 114.6, 65.5,
                                   114.5, 65.5, 114.6, 65.5}),
                      {1, 12});
        verifyContains(text, "5 other intervals lie between 114.5 s and 114.6 s, which is no "
                             "multiple of 65.5 s. Both lengths may come in turn");
        QVERIFY2(text.find("beats missed") == std::string::npos, text.c_str());
    }

    void missedBeatsAreNoSecondLength() {
        Random random(3);
        for (const double jitter : {0.0, 0.02, 0.2}) {
            std::vector<double> intervals;
            for (int i = 0; i < 80; ++i) {
                const double beat = 60 * random.uniform(1 - jitter, 1 + jitter);
                if (!intervals.empty() && random.uniform() < 0.3)
                    intervals.back() += beat;
                else
                    intervals.push_back(beat);
            }
            const std::string text = explained(queriesWith(intervals), {1, 12});
            verifyContains(text, "of the beats missed");
            QVERIFY2(text.find("other intervals") == std::string::npos, text.c_str());
        }
    }

    /// Intervals beside a narrow window that belong to the same jitter, or to half the period.
    void theTailOfTheJitterIsNoSecondLength() {
        Random random(4);
        for (const double other : {109.0, 133.0, 60.0}) {
            std::vector<double> intervals;
            for (int i = 0; i < 60; ++i) {
                intervals.push_back(121 * random.uniform(0.995, 1.005));
                if (i % 3 == 0)
                    intervals.push_back(other * random.uniform(0.995, 1.005));
            }
            std::shuffle(intervals.begin(), intervals.end(), std::minstd_rand(1));
            const std::string text = explained(queriesWith(intervals), {1, 12});
            verifyContains(text, "Chance 1 in 10^");
            QVERIFY2(text.find("other intervals") == std::string::npos, text.c_str());
        }
    }

    /// Sleeps that are shortened by up to a half: those just below the window are of the same law.
    void whatLiesAtTheWindowIsNoSecondLength() {
        IntervalEvidence window;
        window.lowSeconds = 18.6;
        window.highSeconds = 30;
        window.ratio = window.highSeconds / window.lowSeconds;
        std::vector<double> intervals;
        for (int i = 0; i < 100; ++i)
            intervals.push_back(18.6 + 0.1 * i);
        for (int i = 0; i < 22; ++i)
            intervals.push_back(18.2 + 0.01 * i);
        std::vector<double> scratch;
        QVERIFY(!findOtherLength(intervals, window, 24.3, 0.5, scratch));
        for (std::size_t i = 100; i < intervals.size(); ++i)
            intervals[i] -= 6;
        QVERIFY(findOtherLength(intervals, window, 18.7, 0.5, scratch));
    }

    void theTtlIsThatOfTheNameWithTheRhythm() {
        Random random(1);
        std::vector<Query> queries = beaconSeries(30, 60, 0.1, random);
        const double start = queries.front().timeSeconds;
        for (int i = 0; i < 40; ++i) {
            Query other;
            other.timeSeconds = start + 1.3 * i * i;
            other.name = 77;
            other.type = 1;
            other.id = static_cast<std::uint16_t>(60'000 + i);
            other.ttlSeconds = 300;
            queries.push_back(other);
        }
        std::ranges::sort(queries, {}, &Query::timeSeconds);
        verifyContains(explained(queries, {1, 12}, 1800),
                       "The name with the rhythm got no answer with a TTL");
    }

    void whatIsListedLowerAndWhy() {
        Random random(1);
        const std::string text = explained(beaconSeries(30, 60, 0.1, random), {9, 12}, 86'400);
        verifyContains(text, "Asked for by 9 of 12 clients, as a common service is: listed lower.");
        verifyContains(text, "Active during 2 % of the capture: listed lower.");
    }

    void newNames() {
        Random random(1);
        auto queries = beaconSeries(30, 60, 0.1, random);
        for (std::size_t i = 0; i < queries.size(); ++i)
            queries[i].name = static_cast<std::uint32_t>(i);
        verifyContains(explained(queries, {}), "Nearly every beat asks for a new name");
    }

    void expiringAnswers() {
        Random random(1);
        std::vector<Query> queries;
        double time = 0;
        for (int i = 0; i < 100; ++i) {
            Query query;
            query.timeSeconds = time;
            query.id = static_cast<std::uint16_t>(random.below(65'536));
            query.ttlSeconds = 300;
            queries.push_back(query);
            time += 300 + random.exponential(10);
        }
        const std::string text = explained(queries, {});
        verifyContains(text, "The cache explains it");
        verifyContains(text, "TTL up to 5 m 00 s");
    }

    void answersThatMayNotBeCached() {
        Random random(1);
        auto queries = beaconSeries(30, 60, 0.1, random);
        for (Query& query : queries)
            query.ttlSeconds = 0;
        verifyContains(explained(queries, {}), "TTL is 0 s: no cache holds them");
    }

    void oneRepeatIsOne() {
        Random random(1);
        auto queries = beaconSeries(30, 60, 0.1, random);
        Query repeat = queries[3];
        repeat.timeSeconds += 1;
        queries.insert(queries.begin() + 4, repeat);
        verifyContains(explained(queries, {}), "1 of 31 queries repeated the same query "
                                               "(retransmitted or captured twice) and is left out");
    }

    /// A window that holds nearly nothing by chance is not said to hold nothing.
    void noWindowIsEmptyByChance() {
        Random random(1);
        const std::string text = explained(beaconSeries(8, 60, 0, random), {});
        verifyContains(text, "would put fewer than 0.1 there");
        QVERIFY(text.find("at most 0.0") == std::string::npos);
    }

    void ticksOfAClockAreNotThePeriod() {
        Random random(1);
        SeriesAnalyser analyser;
        SeriesAnalysis analysis = analyser.analyse(beaconSeries(30, 60, 0.05, random), {});
        const double period = analysis.estimates.periodSeconds;
        const auto wordsFor = [&](double lineSeconds) {
            analysis.line.periodSeconds = lineSeconds;
            analysis.lnPCoherent = -10;
            std::string text;
            for (const std::string& sentence : explain(analysis, {}))
                text += sentence + '\n';
            return text;
        };
        verifyContains(wordsFor(period), "The beats keep a clock: the spectrum has a line at");
        const std::string ticks = wordsFor(period / 12);
        verifyContains(ticks, "1/12 of the period: beats fall on ticks of that length. Chance");
        QVERIFY(ticks.find("keep a clock") == std::string::npos);
        verifyContains(wordsFor(3 * period), ", 3 periods. Chance");
        verifyContains(wordsFor(1.4 * period), "neither a part nor a multiple of the period");
    }

    /// Where the spectrum is the stronger evidence, the period is the line's.
    void jitterOfAnotherPeriodIsNotTold() {
        Random random(1);
        SeriesAnalyser analyser;
        SeriesAnalysis analysis = analyser.analyse(beaconSeries(30, 60, 0.05, random), {});
        analysis.line.periodSeconds = analysis.estimates.periodSeconds / 4;
        analysis.lnPCoherent = analysis.lnPInterval - 1;
        QVERIFY(!analysis.estimatesFitPeriod());
        for (const std::string& sentence : explain(analysis, {}))
            QVERIFY(sentence.find("jitter") == std::string::npos);
    }

    void tooFewBeats() {
        Random random(1);
        const std::string text = explained(beaconSeries(4, 60, 0, random), {});
        verifyContains(text, "Not tested: 4 beats in 4 queries, and at least 5 are needed.");
    }

    void nothing() {
        Random random(4);
        const auto queries = nullSeries(Null::Bursty, random);
        const std::string text = explained(queries, {});
        verifyContains(text, "No rhythm stands out");
        verifyContains(text, "less than 1 in 1,100 would be needed");
    }
};

BEACONSCOPE_TEST(TestBeaconExplanation)
#include "test_beacon_explanation.moc"
