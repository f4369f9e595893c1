// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/engine.h"
#include "ui/session/file_hashes.h"
#include "ui/session/load_rate.h"
#include "ui/session/order_queue.h"
#include "ui/session/settings_history.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

namespace beaconscope::session {

/// The one place where the window meets the engine: opens and closes captures, keeps what the user
/// set, and hands out the newest snapshot. UI thread: what the engine's threads report is posted to
/// it. Late reports about an earlier capture are dropped.
class InvestigationController : public QObject {
    Q_OBJECT
public:
    using SnapshotPtr = std::shared_ptr<const snapshot::Snapshot>;
    using DetailPtr = std::shared_ptr<const snapshot::SelectionDetail>;

    explicit InvestigationController(QObject* parent = nullptr);
    ~InvestigationController() override;

    // The capture. While a load runs the snapshot is provisional. A load that is stopped while it
    // reads keeps what it has read. After a load that fails, or is stopped before or after that,
    // the snapshot is again the one that was there before the load.

    /// `options` may hold the password of encrypted archives; reopen() uses them again.
    /// Their limit of memory is that of setMaxMemory().
    void open(const QStringList& paths, const input::ReadOptions& options = {});
    /// Sets how many bytes of memory loads may take from now on; see input::ReadOptions.
    void setMaxMemory(std::uint64_t bytes);
    void reopen();
    void close();
    void cancel();

    /// Null when no capture is open.
    SnapshotPtr snapshot() const { return m_current; }
    /// Returns the hashes of the files of snapshot(). They are computed while the files are read;
    /// the returned object is kept up to date.
    std::shared_ptr<const FileHashes> hashes() const;
    /// Files of the open capture, or of the one being loaded.
    QStringList paths() const { return m_paths; }
    bool isBusy() const { return m_runningLoads > 0 || m_runningAnalyses > 0; }
    /// Returns true when nothing is under way: no job, no row order, no description and no edit.
    bool isSettled() const;

    // What the user can set. Each change is analysed after 100 ms without another, and is a step of
    // undo.

    const snapshot::AnalysisSettings& settings() const { return m_settings; }
    const SettingsHistory& history() const { return m_history; }
    void undo();
    void redo();
    void setDetector(std::shared_ptr<const detect::Detector> detector);
    void setParameter(std::size_t index, double value);
    void resetParameters();
    void setGrouping(series::Grouping grouping);
    void setIncludeMulticast(bool include);
    /// Null means no known services. `file` is where the list comes from; empty for the list that
    /// comes with the program.
    void setKnownServices(std::shared_ptr<const detect::KnownServices> services,
                          const QString& file = {});
    /// The same when the program starts. The user cannot undo this.
    void startWithKnownServices(std::shared_ptr<const detect::KnownServices> services,
                                const QString& file = {});
    void setRange(std::optional<series::TimeRange> range);

    /// Returns the rules as the user edited them. They are in force at once; an invalid rule
    /// matches nothing, and the other rules still act.
    const rules::RuleSet& rules() const { return *m_settings.rules; }
    /// Replaces the default rules when the program starts. The user cannot undo this.
    void startWithRules(rules::RuleSet rules);
    void editRules(rules::RuleSet next, const QString& what, const QString& mergeKey = {});

    // Work on the current snapshot, off the UI thread.

    OrderQueue& orders() { return m_orders; }
    /// Emits detailReady() when the detail is collected, and judgementsReady() after it if there is
    /// a detail. Emits neither when a later call replaces this one first.
    void describe(const snapshot::SubjectKey& subject);

signals:
    void snapshotChanged(std::shared_ptr<const beaconscope::snapshot::Snapshot> snapshot);
    void jobStarted(beaconscope::engine::JobKind kind);
    /// `message` is for people and empty when there is nothing to say.
    void jobEnded(beaconscope::engine::JobKind kind, beaconscope::engine::JobEnd end,
                  QString message);
    void progressChanged(const beaconscope::session::LoadProgress& progress);
    /// `detail` is null when the snapshot does not hold the subject.
    void detailReady(std::shared_ptr<const beaconscope::snapshot::SelectionDetail> detail);
    /// One judgement for each detector, on the series of the last detail. Empty when that detail
    /// has no finding.
    void judgementsReady(std::vector<beaconscope::snapshot::DetectorJudgement> judgements);
    /// A table, a detail or a hash could not be made; `message` is for people.
    void failed(const QString& message);
    /// Settings have changed, or the steps that can be undone have.
    void settingsChanged();
    void rulesChanged();
    /// One more hash is known, or no further hashes will come.
    void hashesChanged();

private:
    std::unique_ptr<engine::Engine> makeEngine();
    void post(std::function<void()> call);
    void takeSnapshot(SnapshotPtr snapshot);
    void jobHasEnded(engine::JobKind kind, engine::JobEnd end, const QString& message);
    void loadHasEnded(engine::JobEnd end);
    void edit(snapshot::AnalysisSettings next, const QString& what, const QString& mergeKey = {});
    void start(snapshot::AnalysisSettings settings);
    void applyHistory();
    void analyseNow();
    snapshot::AnalysisSettings settingsForJob() const;
    void forgetRange();
    void startHashing(std::vector<std::string> paths, const std::shared_ptr<FileHashes>& hashes);
    void resumeHashing();
    void compare(std::uint64_t described, SnapshotPtr snapshot, DetailPtr detail);
    void sampleProgress();

    SettingsHistory m_history;
    snapshot::AnalysisSettings m_settings; ///< those of m_history

    SnapshotPtr m_current;
    SnapshotPtr m_complete; ///< the last one that was not provisional: what a cancel goes back to
    std::uint64_t m_newestGeneration = 0;
    QStringList m_paths;
    QStringList m_completePaths;
    input::ReadOptions m_readOptions;            ///< of the latest open()
    std::shared_ptr<FileHashes> m_hashes;        ///< of m_complete
    std::shared_ptr<FileHashes> m_loadingHashes; ///< null when no load runs

    /// The load that runs is of other files than m_complete: the time range means nothing there.
    bool m_isOtherCapture = false;
    int m_runningLoads = 0;
    int m_runningAnalyses = 0;
    std::uint64_t m_describeRequested = 0;
    std::uint64_t m_describeDone = 0;
    std::uint64_t m_compareDone = 0;
    /// Raised when the capture is closed, so that calls which the earlier engine posted are
    /// dropped.
    std::uint64_t m_epoch = 0;
    /// Calls on their way from the engine's threads to this one.
    std::atomic<int> m_posted{0};

    QTimer m_editTimer;
    QTimer m_progressTimer;
    QElapsedTimer m_clock;
    LoadRate m_rate;
    OrderQueue m_orders;
    /// Last, so that its threads are gone before anything that they use.
    std::uint64_t m_maxMemory = 0; ///< see setMaxMemory()
    std::unique_ptr<engine::Engine> m_engine;
};

} // namespace beaconscope::session
