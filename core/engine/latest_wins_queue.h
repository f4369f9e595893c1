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

/// A worker thread that runs one job at a time. Jobs have a slot; a job posted to a slot replaces
/// the one that waits there, and stops the one from there that runs. Lower slots go first.
/// Destruction stops the running job, drops the others and joins.
class LatestWinsQueue {
public:
    /// Called on the worker thread; must not throw. `stop` tells when the job has become pointless.
    using Job = std::function<void(std::stop_token stop)>;
    /// Called, on whatever thread replaces or cancels it, for a job that will never run.
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
    std::jthread m_thread; ///< last: it uses all of the above
};

} // namespace beaconscope::engine
