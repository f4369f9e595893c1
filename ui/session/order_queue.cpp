// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/order_queue.h"

#include <algorithm>
#include <utility>

namespace beaconscope::session {

OrderQueue::OrderQueue(Submit submit, QObject* parent)
    : QObject(parent)
    , m_submit(std::move(submit)) {}

void OrderQueue::request(QObject* requester, Snapshot snapshot, tables::RowOrderRequest request,
                         Done done) {
    if (std::find(m_watched.begin(), m_watched.end(), requester) == m_watched.end()) {
        m_watched.push_back(requester);
        connect(requester, &QObject::destroyed, this, &OrderQueue::forget);
    }
    Lane& lane = laneOf(request.table);
    Wish wish{requester, std::move(snapshot), std::move(request), std::move(done)};
    std::erase_if(lane.waiting, [&](const Wish& other) { return other.requester == requester; });
    if (lane.isRunning && lane.requester != requester)
        lane.waiting.push_back(std::move(wish));
    else
        start(lane, std::move(wish));
}

void OrderQueue::start(Lane& lane, Wish wish) {
    lane.isRunning = true;
    lane.requester = wish.requester;
    lane.done = std::move(wish.done);
    lane.serial = ++m_serial;
    const tables::TableKind kind = wish.request.table;
    const std::uint64_t serial = lane.serial;
    m_submit(std::move(wish.snapshot), std::move(wish.request), [this, kind, serial](Order order) {
        QMetaObject::invokeMethod(
            this, [this, kind, serial, order = std::move(order)] { finish(kind, serial, order); },
            Qt::QueuedConnection);
    });
}

void OrderQueue::finish(tables::TableKind kind, std::uint64_t serial, const Order& order) {
    Lane& lane = laneOf(kind);
    if (!lane.isRunning || lane.serial != serial)
        return; // replaced in the meantime
    lane.isRunning = false;
    lane.requester = nullptr;
    const Done done = std::exchange(lane.done, {});
    if (!lane.waiting.empty()) {
        Wish next = std::move(lane.waiting.front());
        lane.waiting.erase(lane.waiting.begin());
        start(lane, std::move(next));
    }
    if (done)
        done(order);
}

void OrderQueue::reset() {
    for (Lane& lane : m_lanes)
        lane = {};
}

bool OrderQueue::isIdle() const {
    return std::none_of(m_lanes.begin(), m_lanes.end(),
                        [](const Lane& lane) { return lane.isRunning; });
}

void OrderQueue::forget(QObject* requester) {
    std::erase(m_watched, requester);
    for (Lane& lane : m_lanes) {
        std::erase_if(lane.waiting, [&](const Wish& wish) { return wish.requester == requester; });
        if (lane.requester == requester) // its order still runs to the end, then the next starts
            lane.done = {};
    }
}

} // namespace beaconscope::session
