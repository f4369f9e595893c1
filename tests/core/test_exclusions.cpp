// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/selection.h"
#include "core/tables/all_tables.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <random>
#include <set>

using namespace beaconscope;
using namespace beaconscope::testing;
using rules::Field;
using rules::Match;
using rules::Rule;
using snapshot::RuleHits;

namespace {

using SnapshotPtr = std::shared_ptr<const snapshot::Snapshot>;

constexpr std::size_t kBeats = 60;

SnapshotPtr under(const StoreBuilder& builder, std::vector<Rule> rules) {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    settings.rules = std::make_shared<const rules::RuleSet>(std::move(rules));
    return builder.snapshot(settings);
}

Rule contains(const char* value) {
    return {.match = Match::Contains, .value = value, .note = {}};
}

/// Someone reads the pages of a domain and of another, without a rhythm.
StoreBuilder reader() {
    StoreBuilder builder;
    builder
        .answeredQueries("10.0.0.1", "www.corp.example",
                         {3, 9, 200, 230, 900, 901, 1'450, 1'700, 2'800, 3'300})
        .answeredQueries("10.0.0.2", "news.example", {40, 55, 1'100, 2'950});
    return builder;
}

/// ... whose machine looks for its directory server below the same domain, like clockwork.
StoreBuilder readerWithDirectory() {
    StoreBuilder builder = reader();
    builder.answeredQueries("10.0.0.1", "_ldap._tcp.corp.example", everySeconds(60, kBeats));
    return builder;
}

/// All that is said of findings that no rule hides.
QStringList keptFindings(const snapshot::Snapshot& snapshot) {
    const detect::Detection& detection = *snapshot.detection;
    QStringList lines;
    for (std::size_t rank = 0; rank < detection.size(); ++rank) {
        const detect::Finding finding = detection.finding(rank);
        if (finding.isExcluded())
            continue;
        QStringList line{QString::fromStdString(snapshot.store.names.text(finding.key.domain)),
                         QString::number(finding.queries),
                         QString::number(finding.judgement.score)};
        for (const std::string& reason : detection.reasons(rank))
            line << QString::fromStdString(reason);
        lines << line.join(u' ');
    }
    return lines;
}

std::string titleOf(const snapshot::Snapshot& snapshot, std::string_view name) {
    const auto& names = snapshot.store.names;
    for (std::uint32_t i = 0; i < names.names.size(); ++i) {
        if (names.text(NameId(i)) != name)
            continue;
        const auto detail = snapshot::describeSelection(snapshot, NameId(i));
        return detail->findingTitle + " " + detail->reasons.front();
    }
    return "no such name";
}

} // namespace

/// Every exclusion is counted and can be shown.
class TestExclusions : public QObject {
    Q_OBJECT
private slots:
    void aRuleThatTakesAPartOfADomainHidesAFinding() {
        const StoreBuilder builder = readerWithDirectory();
        QCOMPARE(under(builder, {})->detection->reportedCount(), std::size_t{1});
        const auto snapshot = under(builder, {contains("unused"), contains("_ldap")});
        const detect::Detection& detection = *snapshot->detection;
        QCOMPARE(detection.reportedCount(), std::size_t{0});
        QVERIFY(detection.isFlagged(0));
        QCOMPARE(detection.excludedBy(0), 1);
        QCOMPARE(detection.finding(0).queries, std::uint64_t{kBeats});
        QCOMPARE(snapshot->ruleHits,
                 (std::vector<RuleHits>{
                     {}, {.names = 1, .clients = 0, .queries = kBeats, .findings = 1}}));
        QVERIFY(snapshot->emptyReason.find("Rules hide 1") != std::string::npos);
    }

    void excludedQueriesDoNotChangeTheJudgementOfTheOthers() {
        const auto rest = reader().snapshot();
        const auto snapshot = under(readerWithDirectory(), {contains("_ldap")});
        QCOMPARE(keptFindings(*snapshot), keptFindings(*rest));
        QCOMPARE(snapshot->detection->coverage()->tested, rest->detection->coverage()->tested);
        QCOMPARE(snapshot->detection->coverage()->untested, rest->detection->coverage()->untested);
    }

    void everyQueryIsInOneSeriesWhateverRulesSplit() {
        StoreBuilder builder = readerWithDirectory();
        builder.answeredQueries("10.0.0.1", "_gc._msdcs.corp.example", everySeconds(90, 20, 7));
        const auto snapshot =
            under(builder, {contains("_msdcs"), contains("_ldap"), contains("news")});
        const detect::Detection& detection = *snapshot->detection;
        std::set<EventId> seen;
        for (std::size_t rank = 0; rank < detection.size(); ++rank) {
            if (detection.key(rank).kind != series::FindingKind::Beacon)
                continue;
            for (const EventId row : detection.rows(rank)) {
                QVERIFY(seen.insert(row).second);
                QCOMPARE(snapshot->exclusions->of(snapshot->store.events[row.index()]),
                         detection.excludedBy(rank));
            }
        }
        QCOMPARE(seen.size(), snapshot->store.events.size());
    }

    void rulesAboutQueryTypesCountQueries() {
        StoreBuilder builder = reader();
        for (std::size_t beat = 0; beat < kBeats; ++beat)
            builder.query({.atSeconds = 60.0 * static_cast<double>(beat),
                           .name = "www.corp.example",
                           .id = static_cast<std::uint16_t>(beat),
                           .type = dns::RecordType::Txt});
        const auto snapshot = under(
            builder, {{.field = Field::QueryType, .match = Match::Is, .value = "TXT", .note = {}}});
        QCOMPARE(snapshot->ruleHits.at(0),
                 (RuleHits{.names = 0, .clients = 0, .queries = kBeats, .findings = 1}));
    }

