// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/atomic_file.h"
#include "core/base/error.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QThreadPool>

class QStatusBar;
class QWidget;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session

namespace beaconscope::ui {

class ExportJob;
class JobBar;
class TablePane;

/// Asks the user where to write an export, and writes it in the background. `bar` shows the
/// progress and has a button that stops it.
class Exports : public QObject {
    Q_OBJECT
public:
    Exports(session::InvestigationController& controller, session::Settings& settings,
            QStatusBar* bar, QWidget* window);
    /// Stops the jobs that are under way, and waits until they have stopped.
    ~Exports() override;

    void findingsCsv();
    void json();
    void pdf();
    /// Exports what `pane` shows: its visible columns, in its order and with its filter. If `rows`
    /// is not empty, only these rows.
    void tableCsv(const TablePane& pane, const QList<int>& rows = {});

    bool isIdle() const { return m_jobs.isEmpty(); }

signals:
    void written(const QString& path);
    void failed(const QString& message);
    /// The file is as it was.
    void cancelled(const QString& path);

private:
    QString askPath(const QString& title, const QString& name, const QString& filter);
    void start(ExportJob* job);
    void report(const QString& path, const Result<FileWritten>& outcome);
    void cancel();

    session::InvestigationController& m_controller;
    session::Settings& m_settings;
    QWidget* m_window;
    JobBar* m_bar;
    QList<ExportJob*> m_jobs;
    QThreadPool m_pool;
};

} // namespace beaconscope::ui
