// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/engine.h"

#include "core/base/sha256.h"
#include "core/engine/investigation.h"
#include "core/engine/latest_wins_queue.h"
#include "core/input/sources/input_files.h"

#include <exception>
#include <mutex>
#include <new>
#include <utility>

namespace beaconscope::engine {

namespace {

// Slots of the analysis worker. A waiting load starts before a waiting analysis.
constexpr int kLoadSlot = 0;
constexpr int kAnalyseSlot = 1;

// Slots of the view worker: first the detail of the selected row, then one slot for each table.
constexpr int kDescribeSlot = 0;
constexpr int kFirstTableSlot = 1;

constexpr int kCompareSlot = 0;
constexpr int kHashSlot = 0;

} // namespace

struct Engine::Impl {
    explicit Impl(Callbacks given)
        : callbacks(std::move(given)) {}

    /// Runs `work`. Returns a message for people if it threw an exception, else nothing.
    static std::string problemOf(const std::function<void()>& work) {
        try {
            work();
            return {};
        } catch (const std::bad_alloc&) {
            return "There is not enough memory.";
        } catch (const std::exception& exception) {
            return exception.what();
        }
    }

    /// Runs `work`. If it throws, runs `giveUp`, because the caller waits for an answer.
    void runFor(const std::function<void()>& work, const std::function<void()>& giveUp) const {
        const std::string problem = problemOf(work);
        if (problem.empty())
            return;
        callbacks.failed(problem);
        giveUp();
    }

    /// Runs `work` as a job that ends exactly once, also when it throws.
    void runJob(JobKind kind, const std::function<bool()>& isCancelled,
                const std::function<std::shared_ptr<const snapshot::Snapshot>()>& work) const {
        std::shared_ptr<const snapshot::Snapshot> snapshot;
        const std::string problem = problemOf([&] { snapshot = work(); });
        if (snapshot) {
            callbacks.snapshot(std::move(snapshot));
            callbacks.ended(kind, JobEnd::Finished, {});
            return;
        }
        const bool cancelled = problem.empty() && isCancelled();
        callbacks.ended(kind, cancelled ? JobEnd::Cancelled : JobEnd::Failed,
                        problem.empty() ? "Nothing is loaded." : problem);
    }

    LatestWinsQueue::Dropped dropped(JobKind kind) {
        return [this, kind] { callbacks.ended(kind, JobEnd::Cancelled, {}); };
    }

    Callbacks callbacks;
    Progress progress;
    std::stop_source reading;    ///< of the latest load; used only by the caller's thread
    Investigation investigation; ///< used only by the analysis worker
    tables::RankCache ranks;     ///< used only by the view worker

