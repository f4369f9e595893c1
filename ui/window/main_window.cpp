// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/main_window.h"

#include "ui/controls/detector_panel.h"
#include "ui/controls/known_services_editor.h"
#include "ui/controls/rules_panel.h"
#include "ui/detail/detail_pane.h"
#include "ui/detail/judgements_view.h"
#include "ui/dialogs/capture_details_dialog.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/export/exports.h"
#include "ui/models/text.h"
#include "ui/plots/timeline_view.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/kept_rules.h"
#include "ui/shell/actions.h"
#include "ui/shell/line_icon.h"
#include "ui/shell/theme.h"
#include "ui/tables/table_pane.h"
#include "ui/tables/tables_area.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/capture_opener.h"
#include "ui/window/job_reporter.h"
#include "ui/window/menus.h"
#include "ui/window/presenter_mode.h"
#include "ui/window/start_page.h"
#include "ui/window/summary_strip.h"
#include "ui/window/window_place.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

constexpr int kDockCharacters = 63;
constexpr int kNarrowCharacters = 160;
const QString kMainSplitter = QStringLiteral("main");

/// Returns the name of a file for the title of a window, where Qt replaces "[*]".
QString titleOf(const QString& path) {
    return models::shown(QFileInfo(path).fileName())
        .replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
}

