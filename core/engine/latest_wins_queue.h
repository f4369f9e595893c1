// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace beaconscope::engine {

/// A worker thread that runs one job at a time. Each job has a slot. A new job replaces the job
/// that waits in its slot, and stops the running job if that came from the same slot. Jobs in lower
/// slots start first. The destructor stops the running job, drops the others and joins the thread.
class LatestWinsQueue {
public:
    /// Runs on the worker thread and must not throw. When `stop` is requested, nobody needs the
    /// result any more.
    using Job = std::function<void(std::stop_token stop)>;
    /// Called when a job will never run, on the thread that replaced or cancelled it.
    using Dropped = std::function<void()>;

    LatestWinsQueue();
    ~LatestWinsQueue();
    LatestWinsQueue(const LatestWinsQueue&) = delete;
    LatestWinsQueue& operator=(const LatestWinsQueue&) = delete;

    void post(int slot, Job job, Dropped dropped = {});
    /// Stops the running job if it came from `slot`, and drops the one that waits there.
    void cancel(int slot);
    void cancelAll();

    bool isBusy() const;

private:
    struct Waiting {
        Job job;
        Dropped dropped;
    };

    void run(const std::stop_token& quit);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::map<int, Waiting> m_waiting;
    std::optional<int> m_runningSlot;
    std::stop_source m_runningStop;
    std::jthread m_thread; ///< last member, because the thread uses the others
};

} // namespace beaconscope::engine