    // Last members, so that the workers stop before the members that they use are destroyed.
    LatestWinsQueue analysisWorker;
    LatestWinsQueue viewWorker;
    LatestWinsQueue compareWorker;
    LatestWinsQueue hashWorker;
};

Engine::Engine(Callbacks callbacks)
    : m_impl(std::make_unique<Impl>(std::move(callbacks))) {}
Engine::~Engine() = default;

void Engine::load(std::vector<std::string> paths, snapshot::AnalysisSettings settings,
                  input::ReadOptions options) {
    Impl* impl = m_impl.get();
    impl->analysisWorker.cancelAll();
    impl->reading = std::stop_source();
    impl->analysisWorker.post(
        kLoadSlot,
        [impl, paths = std::move(paths), settings = std::move(settings),
         options = std::move(options),
         endReading = impl->reading.get_token()](std::stop_token stop) {
            impl->runJob(
                JobKind::Load, [&] { return stop.stop_requested() || endReading.stop_requested(); },
                [&] {
                    return impl->investigation.load(paths, settings, impl->progress, stop,
                                                    impl->callbacks.snapshot, endReading,
                                                    Unreadable::Fails, options);
                });
        },
        impl->dropped(JobKind::Load));
}

void Engine::analyse(snapshot::AnalysisSettings settings) {
    Impl* impl = m_impl.get();
    impl->analysisWorker.post(
        kAnalyseSlot,
        [impl, settings = std::move(settings)](std::stop_token stop) {
            impl->runJob(
                JobKind::Analyse, [&] { return stop.stop_requested(); },
                [&] { return impl->investigation.analyse(settings, stop); });
        },
        impl->dropped(JobKind::Analyse));
}

void Engine::cancel() {
    // The first request only ends the reading. A second one stops the analysis of what was read.
    if (m_impl->progress.isReading && m_impl->reading.request_stop())
        return;
    m_impl->analysisWorker.cancelAll();
}

bool Engine::isBusy() const {
    return m_impl->analysisWorker.isBusy();
}

const Progress& Engine::progress() const {
    return m_impl->progress;
}

void Engine::order(std::shared_ptr<const snapshot::Snapshot> snapshot,
                   tables::RowOrderRequest request,
                   std::function<void(std::shared_ptr<const tables::RowOrder>)> done) {
    Impl* impl = m_impl.get();
    const int slot = kFirstTableSlot + static_cast<int>(request.table);
    auto dropped = [done] { done(nullptr); };
    impl->viewWorker.post(
        slot,
        [impl, snapshot = std::move(snapshot), request = std::move(request),
         done = std::move(done)](std::stop_token stop) {
            impl->runFor(
                [&] {
                    const auto table = tables::makeTable(request.table, snapshot);
                    done(tables::orderRows(*table, request, impl->ranks, stop));
                },
                [&] { done(nullptr); });
        },
        std::move(dropped));
}

void Engine::describe(std::shared_ptr<const snapshot::Snapshot> snapshot,
                      snapshot::SubjectKey subject,
                      std::function<void(std::shared_ptr<const snapshot::SelectionDetail>)> done) {
    Impl* impl = m_impl.get();
    impl->viewWorker.post(kDescribeSlot,
                          [impl, snapshot = std::move(snapshot), subject = std::move(subject),
                           done = std::move(done)](const std::stop_token& stop) {
                              impl->runFor(
                                  [&] {
                                      auto detail = snapshot::describeSelection(
                                          *snapshot, snapshot::resolve(*snapshot, subject), stop);
                                      if (!stop.stop_requested())
                                          done(std::move(detail));
                                  },
                                  [&] { done(nullptr); });
                          });
}

void Engine::compare(std::shared_ptr<const snapshot::Snapshot> snapshot,
                     std::shared_ptr<const snapshot::SelectionDetail> detail,
                     std::function<void(std::vector<snapshot::DetectorJudgement>)> done) {
    Impl* impl = m_impl.get();
    impl->compareWorker.post(kCompareSlot, [impl, snapshot = std::move(snapshot),
                                            detail = std::move(detail),
                                            done = std::move(done)](const std::stop_token& stop) {
        impl->runFor(
            [&] {
                auto judgements = snapshot::judgementsByDetector(*snapshot, *detail, stop);
                if (!stop.stop_requested())
                    done(std::move(judgements));
            },
            [&] { done({}); });
    });
}

void Engine::hashFiles(std::vector<std::string> paths,
                       std::function<void(std::string path, std::string sha256)> done,
                       std::function<void()> ended) {
    auto dropped = ended;
    Impl* impl = m_impl.get();
    impl->hashWorker.post(
        kHashSlot,
        [impl, paths = std::move(paths), done = std::move(done),
         ended = std::move(ended)](const std::stop_token& stop) {
            impl->runFor(
                [&] {
                    for (const input::InputFile& file : input::findInputFiles(paths).files) {
                        if (stop.stop_requested())
                            break;
                        if (auto hash = sha256OfFile(file.path, stop))
                            done(file.path, *hash);
                    }
                },
                [] {});
            ended();
        },
        std::move(dropped));
}

} // namespace beaconscope::engine
