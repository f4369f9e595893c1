// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/simulated_capture.h"
#include "tests/support/model_text.h"
#include "tests/support/test_program.h"
#include "tests/ui/row_menu.h"
#include "tests/ui/window_fixture.h"
#include "ui/tables/domains_tab.h"
#include "ui/tables/filter_field.h"
#include "ui/tables/sort_header.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSet>

#include <algorithm>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::chooseFromRowMenu;
using testing::columnOf;
using testing::Window;

namespace {

QList<double> numbers(const models::SnapshotTableModel& model, int column) {
    QList<double> values;
    for (int row = 0; row < model.rowCount(); ++row) {
        values.append(model.index(row, column)
                          .data(models::SnapshotTableModel::ExactTextRole)
                          .toString()
                          .toDouble());
    }
    return values;
}

void clickHeader(TableView& view, int column, Qt::KeyboardModifiers modifiers = {}) {
    SortHeader* const header = view.sortHeader();
    const QPoint place(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                       header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers, place);
}

void resetColumns(const TableView& view) {
    emit view.sortHeader()->customContextMenuRequested(QPoint());
    auto* const menu = view.findChild<QMenu*>(QStringLiteral("headerMenu"));
    menu->actions().constLast()->trigger();
    menu->close();
}

/// Returns the cells of numbers on screen that are wider than their column, so that their end would
/// be cut off.
QStringList cutNumbers(const TableView& view) {
    QStringList cut;
    const QAbstractItemModel& model = *view.model();
    const int first = std::max(0, view.rowAt(0));
    const int last = view.rowAt(view.viewport()->height() - 1);
    for (int row = first; row < (last < 0 ? model.rowCount() : last + 1); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex cell = model.index(row, column);
            const auto alignment = cell.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
            if (alignment.testFlag(Qt::AlignRight) && !view.isColumnHidden(column) &&
                view.sizeHintForIndex(cell).width() > view.columnWidth(column))
                cut.append(cell.data().toString());
        }
    }
    return cut;
}

/// Returns what the window says that the rule with `value` hides.
QString hitsOf(const Window& w, const std::string& value, int column) {
    const models::RulesModel& rules = w.window.rulesPanel()->model();
    for (int row = 0; row < rules.rowCount(); ++row) {
        if (rules.index(row, models::RulesModel::Value).data().toString().toStdString() == value)
            return rules.index(row, column).data().toString();
    }
    return QStringLiteral("no such rule");
}

} // namespace

