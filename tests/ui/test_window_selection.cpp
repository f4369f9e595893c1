// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/packet_builder.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"
#include "tests/ui/window_fixture.h"
#include "ui/models/text.h"
#include "ui/plots/timeline_view.h"
#include "ui/tables/filter_field.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QTabBar>
#include <QTableView>

#include <algorithm>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::columnOf;
using testing::Window;

namespace {

void clickRow(TableView& view, int row, int column) {
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                      view.visualRect(view.model()->index(row, column)).center());
}

bool goToTab(Window& w, tables::TableKind kind) {
    w.tables().setCurrentWidget(w.tables().pane(kind));
    return w.settle();
}

QString selectedText(const Window& w, tables::TableKind kind, std::string_view column) {
    const TableView& view = w.view(kind);
    const QModelIndex current = view.currentIndex();
    return current.isValid() && view.selectionModel()->isRowSelected(current.row())
               ? current.siblingAtColumn(columnOf(kind, column)).data().toString()
               : QString();
}

/// Writes a capture of one query for each name, in this order.
void writeQueries(const QString& path, const QStringList& names) {
    testing::PcapBuilder capture;
    std::uint32_t seconds = 1'700'000'000;
    for (const QString& name : names)
        capture.add(
            timestampFromSeconds(++seconds, 0),
            testing::ethernet(testing::udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53},
                                                 testing::dnsQuery(1, name.toStdString()))));
    testing::writeFile(path.toStdString(), capture.bytes());
}

} // namespace

