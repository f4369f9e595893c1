// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detection.h"
#include "core/detect/known_services.h"
#include "core/detect/registry/detectors.h"
#include "core/snapshot/selection.h"
#include "core/tables/cell_text.h"
#include "core/tables/table.h"
#include "tests/support/reasons_text.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <random>

using namespace beaconscope;
using namespace beaconscope::testing;
using series::FindingKind;

namespace {

std::string alike(std::size_t number) {
    return "cdn.domain" + std::to_string(number) + ".example";
}
constexpr std::size_t kAlike = 8;

/// A beacon that takes one of several domains for each beat, about a minute after the last.
StoreBuilder rotatingBeacon() {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> sleepSeconds(48, 72);
    StoreBuilder builder;
    double time = 0;
    for (std::size_t beat = 0; beat < 80; ++beat, time += sleepSeconds(random))
        builder.answeredQueries("10.0.0.1", alike(random() % kAlike), {time});
    return builder;
}

std::shared_ptr<const detect::KnownServices> services(const char* text) {
    auto parsed = detect::KnownServices::parse(text);
    return std::make_shared<const detect::KnownServices>(std::move(*parsed));
}

} // namespace

class TestRhythmDetector : public QObject {
    Q_OBJECT

private slots:
    void domainsThatKeepARhythmTogetherAreOneFinding() {
        const auto snapshot = rotatingBeacon().snapshot();
        const detect::Detection& detection = *snapshot->detection;
        QCOMPARE(detection.reportedCount(), std::size_t{1});
        const detect::Finding finding = detection.finding(0);
        QCOMPARE(finding.key.kind, FindingKind::LookAlikes);
        QCOMPARE(finding.queries, std::uint64_t{80});
        QVERIFY(std::abs(finding.judgement.periodSeconds.value_or(0) - 60) < 6);
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.contains(QStringLiteral("8 registered domains taken together")),
                 qPrintable(why));
    }

    /// A new label for each query, below one of three domains, as a known implant does.
    void freshLabelsOverSeveralDomainsAreOneFinding() {
        for (const bool isAlike : {true, false}) {
            std::mt19937 random(7);
            std::uniform_real_distribution<double> sleepSeconds(40, 80);
            StoreBuilder builder;
            double time = 0;
            for (std::size_t beat = 0; beat < 110; ++beat, time += sleepSeconds(random)) {
                const std::size_t number = random() % 3;
                std::string label = "v";
                // Of different lengths where they are not to look alike.
                for (std::size_t i = 0; i < (isAlike ? 28 : 8 * (1 + number)); ++i)
                    label += "0123456789abcdefghijklmnopqrstuvwxyz"[random() % 36];
                builder.answeredQueries(
                    "10.0.0.1", label + ".fresh" + std::to_string(number) + ".example", {time});
            }
            const auto snapshot = builder.snapshot();
            QCOMPARE(snapshot->detection->reportedCount(), std::size_t{isAlike ? 1U : 0U});
            if (!isAlike)
                continue;
            const detect::Finding finding = snapshot->detection->finding(0);
            QCOMPARE(finding.key.kind, FindingKind::LookAlikes);
            QVERIFY(std::abs(finding.judgement.periodSeconds.value_or(0) - 60) < 8);
            const QString why = reasonsText(*snapshot, 0);
            QVERIFY2(why.contains(QStringLiteral("3 registered domains taken together")) &&
                         why.contains(QStringLiteral("hardly a name below them comes back")),
                     qPrintable(why));
        }
    }

    /// The false alarms of this class: random look-ups of new names below alike domains.
    void freshLabelsWithoutARhythmAreNoFinding() {
        for (unsigned seed = 1; seed <= 40; ++seed) {
            std::mt19937 random(seed);
            std::exponential_distribution<double> pauseSeconds(1.0 / 60);
            StoreBuilder builder;
            double time = 0;
            for (std::size_t visit = 0; visit < 110; ++visit, time += pauseSeconds(random)) {
                std::string label = "v";
                for (std::size_t i = 0; i < 28; ++i)
                    label += "0123456789abcdefghijklmnopqrstuvwxyz"[random() % 36];
                builder.answeredQueries(
                    "10.0.0.1", label + ".fresh" + std::to_string(random() % 3) + ".example",
                    {time});
            }
            QCOMPARE(builder.snapshot()->detection->reportedCount(), std::size_t{0});
        }
    }

    void domainsThatOthersAskForAreNoLookAlikes() {
        StoreBuilder builder = rotatingBeacon();
        for (std::size_t i = 0; i < kAlike; ++i)
            builder.answeredQueries("10.0.0.2", alike(i), {100, 4'711});
        QCOMPARE(builder.snapshot()->detection->reportedCount(), std::size_t{0});
    }

    void aCrawlerThatNeverComesBackIsNoRotation() {
        // Both address types, so that each domain is asked for twice.
        StoreBuilder builder;
        for (std::size_t i = 0; i < 150; ++i) {
            const double time = 2.0 * static_cast<double>(i);
            builder.answeredQueries("10.0.0.1", alike(i), {time, time + 0.01});
        }
        QCOMPARE(builder.snapshot()->detection->reportedCount(), std::size_t{0});
    }

    void aKnownServiceIsListedLowerAndSaysWhy() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "check.one.example", everySeconds(60, 100))
            .queries("10.0.0.1", "c2.two.example", everySeconds(60, 60));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        const auto plain = builder.snapshot(settings);
        settings.knownServices = services("check.one.example | updates | One Update");
        const auto told = builder.snapshot(settings);
        const auto nameAt = [](const snapshot::Snapshot& snapshot, std::size_t rank) {
            return snapshot.store.names.text(snapshot.detection->key(rank).domain);
        };
        QCOMPARE(nameAt(*plain, 0), std::string("one.example"));
        QCOMPARE(told->detection->reportedCount(), std::size_t{2}); // hides nothing
        QCOMPARE(nameAt(*told, 0), std::string("two.example"));
        QCOMPARE(told->detection->finding(1).judgement.explainedBy, std::string("One Update"));
        QVERIFY(
            reasonsText(*told, 1).contains(QStringLiteral("Known service: One Update (updates)")));
        QVERIFY(!reasonsText(*told, 0).contains(QStringLiteral("Known service")));
    }

    /// Below the shared domain of a cloud, anybody can have a name.
    void aSharedDomainLowersNothingForALoneClient() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.azurewebsites.net", everySeconds(60, 60));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.knownServices = services("azurewebsites.net | cloud | A cloud");
        const auto alone = builder.snapshot(settings);
        const detect::Judgement judgement = alone->detection->finding(0).judgement;
        QVERIFY(judgement.score > 90);
        QVERIFY(judgement.explainedBy.empty());
        QVERIFY2(reasonsText(*alone, 0).contains(QStringLiteral(
                     "anybody can have a name below azurewebsites.net, and no other client asks")),
                 qPrintable(reasonsText(*alone, 0)));

        builder.queries("10.0.0.2", "c2.azurewebsites.net", everySeconds(60, 60, 7));
        const auto several = builder.snapshot(settings);
        QCOMPARE(several->detection->finding(0).judgement.explainedBy, std::string("A cloud"));

        settings.knownServices = services("c2.azurewebsites.net | updates | One Update");
        StoreBuilder own;
        own.queries("10.0.0.1", "c2.azurewebsites.net", everySeconds(60, 60));
        QCOMPARE(own.snapshot(settings)->detection->finding(0).judgement.explainedBy,
                 std::string("One Update"));
    }

    void aKnownServiceLowersTunnelsToo() {
        StoreBuilder builder;
        builder.newNames("10.0.0.1", "rep.vendor.example", everySeconds(0.4, 1'200));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        const auto plain = builder.snapshot(settings);
        QCOMPARE(plain->detection->key(0).kind, FindingKind::Tunnel);
        const double score = plain->detection->finding(0).judgement.score;
        settings.knownServices =
            services("rep.vendor.example | reputation | File reputation | The vendor");
        const auto told = builder.snapshot(settings);
        QCOMPARE(told->detection->reportedCount(), std::size_t{1}); // hides nothing
        const detect::Judgement judgement = told->detection->finding(0).judgement;
        QCOMPARE(judgement.score, score / 2);
        QCOMPARE(judgement.explainedBy, std::string("File reputation"));
        QVERIFY2(reasonsText(*told, 0).contains(QStringLiteral(
                     "Known service: File reputation (reputation; The vendor). Listed lower")),
                 qPrintable(reasonsText(*told, 0)));
        settings.knownServices = services("other.vendor.example | reputation | File reputation");
        QCOMPARE(builder.snapshot(settings)->detection->finding(0).judgement.score, score);
    }

    void aServiceMayKeepItsTimeInTwoNames() {
        StoreBuilder builder;
        for (int i = 0; i < 60; ++i) // in turn, so that neither name has the rhythm alone
            builder.queries("10.0.0.1", i * i % 7 < 3 ? "a.one.example" : "b.one.example",
                            {60.0 * i});
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.knownServices = services("a.one.example | updates | One Update\n"
                                          "b.one.example | updates | One Update");
        const auto told = builder.snapshot(settings);
        QCOMPARE(told->detection->reportedCount(), std::size_t{1});
        QVERIFY(!told->detection->finding(0).judgement.carrier.has_value());
        QCOMPARE(told->detection->finding(0).judgement.explainedBy, std::string("One Update"));
        settings.knownServices = services("a.one.example | updates | One Update");
        QCOMPARE(builder.snapshot(settings)->detection->finding(0).judgement.explainedBy,
                 std::string());
    }

    /// Clients ask again when no answer comes, and cache what the second answer says.
    void aCacheExplainsARhythmWithRetransmissions() {
        std::mt19937 random(3);
        std::exponential_distribution<double> idleSeconds(1.0 / 8);
        StoreBuilder builder;
        double time = 0;
        for (std::uint16_t i = 0; i < 150; ++i, time += 300 + idleSeconds(random)) {
            MessageLine line;
            line.name = "api.refresh.example";
            line.id = static_cast<std::uint16_t>(1'000 + i);
            line.atSeconds = time;
            builder.query(line);
            if (random() % 5 == 0) {
                line.atSeconds += 1;
                builder.query(line);
            }
            line.atSeconds += 0.02;
            builder.response(line);
        }
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{0});
        const detect::Judgement judgement = snapshot->detection->finding(0).judgement;
        QVERIFY(judgement.falseAlarm->lnFree < -100);
        QCOMPARE(judgement.explainedBy, std::string("cache refresh"));
    }

    void namesThatDoNotExistBelowOneDomainAreOneFinding() {
        StoreBuilder one;
        StoreBuilder many;
        for (std::uint16_t i = 0; i < 60; ++i) {
            MessageLine line;
            line.id = static_cast<std::uint16_t>(1'000 + i);
            line.rcode = dns::ResponseCode::NxDomain;
            line.ttlSeconds = -1;
            for (StoreBuilder* builder : {&one, &many}) {
                const std::string label = "x" + std::to_string(i * 7919);
                line.name = builder == &one ? label + ".made.example" : label + ".example";
                line.atSeconds = 60.0 * i;
                builder->query(line);
                line.atSeconds += 0.02;
                builder->response(line);
            }
        }
        const auto pair = one.snapshot();
        QCOMPARE(pair->detection->reportedCount(), std::size_t{1});
        QCOMPARE(pair->detection->key(0).kind, FindingKind::Beacon);
        QCOMPARE(pair->detection->key(1).kind, FindingKind::NxdomainPool);
        QVERIFY2(
            reasonsText(*pair, 1).startsWith(QStringLiteral("The rhythm is that of made.example")),
            qPrintable(reasonsText(*pair, 1)));
        const auto pool = many.snapshot();
        QCOMPARE(pool->detection->reportedCount(), std::size_t{1});
        QCOMPARE(pool->detection->key(0).kind, FindingKind::NxdomainPool);
    }

    void wordsNameTheLimitThatIsSet() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.one.example", everySeconds(60, 8));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        QCOMPARE(builder.snapshot(settings)->detection->reportedCount(), std::size_t{1});
        settings.detection.parameters.set(0, -100);
        const auto strict = builder.snapshot(settings);
        QCOMPARE(strict->detection->reportedCount(), std::size_t{0});
        QVERIFY2(reasonsText(*strict, 0)
                     .contains(QStringLiteral("No rhythm stands out in 8 beats: chance 1 in 10^")),
                 qPrintable(reasonsText(*strict, 0)));
        QVERIFY(reasonsText(*strict, 0).contains(QStringLiteral("less than 1 in 10^43")));
    }

    void theLimitThatATunnelMissesIsTheOneShown() {
        std::mt19937 random(9);
        const auto hashes = [&random](double intervalSeconds) {
            StoreBuilder builder;
            for (std::uint16_t i = 0; i < 200; ++i) {
                MessageLine line;
                line.type = dns::RecordType::Txt;
                line.id = static_cast<std::uint16_t>(1'000 + i);
                std::uniform_real_distribution<double> uniform(0, 1);
                std::uniform_int_distribution<int> letter('a', 'z');
                line.name.assign(26, 'a');
                for (char& character : line.name)
                    character = static_cast<char>(letter(random));
                line.name += ".hash.one.example";
                line.atSeconds = intervalSeconds * (i + 0.4 * uniform(random));
                builder.query(line);
            }
            return builder.snapshot();
        };
        const auto rankOfTunnel = [](const snapshot::Snapshot& snapshot) {
            std::size_t rank = 0;
            while (snapshot.detection->key(rank).kind != FindingKind::Tunnel)
                ++rank;
            return rank;
        };
        const auto stream = hashes(0.5);
        const std::size_t found = rankOfTunnel(*stream);
        QVERIFY(stream->detection->isFlagged(found));
        QCOMPARE(stream->detection->decidingValue(found).value, std::string("200 names"));
        QVERIFY(!stream->detection->finding(found).judgement.beats.has_value());
        const auto words = [](const snapshot::Snapshot& snapshot, std::size_t rank) {
            return snapshot::describeSelection(snapshot, snapshot::SelectedFinding{rank})->subtitle;
        };
        QVERIFY(words(*stream, found).starts_with("Tunnel: names that may carry data. 200 q"));

        const auto lookUps = hashes(20); // one by one
        const std::size_t missed = rankOfTunnel(*lookUps);
        QVERIFY(!lookUps->detection->isFlagged(missed));
        QCOMPARE(lookUps->detection->decidingValue(missed).value, std::string("0 % in a stream"));
        QVERIFY(words(*lookUps, missed).starts_with("Not flagged as a tunnel. 200 queries"));
    }

    /// The clock's name is told, not that of the intervals that stand out most elsewhere.
    void aClockUnderOtherQueriesIsNamed() {
        std::mt19937 random(2);
        std::uniform_real_distribution<double> anywhere(0, 6 * 3'600);
        std::normal_distribution<double> late(0, 0.05);
        StoreBuilder builder;
        std::vector<double> times;
        for (int beat = 0; beat < 360; ++beat)
            times.push_back(1 + 60.0 * beat + late(random));
        for (int visit = 0; visit < 1'500; ++visit)
            times.push_back(anywhere(random));
        std::ranges::sort(times);
        for (const double time : times)
            builder.queries("10.0.0.1", "clock.two.example", {time});
        for (const double time : {9'000., 9'055., 9'108., 9'170., 9'222., 9'281., 9'335., 9'400.})
            builder.queries("10.0.0.1", "other.two.example", {time});
        const auto snapshot = builder.snapshot();
        const detect::Finding finding = snapshot->detection->finding(0);
        QVERIFY(finding.judgement.flagged);
        QCOMPARE(snapshot->store.names.text(*finding.judgement.carrier),
                 std::string("clock.two.example"));
        QVERIFY(std::abs(finding.judgement.periodSeconds.value_or(0) - 60) < 0.5);
        QVERIFY(finding.judgement.explainedBy.empty());
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.contains(QStringLiteral("The beats keep a clock of 60.0 s")), qPrintable(why));
        QVERIFY2(why.contains(QStringLiteral("The rhythm is in clock.two.example")),
                 qPrintable(why));
        QVERIFY2(!why.contains(QStringLiteral("intervals lie between")), qPrintable(why));
    }

    void theFalseDiscoveryRateIsShown() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.one.example", everySeconds(60, 40))
            .queries("10.0.0.1", "few.two.example", {3, 40, 211, 215, 700, 1900, 1951});
        const auto snapshot = builder.snapshot();
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.contains(QStringLiteral("less than 0.1 % are expected to be false findings")),
                 qPrintable(why));
        QVERIFY(!reasonsText(*snapshot, 1).contains(QStringLiteral("false findings")));
        const auto table = tables::makeTable(tables::TableKind::Findings, snapshot);
        const auto column = tables::findColumn(tables::TableKind::Findings, "q_value");
        QVERIFY(column);
        const auto shown = [&](std::size_t row) {
            return tables::displayText(*table, table->columns()[*column], table->cell(row, *column),
                                       {});
        };
        QCOMPARE(shown(0), std::string("< 0.1 %"));
        // Without a rhythm.
        const auto other = snapshot->detection->finding(1).judgement.falseAlarm;
        QVERIFY(other && other->qValue > 0.2);
    }
};

BEACONSCOPE_TEST(TestRhythmDetector)
#include "test_rhythm_detector.moc"
