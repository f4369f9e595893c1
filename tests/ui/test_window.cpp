#include "core/simulate/simulated_capture.h"
#include "tests/support/model_text.h"
#include "tests/support/pcap_builder.h"
#include "ui/models/opinions_model.h"
#include "ui/models/rules_model.h"
#include "ui/session/investigation_controller.h"
#include "ui/shell/actions.h"
#include "ui/views/detail_pane.h"
#include "ui/views/detector_panel.h"
#include "ui/views/domains_tab.h"
#include "ui/views/filter_field.h"
#include "ui/views/main_window.h"
#include "ui/views/message_bar.h"
#include "ui/views/opinions_view.h"
#include "ui/views/rules_panel.h"
#include "ui/views/sort_header.h"
#include "ui/views/table_pane.h"
#include "ui/views/table_view.h"
#include "ui/views/tables_area.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>

using namespace beaconscope;
using namespace beaconscope::views;

namespace {

constexpr int kSettleMs = 30'000;

/// A window as a user has it: shown, active, its settings in a folder of its own.
struct Window {
    MainWindow window;
    bool isActive = false;

    Window() {
        window.show();
        isActive = QTest::qWaitForWindowActive(&window);
    }

    bool open(const QStringList& paths) {
        window.openFiles(paths);
        return isActive && settle();
    }
    bool settle() const {
        return QTest::qWaitFor([this] { return window.isSettled(); }, kSettleMs);
    }
    TablesArea& tables() const { return *window.tables(); }
    TableView& view(tables::TableKind kind) const { return *tables().pane(kind)->view(); }
    const models::SnapshotTableModel& model(tables::TableKind kind) const {
        return tables().pane(kind)->model();
    }
    QString detailTitle() const {
        return window.detail()->findChild<QLabel*>(QStringLiteral("detailTitle"))->text();
    }
    QString detailMessage() const {
        return window.detail()->findChild<QLabel*>(QStringLiteral("detailMessage"))->text();
    }
    QString hits(const std::string& value, int column) const {
        const models::RulesModel& rules = window.rulesPanel()->model();
        for (int row = 0; row < rules.rowCount(); ++row) {
            if (rules.index(row, models::RulesModel::Value).data().toString().toStdString() ==
                value)
                return rules.index(row, column).data().toString();
        }
        return QStringLiteral("no such rule");
    }
};

int columnOf(tables::TableKind kind, std::string_view id) {
    return static_cast<int>(tables::findColumn(kind, id).value());
}

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

/// Opens the context menu of a row and chooses the entry that begins with `text`.
bool chooseFromRowMenu(TableView& view, int row, int column, const QString& text) {
    const QPoint place = view.visualRect(view.model()->index(row, column)).center();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place);
    emit view.customContextMenuRequested(place);
    auto* const menu = view.findChild<QMenu*>(QStringLiteral("rowMenu"));
    if (menu == nullptr)
        return false;
    bool found = false;
    for (QAction* const action : menu->actions()) {
        QString words = action->text();
        if (!found && words.remove(QLatin1Char('&')).startsWith(text)) {
            action->trigger();
            found = true;
        }
    }
    menu->close();
    return found;
}

