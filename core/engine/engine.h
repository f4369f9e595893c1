// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/snapshot/detector_judgements.h"
#include "core/snapshot/selection.h"
#include "core/snapshot/snapshot.h"
#include "core/tables/row_order.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace beaconscope::engine {

enum class JobKind : std::uint8_t { Load, Analyse };
enum class JobEnd : std::uint8_t { Finished, Cancelled, Failed };

/// The analysis on a worker thread of its own. Calls return at once. A later call replaces a
/// waiting one of the same kind, and a load also stops whatever runs. Each job ends exactly once;
/// after Cancelled or Failed the previous snapshot stays valid. Destruction stops and joins.
///
/// Calls come from one thread. The callbacks are called on worker threads; they must only pass
/// their arguments on.
class Engine {
public:
    struct Callbacks {
        std::function<void(std::shared_ptr<const snapshot::Snapshot>)> snapshot;
        std::function<void(JobKind, JobEnd, std::string message)> ended;
        /// What order(), describe(), compare() or hashFiles() could not do, for people.
        std::function<void(std::string message)> failed;
    };

    explicit Engine(Callbacks callbacks);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void load(std::vector<std::string> paths, snapshot::AnalysisSettings settings);
    /// Ignored when nothing is loaded; during a load, its settings apply when it ends.
    void analyse(snapshot::AnalysisSettings settings);
    /// Stops the running load or analysis and drops what waits. While something is read that cannot
    /// be read again (Progress::isReadOnce), only the reading ends: what came is analysed and kept.
    void cancel();

    bool isBusy() const;
    const Progress& progress() const;

    /// Sorts and filters a table of `snapshot` on a second worker, so that tables can be sorted
    /// while a load runs. `done` is called there with null when a later order for the same
    /// table replaced this one, or when it failed.
    void order(std::shared_ptr<const snapshot::Snapshot> snapshot, tables::RowOrderRequest request,
               std::function<void(std::shared_ptr<const tables::RowOrder>)> done);

    /// Collects what the detail pane shows, on the same second worker. A later call replaces a
    /// waiting one; `done` is then not called for the earlier. Called with null when it failed.
    void describe(std::shared_ptr<const snapshot::Snapshot> snapshot, snapshot::Selection selection,
                  std::function<void(std::shared_ptr<const snapshot::SelectionDetail>)> done);

    /// What every detector says of the series of `detail`, on a worker of its own, as it takes
    /// seconds for a series of a million queries. Otherwise as describe(), with none when it
    /// failed.
    void compare(std::shared_ptr<const snapshot::Snapshot> snapshot,
                 std::shared_ptr<const snapshot::SelectionDetail> detail,
                 std::function<void(std::vector<snapshot::DetectorJudgement>)> done);

    /// SHA-256 of the files that `paths` stand for (see findInputFiles()), on a thread of its own,
    /// so that they are computed beside the reading. `done` is called there for each that could be
    /// read. `ended` is called once: after the last, or when a later call replaced this one.
    void hashFiles(std::vector<std::string> paths,
                   std::function<void(std::string path, std::string sha256)> done,
                   std::function<void()> ended);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace beaconscope::engine
