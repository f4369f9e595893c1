// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/engine.h"
#include "core/words/differences.h"
#include "ui/session/settings.h"

#include <QMainWindow>
#include <QStringList>

#include <memory>

class QDockWidget;
class QSplitter;
class QStackedWidget;

namespace beaconscope::ui {
class CaptureDetailsDialog;
}
namespace beaconscope::session {
class InvestigationController;
class KeptRules;
} // namespace beaconscope::session
namespace beaconscope::ui {
class Actions;
}

namespace beaconscope::ui {

class CaptureOpener;
class DetailPane;
class DetectorPanel;
class Exports;
class KnownServicesEditor;
class MessageBar;
class PresenterMode;
class RulesPanel;
class StartPage;
class SummaryStrip;
class TablesArea;

/// Makes the parts of the window and connects them. Each part does its own work.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    void openFiles(const QStringList& paths);
    /// Returns true when no job, row order, description, edit or export is under way. The window
    /// then shows final results.
    bool isSettled() const;
    /// Sets the theme for this run only. A theme that the user chooses in the menu is remembered.
    void setTheme(session::Theme theme);
    /// Nothing of this run is remembered: no recent files, columns or layout.
    void leaveSettingsAlone() { m_settings.stopSaving(); }

    // For tests and screenshots, which look at the window from outside.

    session::InvestigationController& controller() const { return *m_controller; }
    Actions& actions() const { return *m_actions; }
    TablesArea* tables() const { return m_tables; }
    DetailPane* detail() const { return m_detail; }
    RulesPanel* rulesPanel() const { return m_rules; }
    DetectorPanel* detectorPanel() const { return m_detector; }
    MessageBar* messageBar() const { return m_message; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void connectActions();
    void connectExports();
    void connectViewActions();
    void connectController();
    void connectViews();
    void restoreLayout();

    void showSnapshot(const std::shared_ptr<const snapshot::Snapshot>& snapshot);
    void describe(const snapshot::SubjectKey& subject);
    void showDetail(const std::shared_ptr<const snapshot::SelectionDetail>& detail);
    void showNoSelection();
    void showError(const QString& message);
    void tellWhatIsNotUsed();
    void showCaptureDetails(const QString& noticeId = {});
    void chooseTheme(session::Theme theme);
    void showSetting(words::ChangedIn where);
    void setTimeStyle(tables::TimeStyle style);
    void updateCellStyle();
    void updateActions();
    void setPresenting(bool presenting);

    session::Settings m_settings;
    session::InvestigationController* m_controller;
    Actions* m_actions;
    CaptureOpener* m_opener;
    KnownServicesEditor* m_services;
    session::KeptRules* m_keptRules;

    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    QWidget* m_workspace = nullptr;
    SummaryStrip* m_summary = nullptr;
    MessageBar* m_message = nullptr;
    QSplitter* m_splitter = nullptr;
    TablesArea* m_tables = nullptr;
    DetailPane* m_detail = nullptr;
    QDockWidget* m_rulesDock = nullptr;
    QDockWidget* m_detectorDock = nullptr;
    RulesPanel* m_rules = nullptr;
    DetectorPanel* m_detector = nullptr;
    Exports* m_exports = nullptr;
    PresenterMode* m_presenter = nullptr;
    CaptureDetailsDialog* m_details = nullptr;

    std::shared_ptr<const snapshot::Snapshot> m_shown;
    bool m_isOtherCapture = true;     ///< its findings have not been shown yet
    bool m_isNothingSelected = false; ///< when true, the detail pane says so
};

} // namespace beaconscope::ui
