// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/snapshot/subject_key.h"
#include "core/tables/table.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <algorithm>

using namespace beaconscope;
using snapshot::Selection;
using snapshot::SubjectKey;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

using SnapshotPtr = std::shared_ptr<const snapshot::Snapshot>;

void addBeacon(StoreBuilder& builder) {
    builder.answeredQueries("10.0.0.9", "c2.example", everySeconds(60, 40));
}
void addOthers(StoreBuilder& builder) {
    builder.answeredQueries("10.0.0.1", "a.one.example", {3, 70, 71, 500, 1'800});
    builder.answeredQueries("10.0.0.2", "b.one.example", {4, 90, 91, 400, 1'900});
    builder.answeredQueries("10.0.0.2", "c2.example", {5, 333, 1'000});
}

/// The same queries, but with other ids in each, because names and clients come in another order.
SnapshotPtr beaconFirst(const snapshot::AnalysisSettings& settings) {
    StoreBuilder builder;
    addBeacon(builder);
    addOthers(builder);
    return builder.snapshot(settings);
}
SnapshotPtr beaconLast(const snapshot::AnalysisSettings& settings) {
    StoreBuilder builder;
    addOthers(builder);
    addBeacon(builder);
    return builder.snapshot(settings);
}

/// The default detector always looks at the registered domains of each client.
snapshot::AnalysisSettings seriesBy(series::Grouping grouping) {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    settings.detection = detect::settingsFor(detect::findDetector("lab"));
    settings.detection.grouping = grouping;
    return settings;
}

snapshot::AnalysisSettings withRules(std::vector<rules::Rule> rules) {
    snapshot::AnalysisSettings settings = seriesBy(series::Grouping::Name);
    settings.rules = std::make_shared<const rules::RuleSet>(std::move(rules));
    return settings;
}

rules::Rule excludeClient(const std::string& client) {
    rules::Rule rule;
    rule.field = rules::Field::Client;
    rule.value = client;
    return rule;
}

std::string titleOf(const snapshot::Snapshot& snapshot, const Selection& selection) {
    const auto detail = snapshot::describeSelection(snapshot, selection);
    return detail ? detail->title : std::string("nothing");
}

std::size_t countOf(const snapshot::Snapshot& snapshot, const SubjectKey& key) {
    const auto events = snapshot::eventsOf(snapshot, key);
    return events ? events->size() : 999;
}

} // namespace

/// Tests that what the user points at is found again by what it is.
class TestSubjectKey : public QObject {
    Q_OBJECT
private slots:
    void aKeyMeansTheSameInAnotherLoad() {
        const auto before = beaconFirst(snapshot::defaultAnalysisSettings());
        const auto after = beaconLast(snapshot::defaultAnalysisSettings());
        const store::Event& event = before->store.events[0];
        const std::vector<Selection> selections{snapshot::SelectedFinding{0}, event.pair,
                                                event.name, event.client,
                                                before->store.names.domainOf(event.name)};
        for (const Selection& selection : selections) {
            const SubjectKey key = snapshot::keyOf(*before, selection);
            const Selection found = snapshot::resolve(*after, key);
            QCOMPARE(found.index(), selection.index());
            QCOMPARE(titleOf(*after, found), titleOf(*before, selection));
            QVERIFY(snapshot::keyOf(*after, found) == key);
        }
        // A query is found by its packet.
        const Selection query = EventId(7);
        QVERIFY(snapshot::resolve(*before, snapshot::keyOf(*before, query)) == query);
    }

    void whatTheSnapshotDoesNotHoldIsNotFound() {
        StoreBuilder builder;
        addOthers(builder);
        const auto without = builder.snapshot();
        const auto with = beaconFirst(snapshot::defaultAnalysisSettings());
        const auto pair = with->store.events[0].pair; // 10.0.0.9 → c2.example
        const SubjectKey key = snapshot::keyOf(*with, pair);
        QVERIFY(std::holds_alternative<std::monostate>(snapshot::resolve(*without, key)));
        QCOMPARE(countOf(*without, key), std::size_t{0});
        QCOMPARE(countOf(*with, key), std::size_t{40});
        QVERIFY(std::holds_alternative<std::monostate>(snapshot::resolve(*with, SubjectKey{})));
    }

    void aFindingIsKeptWhenARuleSplitsIt() {
        snapshot::AnalysisSettings settings = withRules({});
        const auto whole = beaconFirst(settings);
        const auto nameOf = [](const snapshot::Snapshot& snapshot, std::size_t rank) {
            return snapshot.store.names.text(snapshot.detection->key(rank).name);
        };
        std::size_t rank = 0;
        while (nameOf(*whole, rank) != "c2.example")
            ++rank;
        const SubjectKey key = snapshot::keyOf(*whole, snapshot::SelectedFinding{rank});
        QCOMPARE(countOf(*whole, key), std::size_t{43});

        const rules::Rule rule = excludeClient("10.0.0.2");
        settings.rules = std::make_shared<const rules::RuleSet>(std::vector<rules::Rule>{rule});
        const auto split = beaconFirst(settings);
        QCOMPARE(countOf(*split, key), std::size_t{40});
        SubjectKey splitOff = key;
        splitOff.splitOffBy = rule;
        QCOMPARE(countOf(*split, splitOff), std::size_t{3});
        QVERIFY(snapshot::keyOf(*split, snapshot::resolve(*split, splitOff)) == splitOff);
        // Without the rule, its part is in the whole again.
        QCOMPARE(countOf(*whole, splitOff), std::size_t{43});
    }

    void thePartThatARuleSplitsOffStaysSelectedInAnotherTimeRange() {
        snapshot::AnalysisSettings settings = withRules({excludeClient("10.0.0.2")});
        const auto idsOf = [](const SnapshotPtr& snapshot) {
            const auto table = tables::makeTable(tables::TableKind::Findings, snapshot);
            std::vector<std::uint64_t> ids;
            for (std::size_t row = 0; row < table->rowCount(); ++row) {
                if (snapshot->detection->isSplitOff(row))
                    ids.push_back(table->stableId(row));
            }
            return ids;
        };
        const auto all = idsOf(beaconFirst(settings));
        QCOMPARE(all.size(), std::size_t{1});
        settings.range = series::TimeRange{StoreBuilder::at(100), StoreBuilder::at(2'000)};
        QVERIFY(idsOf(beaconFirst(settings)) == all);
    }

    void withoutItsFindingAKeyStillMeansItsClientAndName() {
        const auto before = beaconFirst(seriesBy(series::Grouping::ClientName));
        SubjectKey key;
        for (std::size_t rank = 0; rank < before->detection->size(); ++rank) {
            const SubjectKey one = snapshot::keyOf(*before, snapshot::SelectedFinding{rank});
            if (one.client == IpAddress::parse("10.0.0.9"))
                key = one;
        }
        QCOMPARE(snapshot::describe(key), std::string("10.0.0.9 → c2.example"));
        const auto after = beaconLast(seriesBy(series::Grouping::ClientDomain));
        QVERIFY(std::holds_alternative<std::monostate>(snapshot::resolve(*after, key)));
        QCOMPARE(countOf(*after, key), std::size_t{40});

        // Only the list of findings knows which names a pool has.
        SubjectKey pool = key;
        pool.name.clear();
        pool.domain.clear();
        pool.finding = series::FindingKind::NxdomainPool;
        QCOMPARE(snapshot::describe(pool), std::string("10.0.0.9 → names that do not exist"));
        QVERIFY(!snapshot::eventsOf(*after, pool));
    }

    void wordsNameEachKindOfKey() {
        SubjectKey key;
        QCOMPARE(snapshot::describe(key), std::string());
        key.client = IpAddress::parse("10.0.0.1");
        QCOMPARE(snapshot::describe(key), std::string("10.0.0.1"));
        key.domain = "one.example";
        QCOMPARE(snapshot::describe(key), std::string("10.0.0.1 → one.example and all below it"));
        key.finding = series::FindingKind::LookAlikes;
        QCOMPARE(snapshot::describe(key), std::string("10.0.0.1 → one.example and others"));
    }
};

BEACONSCOPE_TEST(TestSubjectKey)
#include "test_subject_key.moc"
