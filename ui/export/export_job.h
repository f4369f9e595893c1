// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/snapshot/snapshot.h"
#include "ui/session/file_hashes.h"

#include <QObject>
#include <QString>

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <stop_token>

class QThreadPool;

namespace beaconscope::ui {

/// Writes something about a snapshot into a file, in the background and step by step: the one that
/// was current when it was asked for, whatever is opened meanwhile. UI thread.
class ExportJob : public QObject {
    Q_OBJECT
public:
    /// Waits for the hashes of the files first; with null it writes none and does not wait.
    /// `pool` must have ended before the job goes away.
    ExportJob(std::shared_ptr<const snapshot::Snapshot> snapshot,
              std::shared_ptr<const session::FileHashes> hashes, QString path, QThreadPool& pool,
              QObject* parent);
    ~ExportJob() override;

    const QString& path() const { return m_path; }
    void start();
    /// Call it when more hashes may be known.
    void hashesChanged();
    /// Stops the job. The file stays as it was, unless it is being replaced at this moment.
    void cancel();

signals:
    void progressed(const QString& what, std::optional<double> fraction);
    /// Once, and nothing after it: the file is complete, the job was stopped, or it failed.
    void ended(const beaconscope::Result<beaconscope::FileWritten>& outcome);

protected:
    using Outcome = Result<FileWritten>;

    /// Begins with snapshot(), which has the hashes that are wanted; leads to writeFile() or
    /// endIfCancelled().
    virtual void produce() = 0;

    const std::shared_ptr<const snapshot::Snapshot>& snapshot() const { return m_snapshot; }
    std::stop_token stopToken() const { return m_stop.get_token(); }
    /// Runs `work` on another thread and then `next` on this one, unless the job ends: `work`
    /// threw, or the job was cancelled. One at a time.
    void aside(std::function<void()> work, std::function<void()> next);
    /// The last step, on another thread: `write` says how the job ends.
    void writeFile(std::function<Outcome(const std::stop_token& stop)> write);
    /// True when the job was cancelled: nothing more is to be done.
    bool endIfCancelled();

private:
    void completeHashes();
    void run(std::function<Outcome()> work, std::function<void(const Outcome&)> then);
    void end(const Outcome& outcome);

    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    std::shared_ptr<const session::FileHashes> m_hashes;
    QString m_path;
    QThreadPool& m_pool;
    std::stop_source m_stop;
    bool m_isWaiting = false; ///< for hashes
};

/// An export that `write` does in one go, on another thread.
class FileExport final : public ExportJob {
    Q_OBJECT
public:
    /// Returns early when `stop` is requested.
    using Write = std::function<void(const snapshot::Snapshot& snapshot, std::ostream& out,
                                     const std::stop_token& stop)>;

    FileExport(std::shared_ptr<const snapshot::Snapshot> snapshot,
               std::shared_ptr<const session::FileHashes> hashes, QString path, Write write,
               QThreadPool& pool, QObject* parent);

private:
    void produce() override;

    Write m_write;
};

} // namespace beaconscope::ui
