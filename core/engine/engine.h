// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/input/read_options.h"
#include "core/snapshot/detector_judgements.h"
#include "core/snapshot/snapshot.h"
#include "core/snapshot/subject_key.h"
#include "core/tables/row_order.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace beaconscope::engine {

enum class JobKind : std::uint8_t { Load, Analyse };
enum class JobEnd : std::uint8_t { Finished, Cancelled, Failed };

/// Runs loads and analyses on a worker thread. Every function returns at once. A later call
/// replaces a call of the same kind that still waits; a load also stops the job that runs. Each job
/// ends exactly once. After Cancelled or Failed the previous snapshot stays valid. The destructor
/// stops all jobs and joins the threads.
///
/// Call the functions from one thread only. The engine calls the callbacks on its worker threads,
/// so they should only pass their arguments on to the thread of the caller.
class Engine {
public:
    struct Callbacks {
        std::function<void(std::shared_ptr<const snapshot::Snapshot>)> snapshot;
        std::function<void(JobKind, JobEnd, std::string message)> ended;
        /// Called when order(), describe(), compare() or hashFiles() failed. `message` is for
        /// people.
        std::function<void(std::string message)> failed;
    };

    explicit Engine(Callbacks callbacks);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Fails when none of the files can be opened.
    void load(std::vector<std::string> paths, snapshot::AnalysisSettings settings,
              input::ReadOptions options = {});
    /// Analyses the loaded capture again. Does nothing when nothing is loaded. During a load, the
    /// analysis that follows the load uses these settings.
    void analyse(snapshot::AnalysisSettings settings);
    /// Stops the running load or analysis and drops the jobs that wait. A load that is still
    /// reading (Progress::isReading) only stops reading: what was read so far is analysed and kept.
    void cancel();

    bool isBusy() const;
    const Progress& progress() const;

    /// Sorts and filters a table of `snapshot` on a second worker thread, so that tables can be
    /// sorted while a load runs. Calls `done` on that thread, with null when the work failed. When
    /// a later call for the same table replaced this one, calls `done` with null, on that thread or
    /// on the thread of the later call.
    void order(std::shared_ptr<const snapshot::Snapshot> snapshot, tables::RowOrderRequest request,
               std::function<void(std::shared_ptr<const tables::RowOrder>)> done);

    /// Collects what the detail pane shows, on the same thread as order(), and calls `done` there.
    /// Its argument is null when the snapshot does not hold the subject, or when the work failed.
    /// `done` is not called when a later call replaced this one.
    void describe(std::shared_ptr<const snapshot::Snapshot> snapshot, snapshot::SubjectKey subject,
                  std::function<void(std::shared_ptr<const snapshot::SelectionDetail>)> done);

    /// Asks every detector about the series of `detail`. This takes seconds for a series of a
    /// million queries, so it has its own worker thread. Calls `done` there, with an empty list
    /// when the work failed. `done` is not called when a later call replaced this one.
    void compare(std::shared_ptr<const snapshot::Snapshot> snapshot,
                 std::shared_ptr<const snapshot::SelectionDetail> detail,
                 std::function<void(std::vector<snapshot::DetectorJudgement>)> done);

    /// Computes the SHA-256 of all files that `paths` name (see findInputFiles()). This has its own
    /// worker thread, so that it runs beside a load. Calls `done` there for each file that could be
    /// read. Calls `ended` once: after the last file, or when a later call replaced this one.
    void hashFiles(std::vector<std::string> paths,
                   std::function<void(std::string path, std::string sha256)> done,
                   std::function<void()> ended);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace beaconscope::engine
