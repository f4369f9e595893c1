// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/engine/investigation.h"
#include "core/snapshot/selection.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <random>

using namespace beaconscope;
using rules::Field;
using rules::Match;
using rules::Rule;
using rules::RuleSet;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

std::shared_ptr<const RuleSet> rulesOf(std::vector<Rule> rules) {
    return std::make_shared<const RuleSet>(std::move(rules));
}

StoreBuilder twoBeacons() {
    StoreBuilder builder;
    builder.answeredQueries("10.0.0.1", "a.one.example", everySeconds(60, 10))
        .answeredQueries("10.0.0.1", "b.one.example", everySeconds(60, 10, 30))
        .answeredQueries("10.0.0.2", "two.example", everySeconds(30, 20));
    return builder;
}

/// Everything a user sees of a detection, as text.
QStringList flattened(const snapshot::Snapshot& snapshot) {
    QStringList lines;
    for (std::size_t rank = 0; rank < snapshot.detection->size(); ++rank) {
        const detect::Finding finding = snapshot.detection->finding(rank);
        lines << QStringLiteral("%1 %2 flagged=%3 rule=%4 score=%5 clients=%6")
                     .arg(QString::fromStdString(snapshot.store.names.text(finding.key.domain)))
                     .arg(finding.queries)
                     .arg(finding.judgement.flagged)
                     .arg(finding.excludedBy)
                     .arg(finding.judgement.score)
                     .arg(finding.judgement.clients.value_or(0));
    }
    for (const snapshot::RuleHits& hits : snapshot.ruleHits)
        lines << QStringLiteral("rule names=%1 clients=%2 queries=%3 findings=%4")
                     .arg(hits.names)
                     .arg(hits.clients)
                     .arg(hits.queries)
                     .arg(hits.findings);
    lines << QStringLiteral("pairs=%1").arg(snapshot.summaries->pairs.size());
    return lines;
}

engine::LoadedCapture loaded(StoreBuilder& builder) {
    engine::LoadedCapture capture;
    const auto snapshot = builder.snapshot();
    capture.facts = snapshot->capture;
    capture.store = builder.store().view();
    return capture;
}

} // namespace

class TestInvestigation : public QObject {
    Q_OBJECT

private slots:
    /// Whatever edits led there, the result is that of a fresh run with the same settings.
    void editsEndWhereAFreshRunDoes() {
        StoreBuilder builder = twoBeacons();
        engine::Investigation investigation;
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.detection = detect::settingsFor(detect::findDetector("lab"));
        QVERIFY(investigation.take(loaded(builder), settings, {}));

        std::vector<snapshot::AnalysisSettings> edits;
        settings.rules = rulesOf({{.match = Match::EndsWith, .value = ".one.example", .note = {}}});
        edits.push_back(settings);
        settings.detection.parameters.set(0, 15);
        edits.push_back(settings);
        settings.range = series::TimeRange{StoreBuilder::at(0), StoreBuilder::at(200)};
        edits.push_back(settings);
        settings.detection.parameters.set(0, 3);
        edits.push_back(settings);
        settings.detection.grouping = series::Grouping::ClientDomain;
        edits.push_back(settings);
        settings.rules = rulesOf({});
        edits.push_back(settings);
        settings.range.reset();
        edits.push_back(settings);
        settings.detection = detect::settingsFor(detect::findDetector("lab-exact"));
        edits.push_back(settings);
        for (const snapshot::AnalysisSettings& edit : edits) {
            const auto after = investigation.analyse(edit, {});
            QVERIFY(after);
            QCOMPARE(flattened(*after), flattened(*builder.snapshot(edit)));
        }
    }

    /// Rule edits take over what was measured for series that they leave alone.
    void ruleEditsEndWhereAFreshRunDoes_data() {
        QTest::addColumn<QString>("detector");
        for (const auto& detector : detect::detectors())
            QTest::newRow(detector->info().id.c_str())
                << QString::fromStdString(detector->info().id);
    }
    void ruleEditsEndWhereAFreshRunDoes() {
        QFETCH(QString, detector);
        StoreBuilder builder = twoBeacons();
        for (std::uint16_t i = 0; i < 10; ++i)
            builder.query({.atSeconds = 45.0 + 60 * i,
                           .name = "a.one.example",
                           .id = i,
                           .type = dns::RecordType::Aaaa});
        engine::Investigation investigation;
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.detection = detect::settingsFor(detect::findDetector(detector.toStdString()));
        settings.rules = rulesOf({});
        QVERIFY(investigation.take(loaded(builder), settings, {}));
        const std::vector<std::vector<Rule>> edits = {
            {{.match = Match::Is, .value = "b.one.example", .note = {}}},
            {{.field = Field::Client, .match = Match::Is, .value = "10.0.0.2", .note = {}}},
            {{.match = Match::Is, .value = "two.example", .note = {}},
             {.match = Match::EndsWith, .value = ".one.example", .note = {}}},
            // Each takes a part of one domain; then in other places, with another part.
            {{.match = Match::Is, .value = "a.one.example", .note = {}},
             {.match = Match::Is, .value = "b.one.example", .note = {}}},
            {{.field = Field::QueryType, .match = Match::Is, .value = "AAAA", .note = {}},
             {.match = Match::Is, .value = "b.one.example", .note = {}},
             {.match = Match::Is, .value = "unused.example", .note = {}}},
            {{.match = Match::Is, .value = "unused.example", .note = {}},
             {.match = Match::Is, .value = "a.one.example", .note = {}}},
            {},
        };
        for (const std::vector<Rule>& edit : edits) {
            settings.rules = rulesOf(edit);
            const auto after = investigation.analyse(settings, {});
            QVERIFY(after);
            QCOMPARE(flattened(*after), flattened(*builder.snapshot(settings)));
        }
    }

