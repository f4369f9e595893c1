// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/snapshot/selection.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

snapshot::AnalysisSettings settingsWith(const char* detector) {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    settings.detection = detect::settingsFor(detect::findDetector(detector));
    return settings;
}

std::size_t reported(const StoreBuilder& builder, const snapshot::AnalysisSettings& settings) {
    return builder.snapshot(settings)->detection->reportedCount();
}

} // namespace

class TestLabRule : public QObject {
    Q_OBJECT

private slots:
    void queriesFindClockworkThatTheExactRuleMissesBecauseOfResponses() {
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "c2.example", everySeconds(60, 20));
        QCOMPARE(reported(builder, settingsWith("lab")), std::size_t{1});
        const auto exact = builder.snapshot(settingsWith("lab-exact"));
        QCOMPARE(exact->detection->reportedCount(), std::size_t{0});
        const detect::Finding finding = exact->detection->finding(0);
        QCOMPARE(finding.judgement.beats.value_or(0), std::uint64_t{40});
        QVERIFY(std::abs(finding.intervals.minimumSeconds - 0.02) < 1e-9);
    }

    /// In words: two messages for each query, and one row of evidence.
    void theExactRuleCountsMessages() {
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "c2.example", everySeconds(60, 20));
        const auto subtitle = [&builder](const char* detector) {
            const auto snapshot = builder.snapshot(settingsWith(detector));
            const auto detail =
                snapshot::describeSelection(*snapshot, snapshot::SelectedFinding{0});
            return QString::fromStdString(detail->subtitle);
        };
        QVERIFY2(subtitle("lab-exact").startsWith("Not flagged. 40 DNS messages in "),
                 qPrintable(subtitle("lab-exact")));
        QVERIFY2(subtitle("lab").startsWith("Beacon. 20 queries in "), qPrintable(subtitle("lab")));
    }

    void theExactRuleFindsItWhereOnlyQueriesWereCaptured() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 20));
        QCOMPARE(reported(builder, settingsWith("lab-exact")), std::size_t{1});
    }

    void theExactRulePoolsClientsAndTellsSpellingsApart() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 10))
            .queries("10.0.0.2", "c2.example", everySeconds(60, 10, 25))
            .queries("10.0.0.1", "C2.example", everySeconds(60, 10));
        const auto snapshot = builder.snapshot(settingsWith("lab-exact"));
        QCOMPARE(snapshot->detection->size(), std::size_t{2});
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        QCOMPARE(snapshot->store.names.text(snapshot->detection->key(0).name),
                 std::string("C2.example"));
    }

    void whatIsNotFlaggedFollowsByItsQueries() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 20));
        for (const auto& [name, count] :
             std::vector<std::pair<std::string, std::size_t>>{{"few.example", 3},
                                                              {"most.example", 5000},
                                                              {"many.example", 4200},
                                                              {"some.example", 7},
                                                              {"few.too.example", 3}})
            builder.queries("10.0.0.1", name, everySeconds(0.5, count));
        const auto snapshot = builder.snapshot(settingsWith("lab"));
        QStringList names;
        for (std::size_t rank = 0; rank < snapshot->detection->size(); ++rank)
            names << QString::fromStdString(
                snapshot->store.names.text(snapshot->detection->key(rank).name));
        QCOMPARE(names, QStringList({"c2.example", "most.example", "many.example", "some.example",
                                     "few.example", "few.too.example"}));
    }

    void limitsAreSharp_data() {
        QTest::addColumn<QList<double>>("times");
        QTest::addColumn<bool>("flagged");
        QTest::newRow("four queries") << QList<double>{0, 60, 120, 180} << false;
        QTest::newRow("five queries") << QList<double>{0, 60, 120, 180, 240} << true;
        QTest::newRow("interval of exactly 1 s") << QList<double>{0, 1, 2, 3, 4} << true;
        QTest::newRow("one interval below") << QList<double>{0, 1, 2, 3, 3.999} << false;
        // Intervals 59, 61, 59, 61: population standard deviation exactly 1, not below it.
        QTest::newRow("deviation of 1 s") << QList<double>{0, 59, 120, 179, 240} << false;
        QTest::newRow("just below") << QList<double>{0, 59.1, 120, 179.1, 240} << true;
    }
    void limitsAreSharp() {
        QFETCH(QList<double>, times);
        QFETCH(bool, flagged);
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", {times.begin(), times.end()});
        QCOMPARE(reported(builder, settingsWith("lab")), std::size_t{flagged ? 1U : 0U});
    }

    void thresholdsCanBeChanged() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", {0, 50, 120, 170, 240}); // deviation 10 s
        snapshot::AnalysisSettings settings = settingsWith("lab");
        QCOMPARE(reported(builder, settings), std::size_t{0});
        settings.detection.parameters.set(2, 10.5);
        QCOMPARE(reported(builder, settings), std::size_t{1});
    }

    void reasonsNameTheNumberAndTheLimit() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 6))
            .queries("10.0.0.1", "few.example", {0, 60});
        const auto snapshot = builder.snapshot(settingsWith("lab"));
        const auto reasons = snapshot->detection->reasons(0);
        QCOMPARE(QString::fromStdString(reasons.at(0)),
                 QStringLiteral("6 queries make 5 intervals from 60.0 s to 60.0 s, 60.0 s on "
                                "average."));
        QVERIFY(QString::fromStdString(reasons.at(1)).contains(QStringLiteral("limit of 1 s")));
        const auto few = snapshot->detection->reasons(1);
        QVERIFY(QString::fromStdString(few.at(0)).startsWith(QStringLiteral("Not judged: 2")));
    }

    void multicastIsLeftOutUnlessAskedFor() {
        StoreBuilder builder;
        for (const double seconds : everySeconds(60, 8))
            builder.query({.atSeconds = seconds,
                           .name = "printer.example",
                           .id = 0,
                           .transport = dns::Transport::Mdns,
                           .resolver = "224.0.0.251"});
        snapshot::AnalysisSettings settings = settingsWith("lab");
        QCOMPARE(reported(builder, settings), std::size_t{0});
        settings.includeMulticast = true;
        QCOMPARE(reported(builder, settings), std::size_t{1});
    }
};

BEACONSCOPE_TEST(TestLabRule)
#include "test_lab_rule.moc"
