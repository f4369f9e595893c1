// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <optional>

class QStatusBar;
class QWidget;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session

namespace beaconscope::ui {

class TablePane;

class ExportJob;
class JobBar;

/// Asks the user where to write an export, and writes it in the background. `bar` shows the
/// progress and has a button that stops it.
class Exports : public QObject {
    Q_OBJECT
public:
    Exports(session::InvestigationController& controller, session::Settings& settings,
            QStatusBar* bar, QWidget* window);
    /// Stops the jobs that can be stopped, and waits for the others.
    ~Exports() override;

    void findingsCsv();
    void json();
    void pdf();
    /// Exports what `pane` shows: its visible columns, in its order and with its filter. If `rows`
    /// is not empty, only these rows.
    void tableCsv(const TablePane& pane, const QList<int>& rows = {});

    bool isIdle() const { return m_running == 0 && m_jobs.isEmpty(); }

signals:
    void written(const QString& path);
    void failed(const QString& message);
    /// The file is as it was.
    void cancelled(const QString& path);

private:
    using Write = std::function<std::optional<Error>()>;

    QString askPath(const QString& title, const QString& name, const QString& filter);
    void runAside(const QString& path, Write write);
    void report(const QString& path, const std::optional<Error>& error);
    void start(ExportJob* job);
    void cancel();

    session::InvestigationController& m_controller;
    session::Settings& m_settings;
    QWidget* m_window;
    JobBar* m_bar;
    QList<ExportJob*> m_jobs;
    QThreadPool m_pool;
    int m_running = 0;
};

} // namespace beaconscope::ui