/// Tests the tables with the mouse and the keys, as a user works.
class TestWindowTables : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

    void aClickOnAHeaderSortsAndShiftAddsAKey() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.tables().setCurrentWidget(w.tables().domains());
        TableView& view = w.view(tables::TableKind::Domains);
        const models::SnapshotTableModel& model = w.model(tables::TableKind::Domains);
        const int queries = columnOf(tables::TableKind::Domains, "queries");
        const int clients = columnOf(tables::TableKind::Domains, "clients");
        clickHeader(view, queries);
        QVERIFY(w.settle());
        QList<double> values = numbers(model, queries);
        QVERIFY(std::is_sorted(values.rbegin(), values.rend()));
        clickHeader(view, queries);
        QVERIFY(w.settle());
        values = numbers(model, queries);
        QVERIFY(std::is_sorted(values.begin(), values.end()));
        clickHeader(view, clients, Qt::ShiftModifier);
        QVERIFY(w.settle());
        QCOMPARE(view.sortHeader()->keys().size(), std::size_t{2});
        const QList<double> second = numbers(model, clients);
        values = numbers(model, queries);
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(values[row - 1] < values[row] || second[row - 1] >= second[row]);
    }

    void typingFiltersAndEscClears() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.tables().setCurrentWidget(w.tables().domains());
        TableView& view = w.view(tables::TableKind::Domains);
        const int all = view.model()->rowCount();
        view.setFocus();
        QTest::keyClicks(&view, QStringLiteral("/"));
        QWidget* const edit = QApplication::focusWidget();
        QVERIFY(qobject_cast<QLineEdit*>(edit) != nullptr);
        const QString name =
            view.model()->index(0, columnOf(tables::TableKind::Domains, "name")).data().toString();
        QTest::keyClicks(edit, QStringLiteral("name:") + name);
        QVERIFY(w.settle());
        QVERIFY(view.model()->rowCount() >= 1);
        QVERIFY(view.model()->rowCount() < all);
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(w.settle());
        QCOMPARE(view.model()->rowCount(), all);
    }

    void filteringByACellLeavesItsRowsOnly() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto kind = tables::TableKind::Findings;
        TableView& view = w.view(kind);
        const QAbstractItemModel& model = *view.model();
        const int all = model.rowCount();
        FilterField& field = *w.tables().pane(kind)->filterField();
        int filtered = 0;
        for (const int column : w.tables().pane(kind)->visibleColumns()) {
            const QModelIndex cell = model.index(0, column);
            const QString text = cell.data(models::SnapshotTableModel::ExactTextRole).toString();
            view.scrollTo(cell);
            if (!chooseFromRowMenu(view, 0, column, QStringLiteral("Filter by")))
                continue; // a cell without a value
            QVERIFY(w.settle());
            QVERIFY2(field.errorText().isEmpty(), qPrintable(field.errorText()));
            QVERIFY2(model.rowCount() > 0, qPrintable(field.text()));
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(model.index(row, column)
                             .data(models::SnapshotTableModel::ExactTextRole)
                             .toString(),
                         text);
            field.setText({});
            QVERIFY(w.settle());
            QCOMPARE(model.rowCount(), all);
            ++filtered;
        }
        QVERIFY(filtered > 3);
    }

    void aFilterCanHoldAnyText() {
        for (const char* const text :
             {"=cmd|calc.example", "a,b\"c.example", "\"", "or* b?", "plain.example", "-x"}) {
            const QString term = exactTerm(QStringLiteral("name"), QString::fromLatin1(text));
            const auto read = tables::readFilter(term.toStdString(), tables::TableKind::Pairs);
            QVERIFY2(read.mistakes.empty(), qPrintable(term));
            QCOMPARE(read.filter.terms.size(), std::size_t{1});
            QCOMPARE(read.filter.terms[0].text, std::string(text));
            QVERIFY(read.filter.terms[0].isWhole);
        }
    }

    void filterWordsThatAreNotUnderstoodAreLeftOut_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("same");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* typed, const char* same, const char* message) {
            QTest::newRow(typed) << typed << same << message;
        };
        row("bogus:foo", "", "“bogus” is no column of this table (at character 1)");
        row("count:>abc", "", "“abc” is no number (at character 8)");
        row("count:>", "", "A number is missing (at character 8)");
        row("sync bogus:foo", "sync", "“bogus” is no column of this table (at character 6)");
        row("-ü bogus:foo x:y sync", "-ü sync",
            "“bogus” is no column of this table (at character 4); 2 words");
    }
    void filterWordsThatAreNotUnderstoodAreLeftOut() {
        QFETCH(const QString, typed);
        QFETCH(const QString, same);
        QFETCH(const QString, message);
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        TablePane* const pane = w.tables().currentPane();
        FilterField& field = *pane->filterField();
        field.setText(same);
        QVERIFY(w.settle());
        QVERIFY(field.errorText().isEmpty());
        const QString expected = testing::toText(pane->model(), pane->visibleColumns()).join(u'\n');
        QVERIFY(pane->model().rowCount() > 0);
        field.setText({});
        // Types letter by letter, because half of a word is a filter, too. No row has the text
        // "bogus".
        pane->focusFilter();
        auto* const edit = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        for (const QChar letter : typed) // QTest types ASCII only
            edit->insert(letter);
        QVERIFY(w.settle());
        QVERIFY2(field.errorText().contains(message), qPrintable(field.errorText()));
        QCOMPARE(testing::toText(pane->model(), pane->visibleColumns()).join(u'\n'), expected);
        field.setText(QStringLiteral("queries:>0"));
        QVERIFY(field.errorText().isEmpty());
    }

    void copiedRowsHaveAHeader() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        TableView& view = w.view(tables::TableKind::Findings);
        view.setFocus();
        QTest::keySequence(&view, QKeySequence(QKeySequence::Copy));
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3); // header, row, end
        QVERIFY(lines[0].contains(QStringLiteral("Client\t")));
    }

    void tooManyRowsAreNotCopied() {
        const QString path = m_folder.path(QStringLiteral("big.pcap"));
        QVERIFY(!simulate::writeBenchmarkCapture({.packets = 260'000}, path.toStdString()));
        Window w;
        QVERIFY(w.open({path}));
        w.tables().setCurrentWidget(w.tables().pane(tables::TableKind::Queries));
        QVERIFY(w.settle());
        TableView& view = w.view(tables::TableKind::Queries);
        QVERIFY(view.model()->rowCount() > 100'000);
        QApplication::clipboard()->setText(QStringLiteral("before"));
        view.setFocus();
        view.selectAll();
        QTest::keySequence(&view, QKeySequence(QKeySequence::Copy));
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
        const QString message = w.window.findChild<MessageBar*>()->text();
        QVERIFY2(message.contains(QStringLiteral("Export them")), qPrintable(message));
    }

    void rowsGoToTheirQueries() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        TableView& view = w.view(tables::TableKind::Findings);
        const int all = w.model(tables::TableKind::Queries).rowCount();
        const int wanted = view.model()
                               ->index(0, columnOf(tables::TableKind::Findings, "queries"))
                               .data(models::SnapshotTableModel::ExactTextRole)
                               .toInt();
        QVERIFY(chooseFromRowMenu(view, 0, 0, QStringLiteral("Show in Queries")));
        QVERIFY(w.settle());
        QCOMPARE(w.tables().currentPane(), w.tables().queries());
        QCOMPARE(w.model(tables::TableKind::Queries).rowCount(), wanted);
        QVERIFY(wanted < all);
    }

    void everyEntryIsAboutAllSelectedRows() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.tables().setCurrentWidget(w.tables().pane(tables::TableKind::Pairs));
        QVERIFY(w.settle());
        TableView& view = w.view(tables::TableKind::Pairs);
        const int column = columnOf(tables::TableKind::Pairs, "name");
        const auto clicked = [&view, column](int row) {
            return view.visualRect(view.model()->index(row, column)).center();
        };
        const auto choose = [&](const QString& entry) {
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, clicked(0));
            QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, clicked(2));
            return testing::chooseFromMenuOfSelection(view, 1, column, entry);
        };
        const auto cell = [&view](int row, const char* id) {
            const int at = columnOf(tables::TableKind::Pairs, id);
            return view.model()->index(row, at).data(models::SnapshotTableModel::ExactTextRole);
        };
        QStringList names;
        QStringList filters;
        int queries = 0;
        for (int row = 0; row < 3; ++row) {
            const QString name = cell(row, "name").toString();
            names.append(name);
            filters.append(QStringLiteral("(ip.addr == %1 and lower(dns.qry.name) == \"%2\")")
                               .arg(cell(row, "client").toString(), name));
            queries += cell(row, "queries").toInt();
        }
        names.removeDuplicates();
        QVERIFY(names.size() > 1);

        QVERIFY(choose(QStringLiteral("Copy a Wireshark")));
        QCOMPARE(QApplication::clipboard()->text(), filters.join(QStringLiteral(" || ")));
        QVERIFY(choose(QStringLiteral("Copy %1 Names").arg(names.size())));
        QCOMPARE(QApplication::clipboard()->text(), names.join(u'\n'));

        FilterField& filter = *w.tables().currentPane()->filterField();
        const auto shownNames = [&] {
            QVERIFY2(w.settle(), "not settled");
            QStringList shown = testing::toText(*view.model(), {column});
            shown.removeDuplicates();
            m_shown = shown;
        };
        QVERIFY(choose(QStringLiteral("Filter by %1 Values").arg(names.size())));
        shownNames();
        QCOMPARE(QSet<QString>(m_shown.begin(), m_shown.end()),
                 QSet<QString>(names.begin(), names.end()));
        filter.setText({});
        shownNames();
        const auto all = m_shown.size();
        QVERIFY(choose(QStringLiteral("Filter out %1 Values").arg(names.size())));
        shownNames();
        QCOMPARE(m_shown.size(), all - names.size());
        filter.setText({});
        QVERIFY(w.settle());

        const std::size_t rules = w.window.controller().rules().rules().size();
        QVERIFY(choose(QStringLiteral("Exclude %1 Names").arg(names.size())));
        shownNames();
        QCOMPARE(m_shown.size(), all - names.size());
        w.window.actions().undo->trigger(); // one step for all
        QVERIFY(w.settle());
        QCOMPARE(w.window.controller().rules().rules().size(), rules);

        w.window.actions().showExcluded->trigger();
        QVERIFY(w.settle());
        QVERIFY(choose(QStringLiteral("Show in Queries")));
        QVERIFY(w.settle());
        QCOMPARE(w.model(tables::TableKind::Queries).rowCount(), queries);
    }

    void columnsKeepTheUsersArrangement() {
        const int column = columnOf(tables::TableKind::Clients, "names");
        {
            Window w;
            QVERIFY(w.open({m_folder.sample()}));
            w.tables().setCurrentWidget(w.tables().pane(tables::TableKind::Clients));
            w.view(tables::TableKind::Clients).sortHeader()->resizeSection(column, 173);
            w.window.close();
        }
        const Window w;
        QCOMPARE(w.view(tables::TableKind::Clients).sortHeader()->sectionSize(column), 173);
    }

    void noNumberIsCutWhateverRowsCome() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const TableView& view = w.view(tables::TableKind::Findings);
        const auto cut = [&view] { return cutNumbers(view).join(QLatin1Char(' ')); };
        FilterField& filter = *w.tables().findings()->filterField();
        w.window.actions().showUnflagged->trigger();
        QVERIFY(w.settle());
        // These findings have chances with shorter texts.
        filter.setText(QStringLiteral("beats:<50"));
        QVERIFY(w.settle());
        QVERIFY(view.model()->rowCount() > 0);
        QCOMPARE(cut(), QString());
        resetColumns(view);
        const int chance = columnOf(tables::TableKind::Findings, "ln_p_final");
        const int narrow = view.columnWidth(chance);
        filter.setText({});
        w.window.actions().showUnflagged->trigger();
        QVERIFY(w.settle());
        QVERIFY(view.columnWidth(chance) > narrow);
        QCOMPARE(cut(), QString());
    }

    void numbersThatScrollIntoViewAreNotCut() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.tables().setCurrentWidget(w.tables().pane(tables::TableKind::Queries));
        QVERIFY(w.settle());
        TableView& view = w.view(tables::TableKind::Queries);
        const int number = columnOf(tables::TableKind::Queries, "packet");
        clickHeader(view, number);
        QVERIFY(w.settle());
        if (numbers(w.model(tables::TableKind::Queries), number).constFirst() > 10) {
            clickHeader(view, number);
            QVERIFY(w.settle());
        }
        SortHeader& header = *view.sortHeader();
        header.resizeSection(number, 1);
        const int least = header.sectionSize(number);
        QVERIFY(least > 1);
        QCOMPARE(cutNumbers(view), QStringList());
        view.setFocus();
        w.press(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(cutNumbers(view), QStringList());
        QVERIFY(header.sectionSize(number) > least);

        // When the user makes a column wider than needed, it stays so.
        header.resizeSection(number, 333);
        w.press(Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(header.sectionSize(number), 333);
    }

    void whatRulesHideCanBeShown() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const int before = w.model(tables::TableKind::Domains).rowCount();
        const auto hidden = w.model(tables::TableKind::Domains).order()->hiddenByRules;
        QVERIFY(hidden > 0);
        w.window.actions().showExcluded->trigger();
        QVERIFY(w.settle());
        QCOMPARE(w.model(tables::TableKind::Domains).rowCount(), before + static_cast<int>(hidden));
    }

    void excludingANameHidesItAndUndoBringsItBack() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        TableView& view = w.view(tables::TableKind::Findings);
        const int column = columnOf(tables::TableKind::Findings, "name");
        const QString name = view.model()->index(0, column).data().toString();
        const auto isThere = [&] {
            return testing::toText(*view.model(), {column}).contains(name);
        };
        QVERIFY(isThere());
        QVERIFY(chooseFromRowMenu(view, 0, column, QStringLiteral("Exclude the Name")));
        QVERIFY(w.settle());
        QVERIFY(!isThere());
        QCOMPARE(hitsOf(w, name.toStdString(), models::RulesModel::Hits), QStringLiteral("1 name"));
        QVERIFY(hitsOf(w, name.toStdString(), models::RulesModel::Findings).toInt() >= 1);
        w.window.actions().undo->trigger();
        QVERIFY(w.settle());
        QVERIFY(isThere());
    }

private:
    testing::WindowFolder m_folder;
    QStringList m_shown;
};

BEACONSCOPE_TEST(TestWindowTables)
#include "test_window_tables.moc"
