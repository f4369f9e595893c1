// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/latest_wins_queue.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <semaphore>
#include <stop_token>

using namespace beaconscope;
using engine::LatestWinsQueue;

namespace {

/// A job that runs until it is told to stop, or much too long.
class LongJob {
public:
    LatestWinsQueue::Job job() {
        return [this](const std::stop_token& stop) {
            m_started.release();
            const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
            while (!stop.stop_requested() && std::chrono::steady_clock::now() < end)
                std::this_thread::yield();
            m_wasStopped = stop.stop_requested();
            m_ended.release();
        };
    }
    void waitForStart() { m_started.acquire(); }
    bool wasStopped() {
        m_ended.acquire();
        return m_wasStopped;
    }

private:
    std::binary_semaphore m_started{0};
    std::binary_semaphore m_ended{0};
    std::atomic<bool> m_wasStopped = false;
};

} // namespace

class TestLatestWinsQueue : public QObject {
    Q_OBJECT

private slots:
    void aJobStopsTheOneThatRunsInItsSlot() {
        LongJob first;
        std::binary_semaphore second(0);
        LatestWinsQueue queue;
        queue.post(3, first.job());
        first.waitForStart();
        queue.post(3, [&](const std::stop_token& stop) {
            if (!stop.stop_requested()) // the request was for the first alone
                second.release();
        });
        QVERIFY(first.wasStopped());
        QVERIFY(second.try_acquire_for(std::chrono::seconds(5)));
    }

    void aJobOfAnotherSlotStopsNothing() {
        std::binary_semaphore goOn(0);
        std::binary_semaphore ended(0);
        std::atomic<bool> wasStopped = true;
        LatestWinsQueue queue;
        queue.post(3, [&](const std::stop_token& stop) {
            goOn.acquire();
            wasStopped = stop.stop_requested();
        });
        queue.post(4, [&](const std::stop_token&) { ended.release(); });
        goOn.release();
        QVERIFY(ended.try_acquire_for(std::chrono::seconds(5)));
        QVERIFY(!wasStopped);
    }

    void cancellingStopsWhatRuns_data() {
        QTest::addColumn<bool>("all");
        QTest::newRow("a slot") << false;
        QTest::newRow("all") << true;
    }
    void cancellingStopsWhatRuns() {
        QFETCH(bool, all);
        LongJob job;
        std::atomic<int> dropped = 0;
        LatestWinsQueue queue;
        queue.post(3, job.job());
        job.waitForStart();
        queue.post(
            4, [](const std::stop_token&) {}, [&] { ++dropped; });
        if (all)
            queue.cancelAll();
        else
            queue.cancel(3);
        QVERIFY(job.wasStopped());
        QCOMPARE(dropped.load(), all ? 1 : 0);
    }

    void lowerSlotsGoFirst() {
        LongJob first;
        std::vector<int> order;
        std::binary_semaphore ended(0);
        LatestWinsQueue queue;
        queue.post(0, first.job());
        first.waitForStart();
        queue.post(2, [&](const std::stop_token&) {
            order.push_back(2);
            ended.release();
        });
        queue.post(1, [&](const std::stop_token&) { order.push_back(1); });
        queue.cancel(0);
        QVERIFY(ended.try_acquire_for(std::chrono::seconds(5)));
        QCOMPARE(order, (std::vector{1, 2}));
    }
};

BEACONSCOPE_TEST(TestLatestWinsQueue)
#include "test_latest_wins_queue.moc"
