// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace beaconscope::engine {

/// Hands items from one thread, the maker, to another, the user, in order. There are only a few
/// items, which go back and forth, so the maker waits when it is too far ahead.
template <typename Item>
class HandOver {
public:
    explicit HandOver(std::size_t items) {
        for (std::size_t i = 0; i < items; ++i)
            m_free.push_back(std::make_unique<Item>());
    }

    /// For the maker: waits for an item to fill. Returns null after abandon().
    std::unique_ptr<Item> takeFree() {
        std::unique_lock lock(m_mutex);
        m_change.wait(lock, [this] { return !m_free.empty() || m_isAbandoned; });
        if (m_isAbandoned)
            return nullptr;
        auto item = std::move(m_free.back());
        m_free.pop_back();
        return item;
    }
    /// For the maker.
    void giveFull(std::unique_ptr<Item> item) {
        const std::lock_guard lock(m_mutex);
        m_full.push_back(std::move(item));
        m_change.notify_all();
    }
    /// For the maker: whether nobody waits for items any more.
    bool isAbandoned() const {
        const std::lock_guard lock(m_mutex);
        return m_isAbandoned;
    }
    /// For the maker: there will be no more items.
    void finish() {
        const std::lock_guard lock(m_mutex);
        m_isFinished = true;
        m_change.notify_all();
    }

    /// For the user: waits for the next item. Returns null after the last.
    std::unique_ptr<Item> takeFull() {
        std::unique_lock lock(m_mutex);
        m_change.wait(lock, [this] { return !m_full.empty() || m_isFinished; });
        if (m_full.empty())
            return nullptr;
        auto item = std::move(m_full.front());
        m_full.pop_front();
        return item;
    }
    /// For the user.
    void giveBack(std::unique_ptr<Item> item) {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(item));
        m_change.notify_all();
    }
    /// For the user: takes no more items, so the maker must not wait for one to come back.
    void abandon() {
        const std::lock_guard lock(m_mutex);
        m_isAbandoned = true;
        m_change.notify_all();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_change;
    std::vector<std::unique_ptr<Item>> m_free;
    std::deque<std::unique_ptr<Item>> m_full;
    bool m_isFinished = false;
    bool m_isAbandoned = false;
};

} // namespace beaconscope::engine
