// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/snapshot/selection.h"
#include "core/tables/rank_cache.h"
#include "tests/support/model_text.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"
#include "ui/models/judgements_model.h"
#include "ui/models/row_subject.h"
#include "ui/models/rules_model.h"
#include "ui/models/snapshot_table_model.h"
#include "ui/models/text.h"
#include "ui/models/tsv.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocumentFragment>

using namespace beaconscope;
using namespace beaconscope::models;
using namespace beaconscope::testing;

namespace {

using SnapshotPtr = std::shared_ptr<const snapshot::Snapshot>;

int columnOf(tables::TableKind kind, std::string_view id) {
    return static_cast<int>(tables::findColumn(kind, id).value());
}

void show(SnapshotTableModel& model, const SnapshotPtr& snapshot,
          tables::RowOrderRequest request = {}) {
    request.table = model.kind();
    const SnapshotTableModel::TablePtr table = tables::makeTable(model.kind(), snapshot);
    tables::RankCache ranks;
    model.setContent(table, tables::orderRows(*table, request, ranks));
}

SnapshotPtr threeNames(const snapshot::AnalysisSettings& settings) {
    StoreBuilder builder;
    builder.queries("10.0.0.1", "a.example", everySeconds(60, 10));
    builder.queries("10.0.0.2", "b.example", everySeconds(61, 8, 3));
    builder.queries("10.0.0.3", "printer.local", everySeconds(62, 6, 5));
    return builder.snapshot(settings);
}

SnapshotPtr threeNames() {
    return threeNames(snapshot::defaultAnalysisSettings());
}

/// Returns the text that a tooltip shows.
QString tipOf(const QModelIndex& index) {
    return QTextDocumentFragment::fromHtml(index.data(Qt::ToolTipRole).toString()).toPlainText();
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT
private slots:
    void everyTableIsAModelThatKeepsTheRules_data() {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < static_cast<int>(tables::kTableKindCount); ++kind)
            QTest::newRow(tables::identifier(static_cast<tables::TableKind>(kind))) << kind;
    }

