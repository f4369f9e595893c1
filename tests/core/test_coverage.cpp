// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detection.h"
#include "core/detect/registry/detectors.h"
#include "core/words/notices.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace beaconscope;
using namespace beaconscope::testing;

/// What a detector says it could have found in a capture.
class TestCoverage : public QObject {
    Q_OBJECT
private slots:
    void coverageTellsWhatTheCaptureCanShow() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.one.example", everySeconds(60, 61))
            .queries("10.0.0.1", "few.two.example", {3, 700, 900});
        const auto coverage = builder.snapshot()->detection->coverage();
        QVERIFY(coverage.has_value());
        QCOMPARE(coverage->tested, std::size_t{1});
        QCOMPARE(coverage->untested, std::size_t{1});
        QVERIFY(std::abs(coverage->expectedByChance - std::exp(-7)) < 1e-9);
        QVERIFY(*coverage->expectedFalse < 1e-9);
        QCOMPARE(coverage->shortestPeriodSeconds, 0.5);

        // The longest period named is one that is found indeed, and a longer one is not.
        const auto isFound = [](double periodSeconds, double captureSeconds) {
            StoreBuilder one;
            std::vector<double> times;
            for (double time = 0; time <= captureSeconds; time += periodSeconds)
                times.push_back(time);
            one.queries("10.0.0.1", "c2.one.example", times);
            one.queries("10.0.0.2", "end.three.example", {captureSeconds});
            return one.snapshot()->detection->reportedCount() > 0;
        };
        const double longest = coverage->longestPeriodSeconds;
        QVERIFY(longest < 3'600);
        QVERIFY(isFound(longest * 0.999, 3'600));
        QVERIFY(!isFound(longest * 1.2, 3'600));
    }

    void theUserIsToldWhatTheCaptureCanShow() {
        // 3 tested series at the default limit of e^-7: 0.003 by chance; at e^-1 it is 1.1.
        StoreBuilder builder;
        for (const char* client : {"10.0.0.1", "10.0.0.2", "10.0.0.3"})
            builder.queries(client, "c2.one.example", everySeconds(60, 61));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        const auto reach = [&builder](const snapshot::AnalysisSettings& wanted) {
            snapshot::Snapshot snapshot = *builder.snapshot(wanted);
            snapshot::CaptureFacts facts;
            facts.notices.emplace_back().id = "reach";
            words::setReachNotice(*snapshot.detection->coverage(), facts);
            const auto& notices = facts.notices;
            return QString::fromStdString(notices.front().title + ": " + notices.front().details);
        };
        QVERIFY2(reach(settings).contains(
                     QStringLiteral("3 series tested, fewer than 0.1 false expected")),
                 qPrintable(reach(settings)));
        settings.detection.parameters.set(0, -1);
        QVERIFY2(reach(settings).contains(QStringLiteral("about 1.1 would stand out by chance")),
                 qPrintable(reach(settings)));
    }

    void aCaptureThatIsTooShortPromisesNoPeriod() {
        detect::Coverage coverage;
        coverage.untested = 1;
        coverage.expectedFalse = 0;
        coverage.shortestPeriodSeconds = 0.5;
        coverage.longestPeriodSeconds = 0.037;
        snapshot::CaptureFacts facts;
        facts.notices.emplace_back().id = "reach";
        words::setReachNotice(coverage, facts);
        const auto& notices = facts.notices;
        QCOMPARE(QString::fromStdString(notices.front().title),
                 QString("Too short to show any rhythm"));
        QVERIFY(!QString::fromStdString(notices.front().details).contains("by chance"));
    }

    void detectorsWithoutAProbabilityClaimNoCoverage() {
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.detection = detect::settingsFor(detect::findDetector("lab"));
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.one.example", everySeconds(60, 61));
        QVERIFY(!builder.snapshot(settings)->detection->coverage().has_value());
    }
};

BEACONSCOPE_TEST(TestCoverage)
#include "test_coverage.moc"
