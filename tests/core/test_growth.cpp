// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/growth.h"
#include "tests/support/null_series.h"
#include "tests/support/reasons_text.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace beaconscope;
using namespace beaconscope::testing;
using detect::rhythm::findGrowth;
using test::Random;

namespace {

constexpr double kDeadTimeSeconds = 0.5;

std::vector<double> growing(double first, double ratio, std::size_t count) {
    std::vector<double> intervals;
    for (double interval = first; intervals.size() < count; interval *= ratio)
        intervals.push_back(interval);
    return intervals;
}

} // namespace

class TestGrowth : public QObject {
    Q_OBJECT

private slots:
    void steadyGrowthIsFound_data() {
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("ratio");
        QTest::newRow("slow") << 30. << 1.1;
        QTest::newRow("half as much again") << 30. << 1.5;
        QTest::newRow("doubled") << 30. << 2.;
        QTest::newRow("shrinking") << 6'000. << 0.6;
    }
    void steadyGrowthIsFound() {
        QFETCH(double, first);
        QFETCH(double, ratio);
        std::vector<double> scratch;
        const auto growth = findGrowth(growing(first, ratio, 9), kDeadTimeSeconds, scratch);
        QVERIFY(growth.has_value());
        QVERIFY(std::abs(growth->ratio / ratio - 1) < 0.01);
        QCOMPARE(growth->inside, std::size_t{8});
        QCOMPARE(growth->ratios, std::size_t{8});
        QVERIFY(growth->lnP < -20);
    }

    void fewIntervalsProveNothing() {
        std::vector<double> scratch;
        QVERIFY(!findGrowth(growing(30, 1.5, 3), kDeadTimeSeconds, scratch));
        QVERIFY(!findGrowth({}, kDeadTimeSeconds, scratch));
    }

    /// Two intervals in turn have ratios of 2 and 1/2, which do not carry on.
    void intervalsInTurnAreNoGrowth() {
        std::vector<double> intervals;
        for (int i = 0; i < 60; ++i)
            intervals.push_back(i % 2 == 0 ? 20 : 40);
        std::vector<double> scratch;
        QVERIFY(!findGrowth(intervals, kDeadTimeSeconds, scratch));
    }

    void trafficWithoutARhythmDoesNotGrow() {
        Random random(5);
        std::vector<double> scratch;
        std::size_t found = 0;
        for (int i = 0; i < 2'000; ++i) {
            std::vector<double> poisson;
            std::vector<double> bursty;
            std::vector<double> drifting;
            double rate = 1;
            const std::size_t count = 5 + random.below(300);
            for (std::size_t k = 0; k < count; ++k) {
                rate *= std::exp(random.normal(0, 0.1));
                poisson.push_back(kDeadTimeSeconds + random.exponential(60));
                bursty.push_back(kDeadTimeSeconds +
                                 random.exponential(std::exp(random.normal(0, 1.5))));
                drifting.push_back(kDeadTimeSeconds + random.exponential(rate));
            }
            for (const auto& intervals : {poisson, bursty, drifting})
                found += findGrowth(intervals, kDeadTimeSeconds, scratch) ? 1U : 0U;
        }
        // 1 in 1,100 of 6,000 would be 5.
        QVERIFY2(found <= 5, qPrintable(QString::number(found)));
    }

    void itIsSaidAndNotFlagged() {
        StoreBuilder builder;
        std::vector<double> times = {100};
        for (const double interval : growing(10, 1.5, 12))
            times.push_back(times.back() + interval);
        builder.queries("10.0.0.1", "c2.one.example", times);
        const auto snapshot = builder.snapshot();
        const detect::Finding finding = snapshot->detection->finding(0);
        QVERIFY(!finding.judgement.flagged);
        QCOMPARE(finding.judgement.explainedBy, std::string("growing intervals"));
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.contains("The intervals grow: ") &&
                     why.contains("are about 1.50 times the one before"),
                 qPrintable(why));

        StoreBuilder even;
        even.queries("10.0.0.1", "c2.one.example", everySeconds(60, 20));
        QVERIFY(!reasonsText(*even.snapshot(), 0).contains("The intervals grow"));
    }
};

BEACONSCOPE_TEST(TestGrowth)
#include "test_growth.moc"
