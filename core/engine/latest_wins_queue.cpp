// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/latest_wins_queue.h"

#include <utility>

namespace beaconscope::engine {

LatestWinsQueue::LatestWinsQueue()
    : m_thread([this](const std::stop_token& quit) { run(quit); }) {}

LatestWinsQueue::~LatestWinsQueue() {
    m_thread.request_stop();
    cancelAll();
}

void LatestWinsQueue::post(int slot, Job job, Dropped dropped) {
    std::optional<Waiting> replaced;
    {
        const std::lock_guard lock(m_mutex);
        if (m_runningSlot == slot)
            m_runningStop.request_stop();
        Waiting& place = m_waiting[slot];
        if (place.job)
            replaced = std::move(place);
        place = {std::move(job), std::move(dropped)};
    }
    m_wake.notify_one();
    if (replaced && replaced->dropped)
        replaced->dropped();
}

void LatestWinsQueue::cancel(int slot) {
    std::optional<Waiting> dropped;
    {
        const std::lock_guard lock(m_mutex);
        if (m_runningSlot == slot)
            m_runningStop.request_stop();
        if (const auto found = m_waiting.find(slot); found != m_waiting.end()) {
            dropped = std::move(found->second);
            m_waiting.erase(found);
        }
    }
    if (dropped && dropped->dropped)
        dropped->dropped();
}

void LatestWinsQueue::cancelAll() {
    std::map<int, Waiting> dropped;
    {
        const std::lock_guard lock(m_mutex);
        m_runningStop.request_stop();
        dropped.swap(m_waiting);
    }
    for (auto& [slot, waiting] : dropped) {
        if (waiting.dropped)
            waiting.dropped();
    }
}

bool LatestWinsQueue::isBusy() const {
    const std::lock_guard lock(m_mutex);
    return m_runningSlot.has_value() || !m_waiting.empty();
}

void LatestWinsQueue::run(const std::stop_token& quit) {
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, quit, [this] { return !m_waiting.empty(); })) {
        if (quit.stop_requested())
            return;
        const auto first = m_waiting.begin();
        m_runningSlot = first->first;
        m_runningStop = std::stop_source();
        const std::stop_token stop = m_runningStop.get_token();
        {
            // The job is destroyed without the lock: it may own the last reference to a snapshot of
            // millions of rows, and freeing that takes time.
            const Job job = std::move(first->second.job);
            m_waiting.erase(first);
            lock.unlock();
            job(stop);
        }
        lock.lock();
        m_runningSlot.reset();
    }
}

} // namespace beaconscope::engine
