// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/export_job.h"

#include <QThreadPool>

#include <exception>
#include <utility>

namespace beaconscope::ui {

ExportJob::ExportJob(std::shared_ptr<const snapshot::Snapshot> snapshot,
                     std::shared_ptr<const session::FileHashes> hashes, QString path,
                     QThreadPool& pool, QObject* parent)
    : QObject(parent)
    , m_snapshot(std::move(snapshot))
    , m_hashes(std::move(hashes))
    , m_path(std::move(path))
    , m_pool(pool) {}

ExportJob::~ExportJob() = default;

void ExportJob::start() {
    if (!m_hashes) {
        produce();
        return;
    }
    m_isWaiting = true;
    emit progressed(tr("Computing SHA-256 of the capture"), std::nullopt);
    hashesChanged();
}

void ExportJob::hashesChanged() {
    if (m_isWaiting && !m_hashes->isPending())
        completeHashes();
}

void ExportJob::completeHashes() {
    m_isWaiting = false;
    auto hashed = session::withHashes(*m_snapshot, *m_hashes);
    m_snapshot = hashed;
    aside([hashed, stop = stopToken()] { session::computeMissingHashes(*hashed, stop); },
          [this] { produce(); });
}

void ExportJob::cancel() {
    m_stop.request_stop();
    if (m_isWaiting)
        end(FileWritten::Stopped);
}

bool ExportJob::endIfCancelled() {
    if (m_stop.stop_requested())
        end(FileWritten::Stopped);
    return m_stop.stop_requested();
}

void ExportJob::aside(std::function<void()> work, std::function<void()> next) {
    const auto doWork = [work = std::move(work)]() -> Outcome {
        work();
        return FileWritten::Stopped; // so far nothing is written
    };
    run(doWork, [this, next = std::move(next)](const Outcome& outcome) {
        if (!outcome)
            end(outcome);
        else if (!endIfCancelled())
            next();
    });
}

void ExportJob::writeFile(std::function<Outcome(const std::stop_token&)> write) {
    run([write = std::move(write), stop = stopToken()] { return write(stop); },
        [this](const Outcome& outcome) { end(outcome); });
}

void ExportJob::run(std::function<Outcome()> work, std::function<void(const Outcome&)> then) {
    m_pool.start([this, work = std::move(work), then = std::move(then)] {
        Outcome outcome = FileWritten::Stopped;
        try {
            outcome = work();
        } catch (const std::exception& exception) {
            outcome = Error{exception.what(), {}, {}};
        }
        QMetaObject::invokeMethod(
            this, [outcome, then] { then(outcome); }, Qt::QueuedConnection);
    });
}

void ExportJob::end(const Outcome& outcome) {
    m_isWaiting = false;
    emit ended(outcome);
    deleteLater();
}

FileExport::FileExport(std::shared_ptr<const snapshot::Snapshot> snapshot,
                       std::shared_ptr<const session::FileHashes> hashes, QString path, Write write,
                       QThreadPool& pool, QObject* parent)
    : ExportJob(std::move(snapshot), std::move(hashes), std::move(path), pool, parent)
    , m_write(std::move(write)) {}

void FileExport::produce() {
    emit progressed(tr("Writing"), std::nullopt);
    writeFile([write = m_write, shared = snapshot(),
               file = path().toStdString()](const std::stop_token& stop) {
        return writeFileAtomically(
            file, [&](std::ostream& out) { write(*shared, out, stop); }, stop);
    });
}

} // namespace beaconscope::ui
