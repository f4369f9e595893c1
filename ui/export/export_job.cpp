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
    m_hashed = hashed;
    aside(
        [hashed, stop = stopToken()]() -> std::optional<Error> {
            session::computeMissingHashes(*hashed, stop);
            return std::nullopt;
        },
        [this] { produce(); });
}

void ExportJob::cancel() {
    m_stop.request_stop();
    if (m_isWaiting)
        end(true, {});
}

bool ExportJob::endIfCancelled() {
    if (m_stop.stop_requested())
        end(true, {});
    return m_stop.stop_requested();
}

void ExportJob::aside(Work work, std::function<void()> next) {
    run(std::move(work), [this, next = std::move(next)](const std::optional<Error>& error) {
        if (error)
            end(false, error);
        else if (!endIfCancelled())
            next();
    });
}

void ExportJob::writeFile(Work work) {
    run(std::move(work), [this](const std::optional<Error>& error) { end(false, error); });
}

void ExportJob::run(Work work, std::function<void(const std::optional<Error>&)> then) {
    m_pool.start([this, work = std::move(work), then = std::move(then)] {
        std::optional<Error> error;
        try {
            error = work();
        } catch (const std::exception& exception) {
            error = Error{exception.what(), {}, {}};
        }
        QMetaObject::invokeMethod(
            this, [error, then] { then(error); }, Qt::QueuedConnection);
    });
}

void ExportJob::end(bool isCancelled, const std::optional<Error>& error) {
    m_isWaiting = false;
    emit ended(isCancelled, error);
    deleteLater();
}

FileExport::FileExport(std::shared_ptr<const snapshot::Snapshot> snapshot,
                       std::shared_ptr<const session::FileHashes> hashes, QString path, Write write,
                       QThreadPool& pool, QObject* parent)
    : ExportJob(std::move(snapshot), std::move(hashes), std::move(path), pool, parent)
    , m_write(std::move(write)) {}

void FileExport::produce() {
    emit progressed(tr("Writing"), std::nullopt);
    writeFile(
        [write = m_write, shared = snapshot(), file = path()] { return write(*shared, file); });
}

} // namespace beaconscope::ui