QString reasonsText(const MainWindow& window) {
    QString text;
    const auto* const reasons = window.detail()->findChild<QWidget*>(QStringLiteral("reasons"));
    for (const QLabel* const label : reasons->findChildren<QLabel*>())
        text += label->text() + QLatin1Char('\n');
    return text;
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setApplicationVersion(QStringLiteral("test"));
        m_sample = m_folder.filePath(QStringLiteral("sample.pcap"));
        QVERIFY(simulate::writeCaptureFile(simulate::classroomSample(), m_sample.toStdString()));
        m_empty = m_folder.filePath(QStringLiteral("empty.pcap"));
        testing::writeFile(m_empty.toStdString(), testing::PcapBuilder().bytes());
    }

    void theStrongestFindingIsSelectedAndExplained() {
        Window w;
        QVERIFY(w.open({m_sample}));
        const TableView& findings = w.view(tables::TableKind::Findings);
        QVERIFY(w.model(tables::TableKind::Findings).rowCount() > 0);
        QCOMPARE(w.tables().currentPane(), w.tables().findings());
        QCOMPARE(w.model(tables::TableKind::Findings).tableRow(findings.currentIndex().row()),
                 std::size_t{0});
        const int name = columnOf(tables::TableKind::Findings, "name");
        const QString strongest =
            findings.model()->index(findings.currentIndex().row(), name).data().toString();
        QVERIFY2(w.detailTitle().contains(strongest), qPrintable(w.detailTitle()));
        QVERIFY(!reasonsText(w.window).trimmed().isEmpty());
        QVERIFY(w.window.detail()->evidence()->model().rowCount() > 0);
    }

    void aRowOfAnyTableShowsItsDetail() {
        Window w;
        QVERIFY(w.open({m_sample}));
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

    void aClickOnAHeaderSortsAndShiftAddsAKey() {
        Window w;
        QVERIFY(w.open({m_sample}));
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
        QVERIFY(w.open({m_sample}));
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

    void aFilterThatIsNotUnderstoodSaysSoAndChangesNothing() {
        Window w;
        QVERIFY(w.open({m_sample}));
        TablePane* const pane = w.tables().currentPane();
        const int before = pane->model().rowCount();
        pane->filterField()->setText(QStringLiteral("nonsense:5"));
        QVERIFY(w.settle());
        QVERIFY(pane->filterField()->errorText().contains(QStringLiteral("nonsense")));
        QCOMPARE(pane->model().rowCount(), before);
        pane->filterField()->setText(QStringLiteral("queries:>0"));
        QVERIFY(pane->filterField()->errorText().isEmpty());
    }

    void excludingANameHidesItAndUndoBringsItBack() {
        Window w;
        QVERIFY(w.open({m_sample}));
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
        QCOMPARE(w.hits(name.toStdString(), models::RulesModel::Names), QStringLiteral("1"));
        QVERIFY(w.hits(name.toStdString(), models::RulesModel::Findings).toInt() >= 1);
        w.window.actions().undo->trigger();
        QVERIFY(w.settle());
        QVERIFY(isThere());
    }

    void whatRulesHideCanBeShown() {
        Window w;
        QVERIFY(w.open({m_sample}));
        const int before = w.model(tables::TableKind::Domains).rowCount();
        const auto hidden = w.model(tables::TableKind::Domains).order()->hiddenByRules;
        QVERIFY(hidden > 0);
        w.window.actions().showExcluded->trigger();
        QVERIFY(w.settle());
        QCOMPARE(w.model(tables::TableKind::Domains).rowCount(), before + static_cast<int>(hidden));
    }

    void aBadPatternIsMarkedAndTheLastGoodRulesStay() {
        Window w;
        QVERIFY(w.open({m_sample}));
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
        QVERIFY(w.window.controller().settings().rules->error(0) == std::nullopt);
        w.window.actions().undo->trigger();
        w.window.actions().undo->trigger();
        QVERIFY(w.settle());
        QVERIFY(w.window.rulesPanel()->errorText().isEmpty());
        QVERIFY(*w.window.controller().settings().rules == *inForce);
    }

    void typingAValueInTheTableActsAtOnce() {
        Window w;
        QVERIFY(w.open({m_sample}));
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

    void theDetectorsTabComparesTheSelectedSeries() {
        Window w;
        QVERIFY(w.open({m_sample}));
        const OpinionsView& opinions = *w.window.detail()->opinions();
        const QAbstractItemModel& model = *opinions.table()->model();
        QCOMPARE(model.rowCount(), int(analysis::detectors().size()));
        const auto verdict = [&](int row) {
            return model.index(row, models::OpinionsModel::Verdict).data().toString();
        };
        QVERIFY(verdict(0).contains(QStringLiteral("✓")));

        // The exact lab rule misses it, and says that it is because of the responses.
        const int exact = 2;
        QVERIFY(!verdict(exact).contains(QStringLiteral("✓")));
        opinions.table()->selectRow(exact);
        QVERIFY(opinions.explanation().contains(QStringLiteral("shortest interval")));

        // Another row: the same detector stays chosen, its words are about the new row.
        const QString before = opinions.explanation();
        w.view(tables::TableKind::Findings).goToRow(1);
        QVERIFY(w.settle());
        QCOMPARE(opinions.table()->currentIndex().row(), exact);
        QVERIFY(opinions.explanation() != before);

        opinions.table()->setFocus();
        QTest::keyClick(opinions.table(), Qt::Key_A, Qt::ControlModifier);
        opinions.table()->actions().constFirst()->trigger();
        const QStringList lines =
            QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), model.rowCount() + 1);
        QVERIFY(lines.at(1).startsWith(QStringLiteral("Beaconscope\t")));
    }

    void anotherDetectorShowsWhatItTeaches() {
        Window w;
        QVERIFY(w.open({m_sample}));
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

    void aCancelledLoadKeepsWhatWasThere() {
        Window w;
        QVERIFY(w.open({m_sample}));
        const auto before = w.window.controller().snapshot();
        const int rows = w.model(tables::TableKind::Queries).rowCount();
        w.window.openFiles({m_sample, m_sample, m_sample});
        w.window.actions().cancel->trigger();
        QVERIFY(w.settle());
        QCOMPARE(w.window.controller().snapshot(), before);
        QCOMPARE(w.model(tables::TableKind::Queries).rowCount(), rows);
        QVERIFY(w.window.messageBar()->text().contains(QStringLiteral("kept")));
        QCOMPARE(w.window.controller().paths(), QStringList{m_sample});
    }

    void droppedFilesAreOpened() {
        Window w;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_sample), QUrl::fromLocalFile(m_empty)});
        const QPointF place(100, 100);
        QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&w.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&w.window, &drop);
        QVERIFY(w.settle());
        QCOMPARE(w.window.controller().paths(), QStringList({m_sample, m_empty}));
        QVERIFY(w.model(tables::TableKind::Queries).rowCount() > 0);
    }

    void anEmptyCaptureSaysWhyThereIsNothing() {
        Window w;
        QVERIFY(w.open({m_empty}));
        const auto snapshot = w.window.controller().snapshot();
        QVERIFY(snapshot != nullptr);
        QVERIFY(!snapshot->emptyReason.empty());
        QVERIFY(w.view(tables::TableKind::Findings)
                    .emptyText()
                    .contains(QString::fromStdString(snapshot->emptyReason)));
    }

    void aFileThatIsNoCaptureIsReported() {
        Window w;
        const QString path = m_folder.filePath(QStringLiteral("text.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no capture\n");
        file.close();
        QVERIFY(w.open({path}));
        QVERIFY(w.window.messageBar()->isVisible());
        QVERIFY2(w.window.messageBar()->text().contains(QStringLiteral("text.txt")),
                 qPrintable(w.window.messageBar()->text()));
    }

    void closingGivesBackTheStartPage() {
        Window w;
        QVERIFY(w.open({m_sample}));
        w.window.actions().close->trigger();
        QVERIFY(w.settle());
        QVERIFY(w.window.controller().snapshot() == nullptr);
        QCOMPARE(w.model(tables::TableKind::Queries).rowCount(), 0);
        QVERIFY(!w.tables().isVisible());
        QVERIFY(w.open({m_sample}));
        QVERIFY(w.model(tables::TableKind::Findings).rowCount() > 0);
    }

    void copiedRowsHaveAHeader() {
        Window w;
        QVERIFY(w.open({m_sample}));
        TableView& view = w.view(tables::TableKind::Findings);
        view.setFocus();
        QTest::keySequence(&view, QKeySequence(QKeySequence::Copy));
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3); // header, row, end
        QVERIFY(lines[0].contains(QStringLiteral("Client\t")));
    }

    void rowsGoToTheirQueries() {
        Window w;
        QVERIFY(w.open({m_sample}));
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

    void columnsAreAsTheUserLeftThem() {
        const int column = columnOf(tables::TableKind::Clients, "names");
        {
            Window w;
            QVERIFY(w.open({m_sample}));
            w.tables().setCurrentWidget(w.tables().pane(tables::TableKind::Clients));
            w.view(tables::TableKind::Clients).sortHeader()->resizeSection(column, 173);
            w.window.close();
        }
        const Window w;
        QCOMPARE(w.view(tables::TableKind::Clients).sortHeader()->sectionSize(column), 173);
    }

private:
    QTemporaryDir m_folder;
    QString m_sample;
    QString m_empty;
};

QTEST_MAIN(TestWindow)
#include "test_window.moc"
