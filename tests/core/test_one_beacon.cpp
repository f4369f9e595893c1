// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detection.h"
#include "tests/support/reasons_text.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace beaconscope;
using namespace beaconscope::testing;
using series::FindingKind;

namespace {

constexpr std::size_t kFewestTunnelNames = 2; ///< place among the limits

void ask(StoreBuilder& builder, const std::string& name, double second, bool exists = true) {
    MessageLine line;
    line.name = name;
    line.atSeconds = second;
    line.id = static_cast<std::uint16_t>(second * 10);
    line.rcode = exists ? dns::ResponseCode::NoError : dns::ResponseCode::NxDomain;
    line.ttlSeconds = exists ? 0 : -1;
    builder.query(line);
    line.atSeconds += 0.02;
    builder.response(line);
}

std::string domain(std::size_t number) {
    return "c" + std::to_string(number * 7'919) + ".example";
}

/// A beacon that asks for five domains in turn, of which so many exist.
StoreBuilder fiveInTurn(std::size_t existing, double jitterSeconds = 0.2) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> late(0, jitterSeconds);
    StoreBuilder builder;
    for (std::size_t beat = 0; beat < 115; ++beat)
        ask(builder, domain(beat % 5), 10 * static_cast<double>(beat) + late(random),
            beat % 5 < existing);
    return builder;
}

std::string nameAt(const snapshot::Snapshot& snapshot, std::size_t rank) {
    const DomainId id = snapshot.detection->key(rank).domain;
    return id.isValid() ? snapshot.store.names.text(id) : "*nx*";
}

QString listed(const snapshot::Snapshot& snapshot) {
    QStringList lines;
    for (std::size_t rank = 0; rank < snapshot.detection->reportedCount(); ++rank)
        lines << QStringLiteral("%1 %2 s")
                     .arg(QString::fromStdString(nameAt(snapshot, rank)))
                     .arg(snapshot.detection->finding(rank).judgement.periodSeconds.value_or(0), 0,
                          'f', 0);
    lines.sort();
    return lines.join(u'\n');
}

} // namespace