QDockWidget* makeDock(QMainWindow* window, const QString& title, const QString& name,
                      QWidget* content) {
    auto* const dock = new QDockWidget(title, window);
    dock->setObjectName(name);
    dock->setWidget(content);
    window->addDockWidget(Qt::RightDockWidgetArea, dock);
    return dock;
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_controller(new session::InvestigationController(this))
    , m_actions(new Actions(this))
    , m_opener(new CaptureOpener(*m_controller, m_settings, *m_actions, this))
    , m_services(new KnownServicesEditor(*m_controller, m_settings, *m_actions, this))
    , m_keptRules(new session::KeptRules(*m_controller, m_settings, this)) {
    setWindowIcon(applicationIcon());
    setDockNestingEnabled(true);
    buildCentre();
    buildDocks();
    new JobReporter(*m_controller, m_settings, *m_actions, *m_message, statusBar());
    m_presenter = new PresenterMode(this, {menuBar(), statusBar(), m_summary});
    buildMenus(this, *m_actions, m_opener->recentMenu(), m_tables, m_rulesDock, m_detectorDock);
    connectActions();
    connectExports();
    connectViewActions();
    connectController();
    connectViews();
    restoreLayout();
    showSnapshot(nullptr);
    tellWhatIsNotUsed();
}

MainWindow::~MainWindow() {
    // Hiding the window makes an open editor commit its text while the objects that receive it
    // still exist.
    hide();
    m_keptRules->save();
    // Deletes the controller first, because the panes still react to its signals.
    delete m_controller;
}

void MainWindow::buildCentre() {
    m_pages = new QStackedWidget(this);
    m_start = new StartPage(*m_actions, m_pages);
    m_workspace = new QWidget(m_pages);
    m_summary = new SummaryStrip(m_workspace);
    m_tables = new TablesArea(*m_controller, m_settings, m_workspace);
    m_detail = new DetailPane(*m_controller, m_settings, m_workspace);
    m_splitter = new QSplitter(Qt::Vertical, m_workspace);
    m_splitter->addWidget(m_tables);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    // Shares of the height. The lower part gets more: a table can be scrolled, a plot cannot.
    m_splitter->setSizes({420, 580});
    auto* const workspaceLayout = new QVBoxLayout(m_workspace);
    workspaceLayout->setContentsMargins({});
    workspaceLayout->setSpacing(0);
    workspaceLayout->addWidget(m_summary);
    workspaceLayout->addWidget(m_splitter, 1);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_workspace);
    m_message = new MessageBar(this);
    auto* const centre = new QWidget(this);
    auto* const layout = new QVBoxLayout(centre);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->addWidget(m_message);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

void MainWindow::buildDocks() {
    m_rules = new RulesPanel(*m_controller, m_settings, *m_actions, this);
    m_detector = new DetectorPanel(*m_controller, this);
    m_rulesDock = makeDock(this, tr("Rules"), QStringLiteral("rulesDock"), m_rules);
    m_detectorDock = makeDock(this, tr("Detector"), QStringLiteral("detectorDock"), m_detector);
    tabifyDockWidget(m_rulesDock, m_detectorDock);
    m_rulesDock->raise();
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
}

void MainWindow::restoreLayout() {
    setTheme(m_settings.theme());
    placeWindow(*this, m_settings.windowGeometry());
    const int character = fontMetrics().averageCharWidth();
    resizeDocks({m_rulesDock}, {kDockCharacters * character}, Qt::Horizontal);
    // On a small screen, tables and plots get the room. The user opens the docks from the menu.
    if (width() < kNarrowCharacters * character) {
        m_rulesDock->hide();
        m_detectorDock->hide();
    }
    restoreState(m_settings.windowState());
    m_splitter->restoreState(m_settings.splitterState(kMainSplitter));
    m_actions->showChoices(m_settings.theme(), m_settings.timeStyle());
}

void MainWindow::connectActions() {
    connect(m_actions->reopen, &QAction::triggered, m_controller,
            &session::InvestigationController::reopen);
    connect(m_actions->close, &QAction::triggered, m_controller,
            &session::InvestigationController::close);
    connect(m_actions->captureDetails, &QAction::triggered, this, [this] { showCaptureDetails(); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->filter, &QAction::triggered, this,
            [this] { m_tables->currentPane()->focusFilter(); });
    connect(m_actions->showExcluded, &QAction::toggled, m_tables, &TablesArea::setShowExcluded);
    connect(m_actions->showUnflagged, &QAction::toggled, m_tables, &TablesArea::setShowUnflagged);
    connect(m_actions->clearRange, &QAction::triggered, this,
            [this] { m_controller->setRange(std::nullopt); });
    connect(m_actions->cancel, &QAction::triggered, m_controller,
            &session::InvestigationController::cancel);
    connect(m_opener, &CaptureOpener::opening, m_message, &QWidget::hide);
    // Takes the keyboard focus from a field that the user typed in before. Later, while the file is
    // read, the focus stays where the user types.
    connect(m_opener, &CaptureOpener::opening, m_tables, &TablesArea::focusRows);
    connect(m_opener, &CaptureOpener::opening, this, &MainWindow::tellWhatIsNotUsed);
    connect(m_opener, &CaptureOpener::recentFilesCleared, this,
            [this] { m_start->setRecentFiles({}); });
    connect(m_opener, &CaptureOpener::failed, this, &MainWindow::showError);
    connect(m_services, &KnownServicesEditor::failed, this, &MainWindow::showError);
    connect(m_services, &KnownServicesEditor::loadProblemRemoved, m_message, &QWidget::hide);
    connect(m_services, &KnownServicesEditor::loadProblemRemoved, this,
            &MainWindow::tellWhatIsNotUsed);
    connect(m_keptRules, &session::KeptRules::failed, this, &MainWindow::showError);
    const auto tell = [this](const QString& message) {
        m_message->showMessage(MessageBar::Kind::Information, message);
    };
    connect(m_services, &KnownServicesEditor::told, this, tell);
    connect(m_keptRules, &session::KeptRules::told, this, tell);
}

void MainWindow::connectExports() {
    m_exports = new Exports(*m_controller, m_settings, statusBar(), this);
    connect(m_actions->exportFindings, &QAction::triggered, m_exports, &Exports::findingsCsv);
    connect(m_actions->exportJson, &QAction::triggered, m_exports, &Exports::json);
    connect(m_actions->exportPdf, &QAction::triggered, m_exports, &Exports::pdf);
    connect(m_actions->exportTable, &QAction::triggered, this,
            [this] { m_exports->tableCsv(*m_tables->currentPane()); });
    const auto exportRows = [this](const TablePane* pane, const QList<int>& rows) {
        m_exports->tableCsv(*pane, rows);
    };
    connect(m_tables, &TablesArea::exportRequested, m_exports, exportRows);
    connect(m_detail->evidence(), &TablePane::exportRequested, m_exports,
            [this, exportRows](const QList<int>& rows) { exportRows(m_detail->evidence(), rows); });
    connect(m_exports, &Exports::written, this, [this](const QString& path) {
        m_message->showMessage(MessageBar::Kind::Information, tr("Written to %1").arg(path));
    });
    connect(m_exports, &Exports::cancelled, this, [this](const QString& path) {
        m_message->showMessage(MessageBar::Kind::Information,
                               tr("Stopped. %1 was not written.").arg(path));
    });
    connect(m_exports, &Exports::failed, this, &MainWindow::showError);
}

void MainWindow::connectViewActions() {
    const auto choose = [this](QAction* action, auto function) {
        connect(action, &QAction::triggered, this, function);
    };
    choose(m_actions->timeUtc, [this] { setTimeStyle(tables::TimeStyle::Utc); });
    choose(m_actions->timeLocal, [this] { setTimeStyle(tables::TimeStyle::Local); });
    choose(m_actions->timeRelative, [this] { setTimeStyle(tables::TimeStyle::Relative); });
    choose(m_actions->themeSystem, [this] { chooseTheme(session::Theme::System); });
    choose(m_actions->themeLight, [this] { chooseTheme(session::Theme::Light); });
    choose(m_actions->themeDark, [this] { chooseTheme(session::Theme::Dark); });
    connect(m_actions->presenter, &QAction::toggled, this, &MainWindow::setPresenting);
    connect(m_presenter, &PresenterMode::leaveRequested, this,
            [this] { m_actions->presenter->setChecked(false); });
    choose(m_actions->help, [this] {
        auto* const help = new HelpDialog(m_actions->all(), this);
        help->setAttribute(Qt::WA_DeleteOnClose);
        help->show();
    });
    choose(m_actions->about, [this] { showAbout(this); });
}

void MainWindow::connectController() {
    using session::InvestigationController;
    connect(m_controller, &InvestigationController::snapshotChanged, this,
            &MainWindow::showSnapshot);
    connect(m_controller, &InvestigationController::detailReady, this, &MainWindow::showDetail);
    connect(m_controller, &InvestigationController::judgementsReady, m_detail->judgements(),
            &JudgementsView::setJudgements);
    connect(m_controller, &InvestigationController::jobStarted, this, &MainWindow::updateActions);
    connect(m_controller, &InvestigationController::jobEnded, this, &MainWindow::updateActions);
    connect(m_controller, &InvestigationController::hashesChanged, this, [this] {
        if (m_details != nullptr && m_details->isVisible())
            showCaptureDetails();
    });
}

void MainWindow::connectViews() {
    connect(m_start, &StartPage::openRequested, this,
            [this](const QString& path) { openFiles({path}); });
    connect(m_summary, &SummaryStrip::noticeRequested, this, &MainWindow::showCaptureDetails);
    connect(m_summary, &SummaryStrip::clearRangeRequested, m_actions->clearRange,
            &QAction::trigger);
    connect(m_summary, &SummaryStrip::settingRequested, this, &MainWindow::showSetting);
    connect(m_tables, &TablesArea::selected, this, &MainWindow::describe);
    connect(m_tables, &TablesArea::selectionLost, this, &MainWindow::showNoSelection);
    connect(m_tables, &TablesArea::rowsChanged, this, [this] {
        if (m_isNothingSelected)
            showNoSelection();
    });
    connect(m_tables, &TablesArea::excludeRequested, m_rules, &RulesPanel::addRules);
    connect(m_tables, &TablesArea::knownServicesRequested, m_services, &KnownServicesEditor::edit);
    connect(m_tables, &TablesArea::failed, this, &MainWindow::showError);
    connect(m_detail->evidence(), &TablePane::failed, this, &MainWindow::showError);
    connect(m_detail->evidence(), &TablePane::excludeRequested, m_rules, &RulesPanel::addRules);
    connect(m_rules, &RulesPanel::failed, this, &MainWindow::showError);
    connect(m_rules, &RulesPanel::editRequested, this, [this] {
        m_rulesDock->show();
        m_rulesDock->raise();
    });
    connect(m_detail->timeline(), &plots::TimelineView::rangeBrushed, m_controller,
            [this](series::TimeRange range) { m_controller->setRange(range); });
    connect(m_detail->timeline(), &plots::TimelineView::rangeCleared, m_controller,
            [this] { m_controller->setRange(std::nullopt); });
}

void MainWindow::openFiles(const QStringList& paths) {
    m_opener->open(paths);
}

bool MainWindow::isSettled() const {
    return m_controller->isSettled() && m_exports->isIdle();
}

void MainWindow::setTheme(session::Theme theme) {
    applyTheme(theme);
}

void MainWindow::chooseTheme(session::Theme theme) {
    m_settings.setTheme(theme);
    setTheme(theme);
}

void MainWindow::showSnapshot(const std::shared_ptr<const snapshot::Snapshot>& snapshot) {
    const bool isLoaded = snapshot && !snapshot->isLoading;
    // A load of the same files keeps what the user points at.
    if (!snapshot || !m_shown || m_shown->capture.paths != snapshot->capture.paths)
        m_isOtherCapture = true;
    const bool isNewlyLoaded = isLoaded && m_isOtherCapture;
    m_isOtherCapture = m_isOtherCapture && !isLoaded;
    m_shown = snapshot;
    m_isNothingSelected = m_isNothingSelected && isLoaded && !isNewlyLoaded;
    QWidget* const page = snapshot ? m_workspace : m_start;
    const bool comesFromStart = snapshot && m_pages->currentWidget() != page;
    m_pages->setCurrentWidget(page);
    if (comesFromStart)
        m_tables->focusRows();
    updateCellStyle();
    updateActions();
    m_detail->setBrushedRange(snapshot ? snapshot->settings.range : std::nullopt);
    if (!snapshot) {
        m_start->setRecentFiles(m_settings.recentFiles());
        m_detail->showMessage({});
        setWindowTitle(tr("Beaconscope"));
    } else {
        setWindowTitle(tr("%1 — Beaconscope").arg(titleOf(m_controller->paths().value(0))));
        if (snapshot->isLoading)
            m_detail->showMessage(tr("Plots and reasons appear when the capture has been read."));
    }
    if (isNewlyLoaded)
        m_tables->selectStrongest();
    m_tables->setSnapshot(snapshot);
}

void MainWindow::describe(const snapshot::SubjectKey& subject) {
    m_controller->describe(subject);
}

void MainWindow::showDetail(const std::shared_ptr<const snapshot::SelectionDetail>& detail) {
    if (!detail) {
        showNoSelection();
        return;
    }
    // Ignores a detail that is older than the snapshot: the table with the selection asks for a new
    // one.
    if (!m_shown || detail->snapshotGeneration != m_shown->generation)
        return;
    m_isNothingSelected = false;
    m_detail->showDetail(detail, m_shown);
}

void MainWindow::showNoSelection() {
    m_isNothingSelected = true;
    // An empty table itself shows why it is empty.
    const bool hasRows = m_tables->currentPane()->model().rowCount() > 0;
    m_detail->showMessage(
        hasRows ? tr("Select a row to see when it was asked for, and why it is flagged or not.")
                : tr("There is no row to select."));
}

void MainWindow::showError(const QString& message) {
    m_message->showMessage(MessageBar::Kind::Error, message);
}

/// Tells the user which of their own files are not in force, and why.
void MainWindow::tellWhatIsNotUsed() {
    QStringList problems{m_services->loadProblem(), m_keptRules->problem(), m_settings.problem()};
    problems.removeAll(QString());
    if (!problems.isEmpty())
        showError(problems.join(QLatin1Char('\n')));
}

void MainWindow::showCaptureDetails(const QString& noticeId) {
    const auto snapshot = m_controller->snapshot();
    if (!snapshot)
        return;
    if (m_details == nullptr)
        m_details = new CaptureDetailsDialog(this);
    m_details->showCapture(*session::withHashes(*snapshot, *m_controller->hashes()), noticeId);
}

/// Shows the panel in which a setting is changed.
void MainWindow::showSetting(words::ChangedIn where) {
    if (where == words::ChangedIn::KnownServices) {
        m_actions->knownServices->trigger();
        return;
    }
    QDockWidget* const dock = where == words::ChangedIn::Rules ? m_rulesDock : m_detectorDock;
    dock->show();
    dock->raise();
}

void MainWindow::setTimeStyle(tables::TimeStyle style) {
    m_settings.setTimeStyle(style);
    updateCellStyle();
}

void MainWindow::updateCellStyle() {
    tables::CellStyle style;
    style.time = m_settings.timeStyle();
    if (m_shown && m_shown->capture.first) {
        style.origin = *m_shown->capture.first;
        style.last = m_shown->capture.last.value_or(style.origin);
    }
    m_summary->show(m_shown, style);
    if (m_presenter->isOn())
        m_summary->hide();
    m_tables->setCellStyle(style);
    m_detail->setCellStyle(style);
}

void MainWindow::updateActions() {
    const bool isOpen = m_shown != nullptr;
    const bool isComplete = isOpen && !m_shown->isLoading;
    for (QAction* const action :
         {m_actions->close, m_actions->reopen, m_actions->captureDetails, m_actions->filter})
        action->setEnabled(isOpen);
    for (QAction* const action : {m_actions->exportFindings, m_actions->exportTable,
                                  m_actions->exportJson, m_actions->exportPdf})
        action->setEnabled(isComplete);
    m_actions->clearRange->setEnabled(isOpen && m_controller->settings().range.has_value());
    m_actions->cancel->setEnabled(m_controller->isBusy());
}

void MainWindow::setPresenting(bool presenting) {
    m_presenter->set(presenting);
    m_detail->setPresenting(presenting);
    updateCellStyle();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_actions->presenter->isChecked())
        m_actions->presenter->setChecked(false);
    m_settings.setWindow(saveGeometry(), saveState());
    m_settings.setSplitterState(kMainSplitter, m_splitter->saveState());
    m_detail->saveLayout();
    event->accept();
}

} // namespace beaconscope::ui
