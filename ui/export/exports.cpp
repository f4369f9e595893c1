// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/exports.h"

#include "core/export/csv.h"
#include "core/export/json.h"
#include "ui/dialogs/output_path.h"
#include "ui/export/export_job.h"
#include "ui/export/job_bar.h"
#include "ui/export/pdf_export.h"
#include "ui/models/text.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"
#include "ui/shell/line_icon.h"
#include "ui/tables/table_pane.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QStatusBar>

#include <algorithm>
#include <utility>

namespace beaconscope::ui {

namespace {

const QString kFolder = QStringLiteral("export");

/// The rows of `order` at `rows`, or all of them.
std::shared_ptr<const tables::RowOrder>
chosenRows(const std::shared_ptr<const tables::RowOrder>& order, QList<int> rows) {
    if (rows.isEmpty())
        return order;
    std::sort(rows.begin(), rows.end());
    auto chosen = std::make_shared<tables::RowOrder>();
    chosen->snapshotGeneration = order->snapshotGeneration;
    for (const int row : rows)
        chosen->rows.push_back(order->rows[static_cast<std::size_t>(row)]);
    return chosen;
}

} // namespace

Exports::Exports(session::InvestigationController& controller, session::Settings& settings,
                 QStatusBar* bar, QWidget* window)
    : QObject(window)
    , m_controller(controller)
    , m_settings(settings)
    , m_window(window) {
    auto* const stop = new QAction(lineIcon(QStringLiteral("stop")), tr("Stop Export"), this);
    stop->setToolTip(tr("Stop writing; a file that is there stays as it was"));
    connect(stop, &QAction::triggered, this, &Exports::cancel);
    m_bar = new JobBar(stop, bar);
    m_bar->setObjectName(QStringLiteral("exportBar"));
    bar->addPermanentWidget(m_bar);
    connect(&controller, &session::InvestigationController::hashesChanged, this, [this] {
        // A job may end, and leave the list, while it is told.
        for (ExportJob* const job : QList<ExportJob*>(m_jobs))
            job->hashesChanged();
    });
}

Exports::~Exports() {
    for (ExportJob* const job : std::as_const(m_jobs)) {
        job->disconnect(); // nobody is left who could listen
        job->cancel();
    }
    m_pool.waitForDone();
}

void Exports::start(ExportJob* job) {
    m_jobs.append(job);
    connect(job, &ExportJob::progressed, m_bar, &JobBar::showStep);
    connect(job, &ExportJob::ended, this, [this, job](const Result<FileWritten>& outcome) {
        m_jobs.removeOne(job);
        if (m_jobs.isEmpty())
            m_bar->stop();
        report(job->path(), outcome);
    });
    job->start();
}

void Exports::cancel() {
    for (ExportJob* const job : QList<ExportJob*>(m_jobs))
        job->cancel();
}

QString Exports::askPath(const QString& title, const QString& name, const QString& filter) {
    const QString capture = QFileInfo(m_controller.paths().value(0)).completeBaseName();
    const QString suggestion =
        QDir(m_settings.folder(kFolder)).filePath(capture + QLatin1Char('-') + name);
    QString path = askOutputPath(m_window, {title, suggestion, filter});
    if (path.isEmpty())
        return {};
    if (const auto reason = whyNotWritable(path, m_controller)) {
        emit failed(*reason);
        return {};
    }
    m_settings.rememberFolderOf(kFolder, path);
    return path;
}

void Exports::report(const QString& path, const Result<FileWritten>& outcome) {
    if (!outcome)
        emit failed(models::toQString(describe(outcome.error())));
    else if (*outcome == FileWritten::Stopped)
        emit cancelled(path);
    else
        emit written(path);
}

void Exports::findingsCsv() {
    const auto snapshot = m_controller.snapshot();
    if (!snapshot)
        return;
    const QString path = askPath(tr("Export the Findings"), QStringLiteral("findings.csv"),
                                 tr("CSV files (*.csv);;All files (*)"));
    if (path.isEmpty())
        return;
    const auto write = [](const snapshot::Snapshot& shown, std::ostream& out,
                          const std::stop_token& stop) {
        exporting::writeFindingsCsv(shown, exporting::Listed::Reported, Formulas::Neutralise, out,
                                    stop);
    };
    start(new FileExport(snapshot, nullptr, path, write, m_pool, this));
}

void Exports::json() {
    const auto snapshot = m_controller.snapshot();
    const auto hashes = m_controller.hashes();
    if (!snapshot)
        return;
    const QString path = askPath(tr("Export as JSON"), QStringLiteral("report.json"),
                                 tr("JSON files (*.json);;All files (*)"));
    if (path.isEmpty())
        return;
    const auto write = [](const snapshot::Snapshot& hashed, std::ostream& out,
                          const std::stop_token& stop) {
        exporting::writeJson(hashed, exporting::Listed::Reported, out, stop);
    };
    start(new FileExport(snapshot, hashes, path, write, m_pool, this));
}

void Exports::pdf() {
    const auto snapshot = m_controller.snapshot();
    const auto hashes = m_controller.hashes();
    if (!snapshot)
        return;
    const QString path = askPath(tr("Write a PDF Report"), QStringLiteral("report.pdf"),
                                 tr("PDF files (*.pdf);;All files (*)"));
    if (!path.isEmpty())
        start(new PdfExport(snapshot, hashes, path, m_pool, this));
}

void Exports::tableCsv(const TablePane& pane, const QList<int>& rows) {
    const models::SnapshotTableModel::TablePtr table = pane.model().table();
    if (!table || !pane.model().order())
        return;
    const auto order = chosenRows(pane.model().order(), rows);
    std::vector<std::size_t> columns;
    for (const int column : pane.visibleColumns())
        columns.push_back(static_cast<std::size_t>(column));
    const QString name =
        models::toQString(tables::identifier(pane.kind())) + QStringLiteral(".csv");
    const QString path =
        askPath(tr("Export the Table"), name, tr("CSV files (*.csv);;All files (*)"));
    if (path.isEmpty())
        return;
    const auto write = [table, order, columns](const snapshot::Snapshot&, std::ostream& out,
                                               const std::stop_token& stop) {
        exporting::writeTableCsv(*table, *order, columns, Formulas::Neutralise, out, stop);
    };
    // The table holds its snapshot.
    const std::shared_ptr<const snapshot::Snapshot> snapshot(table, &table->snapshot());
    start(new FileExport(snapshot, nullptr, path, write, m_pool, this));
}

} // namespace beaconscope::ui