/// Tests which row of which table the detail pane shows.
class TestWindowSelection : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

    void aTableOutOfSightLeavesTheDetailAlone() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        QVERIFY(goToTab(w, tables::TableKind::Queries));
        clickRow(w.view(tables::TableKind::Queries), 0, 0);
        QVERIFY(w.settle());
        QVERIFY(goToTab(w, tables::TableKind::Findings));
        clickRow(w.view(tables::TableKind::Findings), 1, 0);
        QVERIFY(w.settle());
        const QString name = selectedText(w, tables::TableKind::Findings, "name");
        QVERIFY2(w.detailTitle().contains(name), qPrintable(w.detailTitle()));

        // The range does not include the query that is selected in the other table.
        const auto capture = w.window.controller().snapshot()->capture;
        const Duration length = *capture.last - *capture.first;
        w.window.controller().setRange(
            series::TimeRange{*capture.first + length / 4, *capture.last});
        QVERIFY(w.settle());
        QCOMPARE(selectedText(w, tables::TableKind::Findings, "name"), name);
        QVERIFY2(w.detailTitle().contains(name), qPrintable(w.detailTitle()));
        w.window.actions().clearRange->trigger();
        QVERIFY(w.settle());
        QVERIFY2(w.detailTitle().contains(name), qPrintable(w.detailTitle()));
    }

    void aRangeTellsHowManyQueriesItHolds() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto queries = [&w] {
            for (const QLabel* const label : w.window.findChildren<QLabel*>()) {
                if (label->accessibleName() == QStringLiteral("Queries"))
                    return label->text();
            }
            return QString();
        };
        const auto capture = w.window.controller().snapshot()->capture;
        const series::TimeRange range{*capture.first,
                                      *capture.first + (*capture.last - *capture.first) / 4};
        w.window.controller().setRange(range);
        QVERIFY(w.settle());
        const auto snapshot = w.window.controller().snapshot();
        const auto& events = snapshot->store.events;
        qulonglong all = 0;
        qulonglong listed = 0;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (!events[i].has(store::EventFlag::HasQuery))
                continue;
            ++all;
            const bool isHidden = snapshot->exclusions->of(events[i]) != series::kNotExcluded;
            listed += range.contains(events[i].time) && !isHidden ? 1U : 0U;
        }
        QVERIFY(listed > 0 && listed < all);
        QCOMPARE(queries(),
                 QStringLiteral("%1 of %2").arg(models::countText(listed), models::countText(all)));
    }

    void anotherTabBringsTheDetailOfItsRow() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const QString finding = w.detailTitle();
        QVERIFY(goToTab(w, tables::TableKind::Clients));
        QCOMPARE(w.detailTitle(), finding); // that table has no selected row yet
        clickRow(w.view(tables::TableKind::Clients), 1, 0);
        QVERIFY(w.settle());
        const QString client = selectedText(w, tables::TableKind::Clients, "client");
        QCOMPARE(w.detailTitle(), client);
        QVERIFY(goToTab(w, tables::TableKind::Findings));
        QCOMPARE(w.detailTitle(), finding);
        QVERIFY(goToTab(w, tables::TableKind::Clients));
        QCOMPARE(w.detailTitle(), client);
    }

    void theNextRowIsSelectedWhenTheSelectedOneIsGone() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const QString first = selectedText(w, tables::TableKind::Findings, "name");
        w.tables().findings()->filterField()->setText(QStringLiteral("-\"name:") + first +
                                                      QLatin1Char('"'));
        QVERIFY(w.settle());
        const QString next = selectedText(w, tables::TableKind::Findings, "name");
        QVERIFY(!next.isEmpty() && next != first);
        QVERIFY2(w.detailTitle().contains(next), qPrintable(w.detailTitle()));
    }

    void theRowIsSelectedAgainWhenTheFilterIsCleared() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        clickRow(w.view(tables::TableKind::Findings), 1, 0);
        QVERIFY(w.settle());
        const QString title = w.detailTitle();
        FilterField& filter = *w.tables().findings()->filterField();
        filter.setText(QStringLiteral("no.such.name"));
        QVERIFY(w.settle());
        QCOMPARE(w.model(tables::TableKind::Findings).rowCount(), 0);
        QVERIFY(!w.window.detail()->words()->isVisible());
        filter.setText({});
        QVERIFY(w.settle());
        QVERIFY(title.contains(selectedText(w, tables::TableKind::Findings, "name")));
        QCOMPARE(w.detailTitle(), title);
        QVERIFY(w.window.detail()->words()->isVisible());
    }

    /// The ids of rows are those of one load: after another the same id is another name.
    void aReloadKeepsTheRowByWhatItIs() {
        const QString path = m_folder.path(QStringLiteral("changed.pcap"));
        const QString wanted = QStringLiteral("c.example");
        writeQueries(path, {QStringLiteral("b.example"), wanted, QStringLiteral("d.example")});
        Window w;
        QVERIFY(w.open({path}));
        QVERIFY(goToTab(w, tables::TableKind::Pairs));
        const int name = columnOf(tables::TableKind::Pairs, "name");
        TableView& view = w.view(tables::TableKind::Pairs);
        for (int row = 0; row < 3; ++row) {
            if (view.model()->index(row, name).data().toString() == wanted)
                clickRow(view, row, name);
        }
        QVERIFY(w.settle());
        QCOMPARE(selectedText(w, tables::TableKind::Pairs, "name"), wanted);
        writeQueries(path, {QStringLiteral("x.example"), QStringLiteral("y.example"),
                            QStringLiteral("z.example"), wanted});
        w.window.actions().reopen->trigger();
        QVERIFY(w.settle());
        QCOMPARE(w.model(tables::TableKind::Pairs).rowCount(), 4);
        QCOMPARE(selectedText(w, tables::TableKind::Pairs, "name"), wanted);
        QVERIFY2(w.detailTitle().contains(wanted), qPrintable(w.detailTitle()));
    }

    void aTableWithoutRowsDoesNotAskForASelection() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto& findings = w.model(tables::TableKind::Findings);
        for (int rule = 0; findings.rowCount() > 0; ++rule) { // what is left asks for other names
            QVERIFY(rule < 50);
            rules::Rule exclusion;
            exclusion.match = rules::Match::EndsWith;
            exclusion.value =
                findings.index(0, columnOf(tables::TableKind::Findings, "registered_domain"))
                    .data()
                    .toString()
                    .toStdString();
            w.window.rulesPanel()->addRule(exclusion);
            QVERIFY(w.settle());
        }
        const auto* const message = w.window.findChild<QLabel*>(QStringLiteral("detailMessage"));
        const QString none = QStringLiteral("There is no row to select.");
        QVERIFY(message->isVisible());
        QCOMPARE(message->text(), none);
        // The message is about the visible table.
        QVERIFY(goToTab(w, tables::TableKind::Clients));
        QVERIFY(w.model(tables::TableKind::Clients).rowCount() > 0);
        QVERIFY2(message->text().startsWith(QStringLiteral("Select a row")),
                 qPrintable(message->text()));
        FilterField& filter = *w.tables().currentPane()->filterField();
        filter.setText(QStringLiteral("no.such.client"));
        QVERIFY(w.settle());
        QCOMPARE(message->text(), none);
        filter.setText({});
        QVERIFY(w.settle());
        clickRow(w.view(tables::TableKind::Clients), 0, 0);
        QVERIFY(w.settle());
        QVERIFY(!message->isVisible());
        filter.setText(QStringLiteral("no.such.client"));
        QVERIFY(w.settle());
        QCOMPARE(message->text(), none);
        QVERIFY(goToTab(w, tables::TableKind::Findings));
        QCOMPARE(message->text(), none);
    }

    void theFirstFindingIsSelectedAsSoonAsThereIsOne() {
        Window w;
        rules::Rule everything;
        everything.match = rules::Match::Wildcard;
        everything.value = "*";
        w.window.rulesPanel()->addRule(everything);
        QVERIFY(w.open({m_folder.sample()}));
        QCOMPARE(w.model(tables::TableKind::Findings).rowCount(), 0);
        w.window.actions().undo->trigger();
        QVERIFY(w.settle());
        const TableView& view = w.view(tables::TableKind::Findings);
        QCOMPARE(w.model(tables::TableKind::Findings).tableRow(view.currentIndex().row()),
                 std::size_t{0});
        const QString name = selectedText(w, tables::TableKind::Findings, "name");
        QVERIFY(!name.isEmpty());
        QVERIFY2(w.detailTitle().contains(name), qPrintable(w.detailTitle()));
    }

    void keysGoToTheFindingsOnceTheCaptureIsOpen() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const TableView& view = w.view(tables::TableKind::Findings);
        QCOMPARE(view.currentIndex().row(), 0);
        w.press(Qt::Key_Down);
        QVERIFY(w.settle());
        QCOMPARE(view.currentIndex().row(), 1);
        const QString second = selectedText(w, tables::TableKind::Findings, "name");
        QVERIFY2(w.detailTitle().contains(second), qPrintable(w.detailTitle()));

        // Another capture is opened while a field has the focus: its rows get the focus next.
        const QString other = m_folder.path(QStringLiteral("other.pcap"));
        QVERIFY(QFile::copy(m_folder.sample(), other));
        w.tables().currentPane()->focusFilter();
        QVERIFY(w.open({other}));
        QCOMPARE(view.currentIndex().row(), 0);
        w.press(Qt::Key_Down);
        QCOMPARE(view.currentIndex().row(), 1);
    }

    void readingACaptureDoesNotInterruptTyping() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.window.openFiles({m_folder.sample()});
        w.window.actions().addRule->trigger();
        const QPointer<QLineEdit> edit = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(edit != nullptr);
        QVERIFY(w.settle());
        w.type(".a/b");
        QVERIFY(edit != nullptr);
        QCOMPARE(edit->text(), QStringLiteral(".a/b"));
    }

    void theSlashGoesToTheFilterFromAnywhere() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto isIn = [](const TablePane& pane) {
            return pane.filterField()->isAncestorOf(QApplication::focusWidget());
        };
        const QList<QWidget*> places{w.window.rulesPanel()->view(), w.tables().tabBar(),
                                     w.window.detail()->timeline(), w.window.detail()->words()};
        for (QWidget* const place : places) {
            place->setFocus();
            QVERIFY(!isIn(*w.tables().findings()));
            w.type("/");
            QVERIFY2(isIn(*w.tables().findings()), place->metaObject()->className());
            QCOMPARE(w.tables().findings()->filterField()->text(), QString());
        }
        // The evidence has a filter of its own. In a filter, the slash is ordinary text.
        TablePane& evidence = *w.window.detail()->evidence();
        w.window.detail()->findChild<QTabWidget*>()->setCurrentWidget(&evidence);
        evidence.view()->setFocus();
        w.type("/");
        QVERIFY(isIn(evidence));
        w.type("/");
        QCOMPARE(evidence.filterField()->text(), QStringLiteral("/"));
    }

private:
    testing::WindowFolder m_folder;
};

BEACONSCOPE_TEST(TestWindowSelection)
#include "test_window_selection.moc"