class TestOneBeacon : public QObject {
    Q_OBJECT

private slots:
    void domainsThatDoNotExistAskedInTurnAreTheirPool() {
        const auto snapshot = fiveInTurn(0).snapshot();
        QCOMPARE(listed(*snapshot), QString("*nx* 10 s"));
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.contains("5 registered domains have the rhythm too, and are parts of this "
                              "finding"),
                 qPrintable(why));
        for (std::size_t number = 0; number < 5; ++number)
            QVERIFY2(why.contains(QString::fromStdString(domain(number))), qPrintable(why));
        for (std::size_t rank = 1; rank < 6; ++rank) {
            const detect::Finding part = snapshot->detection->finding(rank);
            QVERIFY(part.judgement.falseAlarm->lnFinal < -100);
            QCOMPARE(part.judgement.explainedBy, std::string("part of another finding"));
            QVERIFY(reasonsText(*snapshot, rank)
                        .startsWith("This is a part of the rhythm of all names of this client"));
        }
    }

    void domainsThatExistAskedInTurnAreOneUnion_data() {
        QTest::addColumn<double>("jitterSeconds");
        QTest::newRow("clockwork") << 0.001;
        QTest::newRow("jitter") << 3.0;
    }
    void domainsThatExistAskedInTurnAreOneUnion() {
        QFETCH(double, jitterSeconds);
        const auto snapshot = fiveInTurn(5, jitterSeconds).snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        const detect::Finding finding = snapshot->detection->finding(0);
        QCOMPARE(finding.key.kind, FindingKind::LookAlikes);
        QCOMPARE(finding.queries, std::uint64_t{115});
        QVERIFY(std::abs(finding.judgement.periodSeconds.value_or(0) - 10) < 0.3);
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.contains("5 registered domains taken together") &&
                     why.contains("They are asked for in turn"),
                 qPrintable(why));
        QVERIFY(reasonsText(*snapshot, 1).startsWith("This is a part of the rhythm of"));
    }

    void someOfThemMayExist() {
        const auto snapshot = fiveInTurn(2).snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        QCOMPARE(snapshot->detection->key(0).kind, FindingKind::LookAlikes);
        QVERIFY(std::abs(snapshot->detection->finding(0).judgement.periodSeconds.value_or(0) - 10) <
                0.3);
    }

    /// What else the client asks for with the same period is not drawn in.
    void anotherBeaconOfTheSamePeriodStaysApart() {
        StoreBuilder builder = fiveInTurn(5);
        builder.queries("10.0.0.1", "other.example", everySeconds(50, 23, 3.7));
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{2});
    }

    void twoProgramsWithOnePeriodAreTwoFindings() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "a.one.example", everySeconds(60, 60));
        builder.queries("10.0.0.1", "b.two.example", everySeconds(60, 60, 17));
        QCOMPARE(listed(*builder.snapshot()), QString("one.example 60 s\ntwo.example 60 s"));
    }

    void twoClientsAreTwoFindings() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "a.one.example", everySeconds(60, 60));
        builder.queries("10.0.0.2", "b.two.example", everySeconds(60, 60, 30));
        QCOMPARE(listed(*builder.snapshot()), QString("one.example 60 s\ntwo.example 60 s"));
    }

    /// A pool that has a rhythm only because one of its domains has it.
    void aPoolOwesItsRhythmToOneDomain() {
        std::mt19937 random(8);
        std::uniform_real_distribution<double> anywhere(0, 6'000);
        StoreBuilder builder;
        std::vector<std::pair<double, std::string>> queries;
        for (int beat = 0; beat < 100; ++beat)
            queries.emplace_back(60.0 * beat, "gone.example");
        for (int typo = 0; typo < 20; ++typo)
            queries.emplace_back(anywhere(random), "typo" + std::to_string(typo) + ".example");
        std::ranges::sort(queries);
        for (const auto& [second, name] : queries)
            ask(builder, name, second, false);
        const auto snapshot = builder.snapshot();
        QCOMPARE(listed(*snapshot), QString("gone.example 60 s"));
        QCOMPARE(snapshot->detection->key(1).kind, FindingKind::NxdomainPool);
        QVERIFY(reasonsText(*snapshot, 1).startsWith("The rhythm is that of gone.example"));
    }

    /// Made-up names of one beacon, and another beacon whose name does not exist.
    void aBeaconBesideAPoolStaysApart() {
        StoreBuilder builder;
        std::vector<std::pair<double, std::string>> queries;
        for (int beat = 0; beat < 300; ++beat)
            queries.emplace_back(60.0 * beat, "made" + std::to_string(beat * 7'919) + ".example");
        for (int beat = 0; beat < 40; ++beat)
            queries.emplace_back(437.0 * beat + 29, "gone.example");
        std::ranges::sort(queries);
        for (const auto& [second, name] : queries)
            ask(builder, name, second, false);
        QCOMPARE(listed(*builder.snapshot()), QString("*nx* 60 s\ngone.example 437 s"));
    }

    void aBeaconInsideATunnelIsALineOfIt() {
        StoreBuilder builder;
        builder.newNames("10.0.0.1", "data.example", everySeconds(2, 600));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        const auto snapshot = builder.snapshot(settings);
        QCOMPARE(listed(*snapshot), QString("data.example 2 s"));
        const detect::Finding finding = snapshot->detection->finding(0);
        QCOMPARE(finding.key.kind, FindingKind::Tunnel);
        QCOMPARE(finding.judgement.beats.value_or(0), std::uint64_t{600});
        QVERIFY(finding.judgement.falseAlarm->lnFinal < -100);
        QVERIFY(finding.judgement.score > 100);
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.contains("A beacon is inside: 600 beats with a period of 2.00 s"),
                 qPrintable(why));
        QCOMPARE(snapshot->detection->finding(1).judgement.explainedBy,
                 std::string("part of another finding"));
        QVERIFY(reasonsText(*snapshot, 1).startsWith("The same queries are a tunnel"));

        settings.detection.parameters.set(kFewestTunnelNames, 1'000);
        const auto strict = builder.snapshot(settings);
        QCOMPARE(strict->detection->reportedCount(), std::size_t{1});
        QCOMPARE(strict->detection->key(0).kind, FindingKind::Beacon);
    }
};

BEACONSCOPE_TEST(TestOneBeacon)
#include "test_one_beacon.moc"
