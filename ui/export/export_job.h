// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/snapshot/snapshot.h"
#include "ui/session/file_hashes.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

class QThreadPool;

namespace beaconscope::ui {

/// Writes something about a snapshot into a file, in the background and step by step: the one that
/// was current when it was asked for, whatever is opened meanwhile. First it waits for the hashes
/// of the files. UI thread.
class ExportJob : public QObject {
    Q_OBJECT
public:
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
    /// Once, and nothing after it. `error` tells why, when neither written nor cancelled.
    void ended(bool isCancelled, const std::optional<beaconscope::Error>& error);

protected:
    using Work = std::function<std::optional<Error>()>;

    /// Begins with snapshot(), which has its hashes; leads to writeFile() or endIfCancelled().
    virtual void produce() = 0;

    const std::shared_ptr<const snapshot::Snapshot>& snapshot() const { return m_hashed; }
    std::stop_token stopToken() const { return m_stop.get_token(); }
    /// Runs `work` on another thread and then `next` on this one, unless the job ends: `work` gave
    /// an Error or threw, or the job was cancelled. One at a time.
    void aside(Work work, std::function<void()> next);
    /// The last step, on another thread. It cannot be cancelled.
    void writeFile(Work work);
    /// True when the job was cancelled: nothing more is to be done.
    bool endIfCancelled();

private:
    void completeHashes();
    void run(Work work, std::function<void(const std::optional<Error>&)> then);
    void end(bool isCancelled, const std::optional<Error>& error);

    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    std::shared_ptr<const session::FileHashes> m_hashes;
    std::shared_ptr<const snapshot::Snapshot> m_hashed;
    QString m_path;
    QThreadPool& m_pool;
    std::stop_source m_stop;
    bool m_isWaiting = false; ///< for hashes
};

/// One that `write` does, on another thread.
class FileExport final : public ExportJob {
    Q_OBJECT
public:
    using Write = std::function<std::optional<Error>(const snapshot::Snapshot& snapshot,
                                                     const QString& path)>;

    FileExport(std::shared_ptr<const snapshot::Snapshot> snapshot,
               std::shared_ptr<const session::FileHashes> hashes, QString path, Write write,
               QThreadPool& pool, QObject* parent);

private:
    void produce() override;

    Write m_write;
};

} // namespace beaconscope::ui