    void everyTableIsAModelThatKeepsTheRules() {
        QFETCH(int, kind);
        SnapshotTableModel model(static_cast<tables::TableKind>(kind));
        const QAbstractItemModelTester tester(&model);
        const SnapshotPtr snapshot = threeNames();
        show(model, snapshot);
        QVERIFY(model.rowCount() > 0);
        tables::RowOrderRequest request;
        request.sort = {{0, true}};
        request.showExcluded = true;
        show(model, snapshot, request);
        model.setContent(nullptr, nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void selectionFollowsItsRowThroughAnotherOrder() {
        SnapshotTableModel model(tables::TableKind::Domains);
        const SnapshotPtr snapshot = threeNames();
        show(model, snapshot);
        const int name = columnOf(model.kind(), "name");
        QItemSelectionModel selection(&model);
        selection.select(model.index(0, name), QItemSelectionModel::Select);
        const QString selected = model.index(0, name).data().toString();
        QCOMPARE(selected, QStringLiteral("a.example"));
        tables::RowOrderRequest request;
        request.sort = {{static_cast<std::size_t>(name), true}};
        show(model, snapshot, request);
        QCOMPARE(toText(model, {name}),
                 QStringList({QStringLiteral("b.example"), QStringLiteral("a.example")}));
        QCOMPARE(selection.selectedIndexes().size(), 1);
        QCOMPARE(selection.selectedIndexes().first().row(), 1);
    }

    void aRowThatIsGoneIsNoLongerSelected() {
        SnapshotTableModel model(tables::TableKind::Domains);
        const SnapshotPtr snapshot = threeNames();
        show(model, snapshot);
        QItemSelectionModel selection(&model);
        selection.select(model.index(0, 0), QItemSelectionModel::Select);
        tables::RowOrderRequest request;
        request.filter = tables::readFilter("b.example", model.kind()).filter;
        show(model, snapshot, request);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!selection.hasSelection());
    }

    void excludedRowsSayWhichRule() {
        SnapshotTableModel model(tables::TableKind::Domains);
        tables::RowOrderRequest request;
        request.showExcluded = true;
        request.filter = tables::readFilter("printer", model.kind()).filter;
        show(model, threeNames(), request);
        QCOMPARE(model.rowCount(), 1);
        const QModelIndex cell = model.index(0, 0);
        QVERIFY(cell.data(SnapshotTableModel::IsExcludedRole).toBool());
        QVERIFY(cell.data(Qt::FontRole).value<QFont>().strikeOut());
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral(".local")));
    }

    void aNameThatLooksLikeHtmlIsShownAsPlainText() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "<h1>benign</h1>.example", everySeconds(60, 10));
        SnapshotTableModel model(tables::TableKind::Domains);
        show(model, builder.snapshot());
        const QModelIndex cell = model.index(0, columnOf(model.kind(), "name"));
        QCOMPARE(tipOf(cell).section(u'\n', 0, 0), cell.data().toString());
        QVERIFY(cell.data().toString().contains(QStringLiteral("<h1>")));
    }

    void sortOnlyAsksForAnOrder() {
        SnapshotTableModel model(tables::TableKind::Domains);
        show(model, threeNames());
        const QStringList before = toText(model, {0});
        QSignalSpy wishes(&model, &SnapshotTableModel::sortRequested);
        model.sort(0, Qt::DescendingOrder);
        QCOMPARE(wishes.size(), 1);
        QCOMPARE(toText(model, {0}), before);
    }

    void copyHasAHeaderAndExactValues() {
        SnapshotTableModel model(tables::TableKind::Domains);
        show(model, threeNames());
        const int name = columnOf(model.kind(), "name");
        const int queries = columnOf(model.kind(), "queries");
        QCOMPARE(toTsv(model, {1, 0}, {queries, name}),
                 QStringLiteral("Queries\tName\n10\ta.example\n8\tb.example\n"));
    }

    void aCopiedNameIsNoFormula() {
        testing::StoreBuilder builder;
        builder.queries("10.0.0.1", "=cmd|' /c calc'!a1.example", {1, 2, 3});
        SnapshotTableModel model(tables::TableKind::Domains);
        show(model, builder.snapshot());
        QCOMPARE(toTsv(model, {0}, {columnOf(model.kind(), "name")}),
                 QStringLiteral("Name\n'=cmd|' /c calc'!a1.example\n"));
    }

    void aRowKnowsItsWiresharkFilter() {
        const SnapshotPtr snapshot = threeNames();
        const auto pairs = tables::makeTable(tables::TableKind::Pairs, snapshot);
        QCOMPARE(wiresharkFilter(*snapshot, subjectOf(*pairs, 0)),
                 QStringLiteral("ip.addr == 10.0.0.1 and lower(dns.qry.name) == \"a.example\""));
        const auto queries = tables::makeTable(tables::TableKind::Queries, snapshot);
        const RowSubject query = subjectOf(*queries, 0);
        QCOMPARE(wiresharkFilter(*snapshot, query),
                 QStringLiteral("frame.number == %1").arg(query.packet.value()));
    }

    void everyTableSelectsWhatItsRowIsAbout() {
        const SnapshotPtr snapshot = threeNames();
        const auto subject = [&](tables::TableKind kind) {
            return subjectOf(*tables::makeTable(kind, snapshot), 0).selection;
        };
        using Kind = tables::TableKind;
        QVERIFY(std::holds_alternative<snapshot::SelectedFinding>(subject(Kind::Findings)));
        QVERIFY(std::holds_alternative<NameId>(subject(Kind::Domains)));
        QVERIFY(std::holds_alternative<DomainId>(subject(Kind::RegisteredDomains)));
        QVERIFY(std::holds_alternative<AddressId>(subject(Kind::Clients)));
        QVERIFY(std::holds_alternative<PairId>(subject(Kind::Pairs)));
        QVERIFY(std::holds_alternative<EventId>(subject(Kind::Queries)));
    }

    void rulesOnlyChangeThroughTheSetThatComesBack() {
        RulesModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRules(rules::RuleSet::defaults());
        const int rows = model.rowCount();
        rules::RuleSet next;
        connect(&model, &RulesModel::edited, this,
                [&next](const rules::RuleSet& edited) { next = edited; });
        const QModelIndex value = model.index(0, RulesModel::Value);
        const QString before = value.data().toString();
        QVERIFY(model.setData(value, QStringLiteral("other.example")));
        QCOMPARE(value.data().toString(), before);
        model.setRules(next);
        QCOMPARE(value.data().toString(), QStringLiteral("other.example"));
        model.remove({0, 2});
        model.setRules(next);
        QCOMPARE(model.rowCount(), rows - 2);
        model.duplicate({0});
        model.setRules(next);
        QCOMPARE(model.rowCount(), rows - 1);
        QCOMPARE(model.index(0, RulesModel::Value).data(),
                 model.index(1, RulesModel::Value).data());
    }

    void aRuleSaysWhatItIsForWhereverThePointerIs() {
        RulesModel model;
        rules::Rule rule;
        rule.match = rules::Match::EndsWith;
        rule.value = ".corp.example";
        rule.note = "our own names";
        model.setRules(rules::RuleSet({rule}));
        for (const auto column : {RulesModel::Field, RulesModel::Value, RulesModel::Note}) {
            const QString tip = model.index(0, column).data(Qt::ToolTipRole).toString();
            QVERIFY(tip.contains(QStringLiteral(".corp.example")));
            QVERIFY(tip.contains(QStringLiteral("our own names")));
        }
    }

    void aBadValueIsMarkedWhereItIsBad() {
        RulesModel model;
        rules::Rule rule;
        rule.match = rules::Match::Regex;
        rule.value = "abc(";
        model.setRules(rules::RuleSet({rule}));
        const QModelIndex value = model.index(0, RulesModel::Value);
        QVERIFY(!value.data(RulesModel::ErrorRole).toString().isEmpty());
        QVERIFY(value.data(RulesModel::ErrorColumnRole).toInt() >= 3);
        QVERIFY(model.index(0, RulesModel::Note).data(RulesModel::ErrorRole).toString().isEmpty());
    }

    void hitsBelongToTheRulesInForce() {
        RulesModel model;
        const snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        model.setRules(*settings.rules);
        model.setSnapshot(threeNames(settings));
        const auto& list = settings.rules->rules();
        for (std::size_t i = 0; i < list.size(); ++i) {
            const QString hits =
                model.index(static_cast<int>(i), RulesModel::Hits).data().toString();
            QCOMPARE(hits,
                     list[i].value == ".local" ? QStringLiteral("1 name") : QStringLiteral("none"));
        }
        auto edited = list;
        edited[0].value = "not.analysed.yet";
        model.setRules(rules::RuleSet(edited));
        QCOMPARE(model.index(0, RulesModel::Hits).data().toString(), QStringLiteral("…"));
    }

    void hitsCountNamesOrClientsByTheFieldOfTheRule() {
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.rules = std::make_shared<const rules::RuleSet>(std::vector<rules::Rule>{
            {.field = rules::Field::Client,
             .match = rules::Match::Is,
             .value = "10.0.0.2",
             .note = {}},
            {.match = rules::Match::EndsWith, .value = ".example", .note = {}},
            {.field = rules::Field::QueryType, .match = rules::Match::Is, .value = "A", .note = {}},
            {.match = rules::Match::Is, .value = "unused.example", .note = {}}});
        RulesModel model;
        model.setRules(*settings.rules);
        model.setSnapshot(threeNames(settings));
        QCOMPARE(testing::toText(model, {RulesModel::Hits}),
                 (QStringList{"1 client", "2 names", "6 queries", "none"}));
        QStringList tips;
        for (int row = 0; row < model.rowCount(); ++row)
            tips << tipOf(model.index(row, RulesModel::Hits)).section(u'\n', 0, 0);
        QCOMPARE(tips, (QStringList{"Hides: 1 client, 8 queries, 1 finding",
                                    "Hides: 2 names, 10 queries, 1 finding",
                                    "Hides: 6 queries, 1 finding", "Hides: none, 0 findings"}));
    }

    void judgementsAreOneRowPerDetector() {
        JudgementsModel model;
        const QAbstractItemModelTester tester(&model);
        StoreBuilder builder;
        builder.queries("10.0.0.1", "a.example", everySeconds(60, 60))
            .queries("10.0.0.2", "b.example", {3, 70, 75, 400, 2000});
        const auto snapshot = builder.snapshot();
        const auto show = [&](std::uint32_t name) {
            const auto detail = snapshot::describeSelection(*snapshot, NameId(name));
            model.setJudgements(snapshot::judgementsByDetector(*snapshot, *detail, {}));
        };
        const auto text = [&](int row, int column) {
            return model.index(row, column).data().toString();
        };
        show(0);
        QCOMPARE(model.rowCount(), int(detect::detectors().size()));
        const QPersistentModelIndex lab = model.index(1, JudgementsModel::Judgement);
        QCOMPARE(text(1, JudgementsModel::Detector),
                 toQString(detect::findDetector("lab")->info().title));
        QCOMPARE(lab.data().toString(), QStringLiteral("✓ Flagged"));
        QCOMPARE(text(1, JudgementsModel::Value), QStringLiteral("standard deviation 0 s"));
        QCOMPARE(text(1, JudgementsModel::Limit), QStringLiteral("below 1 s"));
        QVERIFY(model.explanation(1).contains(QStringLiteral("60 queries make 59 intervals")));

        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        show(1);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(lab.data().toString(), QStringLiteral("– Not flagged"));

        // The judgements on the previous series must not be shown for the next one.
        model.setWaiting();
        QCOMPARE(model.rowCount(), int(detect::detectors().size()));
        QCOMPARE(lab.data().toString(), QStringLiteral("…"));
        show(0);
        QCOMPARE(lab.data().toString(), QStringLiteral("✓ Flagged"));
        model.setJudgements({});
        QCOMPARE(model.rowCount(), 0);
    }
};

BEACONSCOPE_TEST(TestModels)
#include "test_models.moc"
