// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/rita.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace beaconscope::detect::others;

namespace {

constexpr std::int64_t kDay = 86'400;

std::vector<std::int64_t> every(std::int64_t step, std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> seconds;
    for (std::int64_t second = first; second <= last; second += step)
        seconds.push_back(second);
    return seconds;
}

void compareScore(double actual, double expected) {
    QVERIFY2(std::abs(actual - expected) <= 0.001,
             qPrintable(QString("%1 is not %2").arg(actual).arg(expected)));
}

} // namespace

/// Expected values are RITA's published test vectors and sums done by hand from its description.
class TestComparisonRita : public QObject {
    Q_OBJECT

private slots:
    void scoresIntervals() {
        using Times = std::vector<std::int64_t>;
        const auto timestamps = [](const Times& seconds) {
            const auto score = ritaScore(seconds, {}, {seconds.front(), seconds.back()});
            return score ? score->timestamps : -1;
        };
        compareScore(timestamps({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), 1);
        compareScore(timestamps({1517338924, 1517338984, 1517339044, 1517339104, 1517339164,
                                 1517339224, 1517339284, 1517339344, 1517339404, 1517339464}),
                     1);
        compareScore(timestamps({1517338924, 1517339022, 1517339121, 1517339220, 1517339320,
                                 1517339420, 1517339520, 1517339621, 1517339722, 1517339824}),
                     0.995);
        compareScore(
            timestamps({1517338924, 1517339022, 1517339322, 1517339420, 1517339720, 1517339818,
                        1517340118, 1517340216, 1517340516, 1517340614, 1517340914}),
            0.746);
        compareScore(timestamps({1517338924, 1517338925, 1517339224, 1517339249, 1517344224,
                                 1517344314, 1517344316, 1517344358, 1517344858, 1517346358}),
                     0.083);
    }

    void scoresSizes() {
        using Sizes = std::vector<double>;
        compareScore(*ritaStatisticalScore(Sizes{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0), 0.773);
        compareScore(*ritaStatisticalScore(Sizes(9, 60), 0), 1);
        compareScore(*ritaStatisticalScore(Sizes{98, 99, 99, 100, 100, 100, 101, 101, 102}, 0),
                     0.995);
        compareScore(*ritaStatisticalScore(Sizes{524885, 1, 5000, 98654, 50, 41, 965842, 3}, 0),
                     0.008);
        compareScore(*ritaStatisticalScore(Sizes(10, 0), 0), 0.5);
        compareScore(*ritaStatisticalScore(Sizes(10, 0), 1), 1);
        compareScore(*ritaStatisticalScore(Sizes{7, 8, 7, 8, 7, 8, 7, 8, 7}, 1), 1);
        compareScore(*ritaStatisticalScore(Sizes{1, 1, 2, 2, 2, 2}, 1), 1);
        QVERIFY(!ritaStatisticalScore(Sizes{100, 200}, 0));
    }

    void aDayOfEqualIntervalsIsPerfect() {
        const auto seconds = every(60, 0, kDay);
        const auto score = ritaScore(seconds, std::vector<double>(seconds.size(), 40), {0, kDay});
        QVERIFY(score.has_value());
        // 60 events a bin and 61 in the last fall into one group of the bimodal fit.
        QCOMPARE(score->histogram, 1.0);
        QCOMPARE(score->duration, 1.0);
        QCOMPARE(score->total, 1.0);
    }

    void missingSizesCostAQuarter() {
        const auto score = ritaScore(every(60, 0, kDay), {}, {0, kDay});
        QCOMPARE(score->dataSizes, 0.0);
        QCOMPARE(score->total, 0.75);
    }

    void durationTakesTheLongerOfCoverageAndRun() {
        // Hours 6 to 14: nine bins in a row of the twelve wanted, 32,399 s of 86,400 s covered.
        const auto score = ritaScore(every(60, 6 * 3600, 15 * 3600 - 1), {}, {0, kDay});
        QCOMPARE(score->duration, 0.75);
        // Nine bars are too few for the bimodal fit, and 15 empty bins make the counts uneven.
        QCOMPARE(score->histogram, 0.0);
        // Five bars are too few for a duration.
        QCOMPARE(ritaScore(every(60, 6 * 3600, 11 * 3600 - 1), {}, {0, kDay})->duration, 0.0);
    }

    void tooFewOrTooManyAreNotScored() {
        QVERIFY(!ritaScore(std::vector<std::int64_t>{5, 5, 5, 60, 120}, {}, {0, kDay}));
        QVERIFY(ritaScore(std::vector<std::int64_t>{5, 60, 120, 180}, {}, {0, kDay}));
        QVERIFY(!ritaScore(every(1, 0, kDay - 1), {}, {0, kDay}));
        QVERIFY(!ritaScore({}, {}, {0, kDay}));
    }

    void windowIsTheLastDay() {
        QCOMPARE(ritaWindow(0, 3600).firstSecond, std::int64_t{0});
        QCOMPARE(ritaWindow(0, 3 * kDay).firstSecond, 2 * kDay);
    }
};

BEACONSCOPE_TEST(TestComparisonRita)
#include "test_comparison_rita.moc"
