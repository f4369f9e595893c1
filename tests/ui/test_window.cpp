// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "tests/support/test_program.h"
#include "tests/ui/window_fixture.h"
#include "ui/controls/detector_panel.h"
#include "ui/detail/judgements_view.h"
#include "ui/models/judgements_model.h"
#include "ui/models/text.h"
#include "ui/plots/timeline_view.h"
#include "ui/window/summary_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <qcustomplot.h>

#include <algorithm>
#include <memory>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::columnOf;
using testing::Window;

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

    void theStrongestFindingIsSelectedAndExplained() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const TableView& findings = w.view(tables::TableKind::Findings);
        QVERIFY(w.model(tables::TableKind::Findings).rowCount() > 0);
        QCOMPARE(w.tables().currentPane(), w.tables().findings());
        QCOMPARE(w.model(tables::TableKind::Findings).tableRow(findings.currentIndex().row()),
                 std::size_t{0});
        const int name = columnOf(tables::TableKind::Findings, "name");
        const QString strongest =
            findings.model()->index(findings.currentIndex().row(), name).data().toString();
        QVERIFY2(w.detailTitle().contains(strongest), qPrintable(w.detailTitle()));
        QVERIFY(!w.window.detail()->words()->reasons().trimmed().isEmpty());
        QVERIFY(w.window.detail()->evidence()->model().rowCount() > 0);
    }

    void aRowOfAnyTableShowsItsDetail() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        for (const tables::TableKind kind :
             {tables::TableKind::Clients, tables::TableKind::Pairs, tables::TableKind::Queries}) {
            w.tables().setCurrentWidget(w.tables().pane(kind));
            TableView& view = w.view(kind);
            QVERIFY(w.settle());
            const QString before = w.detailTitle();
            const int last = std::min(view.model()->rowCount() - 1, 5);
            const int column = columnOf(kind, "client");
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                              view.visualRect(view.model()->index(last, column)).center());
            QVERIFY(w.settle());
            QVERIFY2(w.detailTitle().contains(view.model()->index(last, column).data().toString()),
                     qPrintable(w.detailTitle()));
        }
    }

    void reasonsOfARowOfManySeriesNameTheirFinding() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const ui::DetailWords& words = *w.window.detail()->words();
        // The selected row is the finding itself, so its title is enough.
        QVERIFY2(words.about().isEmpty(), qPrintable(words.about()));
        const QString client = w.detailTitle().section(QStringLiteral(" → "), 0, 0);
        const QString strongest = w.detailTitle();
        const QString reasons = words.reasons();

        const auto kind = tables::TableKind::Clients;
        w.tables().setCurrentWidget(w.tables().pane(kind));
        QVERIFY(w.settle());
        TableView& view = w.view(kind);
        const int column = columnOf(kind, "client");
        int row = 0;
        while (view.model()->index(row, column).data().toString() != client)
            QVERIFY(++row < view.model()->rowCount());
        view.selectRow(row);
        QVERIFY(w.settle());
        QCOMPARE(w.detailTitle(), client);
        QCOMPARE(words.about(),
                 QStringLiteral("Strongest finding here: %1 (beacon)").arg(strongest));
        QCOMPARE(words.reasons(), reasons);
    }

    void anEditFreesTheSnapshotThatItReplaces() {
        // A snapshot of a big capture takes hundreds of megabytes, so the replaced one must be
        // freed.
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        for (const tables::TableKind kind :
             {tables::TableKind::Clients, tables::TableKind::Pairs, tables::TableKind::Queries}) {
            w.tables().setCurrentWidget(w.tables().pane(kind));
            QVERIFY(w.settle());
        }
        const std::weak_ptr<const snapshot::Snapshot> before = w.window.controller().snapshot();
        w.window.controller().editRules(rules::RuleSet(), QStringLiteral("Delete rules"));
        QTRY_VERIFY(w.window.controller().snapshot() != before.lock());
        QVERIFY(w.settle());
        QTRY_VERIFY(before.expired());
    }

    void aBadPatternIsMarkedAndOnlyThatRuleDoesNothing() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto inForce = w.window.controller().settings().rules;
        models::RulesModel& rules = w.window.rulesPanel()->model();
        rules.setData(rules.index(0, models::RulesModel::Match),
                      static_cast<int>(rules::Match::Regex));
        rules.setData(rules.index(0, models::RulesModel::Value), QStringLiteral("(("));
        QVERIFY(w.settle());
        QVERIFY(w.window.rulesPanel()->errorText().contains(QStringLiteral("Rule 1")));
        QVERIFY(!rules.index(0, models::RulesModel::Value)
                     .data(models::RulesModel::ErrorRole)
                     .toString()
                     .isEmpty());
        QVERIFY(!w.window.controller().settings().rules->matchName("((", "(("));
        QCOMPARE(rules.index(0, models::RulesModel::Hits).data().toString(), QStringLiteral("–"));
        const int shown = w.model(tables::TableKind::Domains).rowCount();
        rules::Rule everything;
        everything.match = rules::Match::Wildcard;
        everything.value = "*";
        w.window.rulesPanel()->addRule(everything);
        QVERIFY(w.settle());
        QVERIFY(shown > 0);
        QCOMPARE(w.model(tables::TableKind::Domains).rowCount(), 0);
        w.window.actions().undo->trigger();
        w.window.actions().undo->trigger();
        w.window.actions().undo->trigger();
        QVERIFY(w.settle());
        QVERIFY(w.window.rulesPanel()->errorText().isEmpty());
        QVERIFY(*w.window.controller().settings().rules == *inForce);
    }

    void typingAValueInTheTableActsAtOnce() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.window.actions().addRule->trigger();
        auto* const edit = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(edit != nullptr);
        const int before = w.model(tables::TableKind::Domains).rowCount();
        QVERIFY(before > 0);
        QTest::keyClicks(edit, QStringLiteral("e"));
        QVERIFY(w.settle());
        QVERIFY(w.model(tables::TableKind::Domains).rowCount() < before);
        QTest::keyClick(edit, Qt::Key_Backspace);
        QTest::keyClicks(edit, QStringLiteral(".nothing-ends-like-this"));
        QVERIFY(w.settle());
        QCOMPARE(w.model(tables::TableKind::Domains).rowCount(), before);
        QCOMPARE(edit->text(), QStringLiteral(".nothing-ends-like-this"));
    }

    void aRuleThatWasJustAddedIsSelected() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const ui::Actions& actions = w.window.actions();
        const auto rows = [&w] { return w.window.controller().rules().rules().size(); };
        const auto before = rows();
        QVERIFY(!actions.deleteRule->isEnabled());
        w.press(Qt::Key_N, Qt::ControlModifier);
        w.type(".example");
        w.press(Qt::Key_Return);
        QVERIFY(w.settle());
        QCOMPARE(rows(), before + 1);
        QVERIFY(actions.ruleUp->isEnabled());
        QVERIFY(actions.duplicateRule->isEnabled());
        w.press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(w.window.controller().rules().rules()[before - 1].value, std::string(".example"));
        w.press(Qt::Key_Delete);
        QCOMPARE(rows(), before);
        for (const rules::Rule& rule : w.window.controller().rules().rules())
            QVERIFY(rule.value != ".example");
    }

    void onlyTheAddressesOfClientsAreMatchedByNetwork() {
        const Window w;
        QTableView& view = *w.window.rulesPanel()->view();
        const models::RulesModel& model = w.window.rulesPanel()->model();
        const QModelIndex field = model.index(0, models::RulesModel::Field);
        const QModelIndex match = model.index(0, models::RulesModel::Match);
        const auto choose = [&view](const QModelIndex& cell, const QString& choice) {
            view.setCurrentIndex(cell);
            view.edit(cell);
            auto* const box = view.findChild<QComboBox*>();
            if (box == nullptr)
                return false;
            const int place = box->findText(choice);
            if (place >= 0) {
                box->setCurrentIndex(place);
                emit box->activated(place);
            }
            delete box; // the view does not close it at once
            return place >= 0;
        };
        const QString network = QStringLiteral("is in network");
        QCOMPARE(field.data().toString(), QStringLiteral("name"));
        QVERIFY(!choose(match, network));
        QVERIFY(choose(field, QStringLiteral("client")));
        QVERIFY(choose(match, network));
        QCOMPARE(match.data().toString(), network);
        // When the field changes, a comparison that the new field does not have must change, too.
        QVERIFY(choose(field, QStringLiteral("query type")));
        QVERIFY(!choose(match, network));
        QCOMPARE(match.data().toString(), QStringLiteral("is"));
    }

    void theDetectorsTabComparesTheSelectedSeries() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const JudgementsView& judgements = *w.window.detail()->judgements();
        const QAbstractItemModel& model = *judgements.table()->model();
        QCOMPARE(model.rowCount(), int(detect::detectors().size()));
        const auto verdict = [&](int row) {
            return model.index(row, models::JudgementsModel::Judgement).data().toString();
        };
        QVERIFY(verdict(0).contains(QStringLiteral("✓")));

        // The exact lab rule misses the beacon, and says that the responses are the reason.
        const int exact = 2;
        QVERIFY(!verdict(exact).contains(QStringLiteral("✓")));
        judgements.table()->selectRow(exact);
        QVERIFY(judgements.explanation().contains(QStringLiteral("shortest interval")));

        // When another row is selected, the same detector stays chosen, and its words are about the
        // new row.
        const QString before = judgements.explanation();
        w.view(tables::TableKind::Findings).goToRow(1);
        QVERIFY(w.settle());
        QCOMPARE(judgements.table()->currentIndex().row(), exact);
        QVERIFY(judgements.explanation() != before);

        judgements.table()->setFocus();
        QTest::keyClick(judgements.table(), Qt::Key_A, Qt::ControlModifier);
        judgements.table()->actions().constFirst()->trigger();
        const QStringList lines =
            QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), model.rowCount() + 1);
        QVERIFY(lines.at(1).startsWith(QStringLiteral("Beaconscope\t")));
    }

    void anotherDetectorShowsWhatItTeaches() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        DetectorPanel* const panel = w.window.detectorPanel();
        QComboBox* const box = panel->detectorBox();
        const int exact = box->findData(QStringLiteral("lab-exact"));
        QVERIFY(exact >= 0);
        box->setCurrentIndex(exact);
        emit box->activated(exact);
        QVERIFY(w.settle());
        const QString description =
            panel->findChild<QLabel*>(QStringLiteral("detectorDescription"))->text();
        QVERIFY(description.contains(QStringLiteral("response")));
        QCOMPARE(w.window.controller().snapshot()->settings.detection.detector->info().id,
                 std::string("lab-exact"));
        QVERIFY(!panel->parameterBoxes().empty());
    }

    void aCountOfQueriesMeansTheSameEverywhere() {
        Window w;
        rules::Rule type;
        type.field = rules::Field::QueryType;
        type.value = "AAAA";
        w.window.rulesPanel()->addRule(type);
        QVERIFY(w.open({m_folder.sample()}));
        const auto sum = [&w](tables::TableKind kind) {
            const auto& model = w.model(kind);
            int queries = 0;
            for (int row = 0; row < model.rowCount(); ++row)
                queries += model.index(row, columnOf(kind, "queries"))
                               .data(models::SnapshotTableModel::ExactTextRole)
                               .toInt();
            return models::countText(static_cast<qulonglong>(queries));
        };
        const QString inTab = w.tables().tabText(4);
        for (const auto kind : {tables::TableKind::Domains, tables::TableKind::RegisteredDomains,
                                tables::TableKind::Pairs, tables::TableKind::Clients})
            QCOMPARE(inTab, QStringLiteral("Queries (%1)").arg(sum(kind)));
        for (const QLabel* const label : w.window.findChildren<QLabel*>()) {
            if (label->accessibleName() == QStringLiteral("Queries"))
                QCOMPARE(inTab, QStringLiteral("Queries (%1)")
                                    .arg(label->text().section(QStringLiteral(" of "), 0, 0)));
        }
    }

    void everyTimeHasItsZone() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto capture = w.window.controller().snapshot()->capture;
        w.window.controller().setRange(
            series::TimeRange{*capture.first, *capture.first + std::chrono::minutes{20}});
        QVERIFY(w.settle());
        const auto texts = [&w] {
            QStringList all{
                w.model(tables::TableKind::Queries)
                    .headerData(columnOf(tables::TableKind::Queries, "time"), Qt::Horizontal)
                    .toString()};
            for (const QLabel* const label : w.window.findChildren<QLabel*>()) {
                if (label->accessibleName() == QStringLiteral("Time"))
                    all.append(label->text());
            }
            // The chip before this one waits to be deleted.
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            all.append(w.window.findChild<QToolButton*>(QStringLiteral("rangeChip"))->text());
            all.append(w.window.detail()
                           ->timeline()
                           ->findChild<QCustomPlot*>()
                           ->axisRect(1)
                           ->axis(QCPAxis::atBottom)
                           ->label());
            return all;
        };
        const QString start =
            QString::fromStdString(tables::timeWithZone(*capture.first, tables::CellStyle{}));
        const auto utc = texts();
        QCOMPARE(utc.size(), 4);
        for (const QString& text : utc)
            QVERIFY2(text.contains(QStringLiteral("UTC")), qPrintable(text));
        QVERIFY2(utc[1].endsWith(start), qPrintable(utc[1]));

        w.window.actions().timeLocal->trigger();
        for (const QString& text : texts())
            QVERIFY2(text.contains(QStringLiteral("UTC+")) || text.contains(QStringLiteral("UTC-")),
                     qPrintable(text));
        w.window.actions().timeRelative->trigger();
        const auto relative = texts();
        QVERIFY2(relative[0].endsWith(QStringLiteral("(from start)")), qPrintable(relative[0]));
        QVERIFY2(relative[2].contains(QStringLiteral("from start")), qPrintable(relative[2]));
        // The start itself stays in sight.
        QVERIFY2(relative[1].endsWith(start), qPrintable(relative[1]));
        QVERIFY2(relative[3].endsWith(start), qPrintable(relative[3]));
        w.window.actions().timeUtc->trigger();
    }

    /// The window says how many series were judged, in the same words as the reports.
    void theNumberOfFindingsSaysOfHowMany() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto* const strip = w.window.findChild<ui::SummaryStrip*>();
        const auto labels = strip->findChildren<QLabel*>();
        const auto findings =
            std::ranges::find(labels, QStringLiteral("Findings"), &QLabel::accessibleName);
        QVERIFY(findings != labels.end());
        QVERIFY2((*findings)->toolTip().contains(QStringLiteral("that could be tested")),
                 qPrintable((*findings)->toolTip()));
    }

private:
    testing::WindowFolder m_folder;
};

BEACONSCOPE_TEST(TestWindow)
#include "test_window.moc"