    /// The beacon changes its domain each time: none of the client's pairs has the rhythm.
    void rulesAboutClientsCountThemAndWhatTheirDomainsDoTogether() {
        StoreBuilder builder = reader();
        std::mt19937 random(7);
        std::uniform_real_distribution<double> sleepSeconds(48, 72);
        double time = 0;
        for (std::size_t beat = 0; beat < 80; ++beat, time += sleepSeconds(random)) {
            const std::string name = "cdn.domain" + std::to_string(random() % 8) + ".example";
            builder.answeredQueries("10.0.0.7", name, {time});
        }
        QCOMPARE(under(builder, {})->detection->reportedCount(), std::size_t{1});
        const auto snapshot =
            under(builder,
                  {{.field = Field::Client, .match = Match::Is, .value = "10.0.0.7", .note = {}}});
        QCOMPARE(snapshot->detection->finding(0).key.kind, series::FindingKind::LookAlikes);
        QCOMPARE(snapshot->ruleHits.at(0),
                 (RuleHits{.names = 0, .clients = 1, .queries = 80, .findings = 1}));
    }

    void namesThatDoNotExistAreCountedWhereARuleHidesThem() {
        StoreBuilder builder = reader();
        for (std::uint16_t beat = 0; beat < kBeats; ++beat) {
            MessageLine line{.atSeconds = 60.0 * beat,
                             .client = "10.0.0.7",
                             .name = "x" + std::to_string(beat) + "q.example",
                             .id = beat,
                             .rcode = dns::ResponseCode::NxDomain,
                             .ttlSeconds = -1};
            builder.query(line);
            line.atSeconds += 0.02;
            builder.response(line);
        }
        QCOMPARE(under(builder, {})->detection->reportedCount(), std::size_t{1});
        const auto snapshot = under(builder, {contains("q.example")});
        QCOMPARE(snapshot->detection->finding(0).key.kind, series::FindingKind::NxdomainPool);
        QCOMPARE(snapshot->ruleHits.at(0),
                 (RuleHits{.names = kBeats, .clients = 0, .queries = kBeats, .findings = 1}));
    }

    void whatARuleHidesSaysHowManyAskForIt() {
        StoreBuilder builder = reader();
        for (const char* client : {"10.0.0.3", "10.0.0.4", "10.0.0.5"})
            builder.answeredQueries(client, "_ldap._tcp.corp.example", everySeconds(60, kBeats));
        const auto snapshot = under(builder, {contains("_ldap")});
        QCOMPARE(snapshot->ruleHits.at(0).findings, std::uint64_t{3});
        // 10.0.0.1 asks for the domain, too.
        QCOMPARE(snapshot->detection->finding(0).judgement.clients, std::uint64_t{4});
    }

    void aTimeRangeLimitsTheQueriesThatAreCounted() {
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.range = series::TimeRange{StoreBuilder::at(0), StoreBuilder::at(600)};
        const auto snapshot = readerWithDirectory().snapshot(settings);
        const std::size_t ldap = 3; // among the default rules
        QCOMPARE(snapshot->ruleHits.at(ldap).names, std::uint64_t{1});
        QCOMPARE(snapshot->ruleHits.at(ldap).queries, std::uint64_t{11});
    }

    void hitsAreToldInWords() {
        QCOMPARE(describe(RuleHits{.names = 1, .queries = 1}, Field::Name),
                 std::string("1 name, 1 query"));
        QCOMPARE(describe(RuleHits{.names = 2, .queries = 1'204}, Field::RegisteredDomain),
                 std::string("2 names, 1,204 queries"));
        QCOMPARE(describe(RuleHits{.clients = 1, .queries = 3}, Field::Client),
                 std::string("1 client, 3 queries"));
        QCOMPARE(describe(RuleHits{.queries = 1}, Field::QueryType), std::string("1 query"));
        for (const Field field :
             {Field::Name, Field::RegisteredDomain, Field::Client, Field::QueryType})
            QCOMPARE(describe(RuleHits{}, field), std::string("none"));
        QCOMPARE(describeBriefly(RuleHits{.names = 2, .queries = 3}, Field::Name),
                 std::string("2 names"));
    }

    /// A table keeps its selection by these.
    void bothPartsOfASeriesAreRowsOfTheirOwn() {
        const auto snapshot = under(readerWithDirectory(), {contains("_ldap")});
        const auto table = tables::makeTable(tables::TableKind::Findings, snapshot);
        std::set<std::uint64_t> ids;
        for (std::size_t row = 0; row < table->rowCount(); ++row)
            ids.insert(table->stableId(row));
        QCOMPARE(ids.size(), table->rowCount());
    }

    void aNameIsShownWithThePartThatItIsIn() {
        const auto snapshot = under(readerWithDirectory(), {contains("_ldap")});
        const QString hidden =
            QString::fromStdString(titleOf(*snapshot, "_ldap._tcp.corp.example"));
        QVERIFY2(hidden.contains(QStringLiteral("Hidden by the rule “name contains _ldap”")),
                 qPrintable(hidden));
        const QString kept = QString::fromStdString(titleOf(*snapshot, "www.corp.example"));
        QVERIFY2(!kept.contains(QStringLiteral("Hidden")), qPrintable(kept));
    }
};

BEACONSCOPE_TEST(TestExclusions)
#include "test_exclusions.moc"