    void excludedSeriesStayJudgedAndCounted() {
        StoreBuilder builder = twoBeacons();
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.detection = detect::settingsFor(detect::findDetector("lab"));
        settings.rules = rulesOf(
            {{.match = Match::Is, .value = "unused.example", .note = {}},
             {.field = Field::Client, .match = Match::Cidr, .value = "10.0.0.2/32", .note = {}}});
        const auto snapshot = builder.snapshot(settings);
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{2});
        const detect::Finding hidden = snapshot->detection->finding(2);
        QVERIFY(hidden.judgement.flagged);
        QCOMPARE(hidden.excludedBy, 1);
        QCOMPARE(snapshot->ruleHits.at(0).findings, std::uint64_t{0});
        QCOMPARE(snapshot->ruleHits.at(1).findings, std::uint64_t{1});
    }

    void excludedNamesAreTakenOutOfADomainsSeries() {
        StoreBuilder builder = twoBeacons();
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.detection = detect::settingsFor(detect::findDetector("lab"));
        settings.detection.grouping = series::Grouping::ClientDomain;
        settings.rules = rulesOf({{.match = Match::Is, .value = "b.one.example", .note = {}}});
        const auto snapshot = builder.snapshot(settings);
        std::size_t kept = 0;
        std::size_t excluded = 0;
        for (std::size_t rank = 0; rank < snapshot->detection->size(); ++rank) {
            const detect::Finding finding = snapshot->detection->finding(rank);
            if (snapshot->store.names.text(finding.key.domain) != "one.example")
                continue;
            QCOMPARE(finding.queries, std::uint64_t{10});
            ++(finding.isExcluded() ? excluded : kept);
        }
        QCOMPARE(kept, std::size_t{1});
        QCOMPARE(excluded, std::size_t{1});
    }

    void anEmptyResultSaysWhy() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", {0, 7, 90, 95, 300});
        QVERIFY(builder.snapshot()->emptyReason.find("series") != std::string::npos);
        QVERIFY(twoBeacons().snapshot()->detection->reportedCount() > 0);
        StoreBuilder responses;
        responses.response({.atSeconds = 1});
        QVERIFY(responses.snapshot()->emptyReason.find("no query") != std::string::npos);
        QVERIFY(StoreBuilder().snapshot()->emptyReason.find("No packet") != std::string::npos);
    }

    void aSelectionIsDescribedWithItsFinding() {
        const auto snapshot = twoBeacons().snapshot();
        const auto best = snapshot->detection->finding(0);
        const auto ofFinding = snapshot::describeSelection(*snapshot, snapshot::SelectedFinding{0});
        QVERIFY(ofFinding);
        QCOMPARE(ofFinding->times.size(), std::size_t(best.queries));
        QVERIFY(!ofFinding->reasons.empty());
        const auto ofClient = snapshot::describeSelection(*snapshot, AddressId(0));
        QVERIFY(ofClient);
        QCOMPARE(ofClient->title, std::string("10.0.0.1"));
        QCOMPARE(ofClient->times.size(), std::size_t{20});
        QVERIFY(!snapshot::describeSelection(*snapshot, AddressId(99)));
    }

    /// A name whose answers last beside the one that beats: the words speak of the second.
    void theTtlIsThatOfTheFinding() {
        StoreBuilder builder;
        const auto ask = [&builder](const std::string& name, double second, int ttlSeconds) {
            const auto id = static_cast<std::uint16_t>(second);
            builder.query({.atSeconds = second, .name = name, .id = id})
                .response(
                    {.atSeconds = second + 0.02, .name = name, .id = id, .ttlSeconds = ttlSeconds});
        };
        for (const double second : everySeconds(60, 80))
            ask("c2.one.example", second, 10);
        std::mt19937 random(5);
        for (double second = 9; second < 4'800; second += static_cast<double>(1 + random() % 80))
            ask("www.one.example", second, 900);
        const auto detail =
            snapshot::describeSelection(*builder.snapshot(), snapshot::SelectedFinding{0});
        QVERIFY(detail->isTtlOfFinding);
        QCOMPARE(detail->ttlSeconds, detail->finding->judgement.ttlSeconds);
        QCOMPARE(detail->ttlSeconds.value_or(0), 10.0);

        snapshot::AnalysisSettings lab = snapshot::defaultAnalysisSettings();
        lab.detection = detect::settingsFor(detect::findDetector("lab"));
        const auto ofClient = snapshot::describeSelection(*builder.snapshot(lab), AddressId(0));
        QVERIFY(!ofClient->isTtlOfFinding);
        QCOMPARE(ofClient->ttlSeconds.value_or(0), 900.0);
    }

    void whatARuleHidesSaysSoFirst() {
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.rules = rulesOf({{.match = Match::Is, .value = "a.one.example", .note = {}}});
        const auto snapshot = twoBeacons().snapshot(settings);
        const auto& pairs = *snapshot->store.pairs;
        int hidden = 0;
        for (std::uint32_t i = 0; i < pairs.size(); ++i) {
            const auto detail = snapshot::describeSelection(*snapshot, PairId(i));
            const bool isHidden = detail->title.find("a.one") != std::string::npos;
            const bool says = detail->reasons.front().find("Hidden by the rule “name is "
                                                           "a.one.example”") == 0;
            QCOMPARE(says, isHidden);
            // The numbers of what is shown are not its own.
            if (isHidden && detail->finding)
                QVERIFY(detail->finding->isExcluded());
            hidden += isHidden ? 1 : 0;
        }
        QCOMPARE(hidden, 1);
    }

    /// Clients are counted without what rules hide, as the other tables are.
    void clientsFollowTheRules() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "often.hidden.example", everySeconds(1, 50))
            .queries("10.0.0.1", "seen.example2", everySeconds(100, 3))
            .queries("10.0.0.2", "often.hidden.example", everySeconds(1, 5))
            .query({.atSeconds = 900,
                    .client = "10.0.0.1",
                    .name = "seen.example2",
                    .type = dns::RecordType::Txt})
            .response({.atSeconds = 950, .client = "10.0.0.1", .name = "seen.example2"});
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        rules::Rule name;
        name.value = "often.hidden.example";
        rules::Rule type;
        type.field = rules::Field::QueryType;
        type.value = "TXT";
        settings.rules =
            std::make_shared<const rules::RuleSet>(std::vector<rules::Rule>{name, type});
        const auto snapshot = builder.snapshot(settings);
        const auto& clients = snapshot->summaries->clients;
        QCOMPARE(clients.size(), std::size_t{2});
        const auto of = [&](const char* address) {
            return *std::ranges::find_if(clients, [&](const snapshot::ClientSummary& client) {
                return snapshot->store.addresses[client.client.index()].toString() == address;
            });
        };
        const snapshot::ClientSummary seen = of("10.0.0.1");
        QCOMPARE(seen.excludedBy, series::kNotExcluded);
        QCOMPARE(snapshot->store.names.text(seen.topDomain), std::string("seen.example2"));
        QCOMPARE(seen.topDomainShare, 1.0);
        QCOMPARE(seen.names, 1U);
        QCOMPARE(seen.totals.queries, 3U);
        // First and last are those of its queries.
        QCOMPARE(seen.totals.first, StoreBuilder::at(0));
        QCOMPARE(seen.totals.last, StoreBuilder::at(200));
        // All that this one asked for is hidden: so is its row, with its own numbers.
        const snapshot::ClientSummary hidden = of("10.0.0.2");
        QCOMPARE(hidden.excludedBy, series::RuleIndex{0});
        QCOMPARE(hidden.totals.queries, 5U);
        QCOMPARE(snapshot->summaries->queriesInView, std::uint64_t{3});
        QCOMPARE(snapshot->summaries->clientsInView, std::size_t{1});
        QCOMPARE(snapshot->summaries->namesInView, std::size_t{1});
        QCOMPARE(snapshot->queries, std::uint64_t{59});
        for (const snapshot::DomainSummary& domain : snapshot->summaries->domains) {
            const bool isHidden = snapshot->store.names.text(domain.domain) == "hidden.example";
            QCOMPARE(domain.excludedBy == series::kNotExcluded, !isHidden);
            QCOMPARE(domain.clients, isHidden ? 2U : 1U);
        }
    }

    void diversityTellsOneTargetFromMany() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "only.example", everySeconds(60, 8));
        for (int i = 0; i < 8; ++i)
            builder.queries("10.0.0.2", "n.site" + std::to_string(i) + ".example", {i * 10.0});
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->summaries->clients.size(), std::size_t{2});
        for (const snapshot::ClientSummary& client : snapshot->summaries->clients) {
            const bool isFirst =
                snapshot->store.addresses[client.client.index()].toString() == "10.0.0.1";
            QCOMPARE(client.domains, isFirst ? 1U : 8U);
            QVERIFY(std::abs(client.diversity - (isFirst ? 0.0 : 1.0)) < 1e-9);
        }
    }
};

BEACONSCOPE_TEST(TestInvestigation)
#include "test_investigation.moc"
