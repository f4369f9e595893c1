// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/engine.h"
#include "core/engine/latest_wins_queue.h"
#include "core/simulate/simulated_capture.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <stdexcept>

using namespace beaconscope;
using engine::JobEnd;
using engine::JobKind;
using engine::LatestWinsQueue;

namespace {

/// Collects what an engine reports, from whatever thread.
class Recorder {
public:
    engine::Engine::Callbacks callbacks() {
        return {[this](std::shared_ptr<const snapshot::Snapshot> snapshot) {
                    const std::lock_guard lock(m_mutex);
                    m_latest = std::move(snapshot);
                },
                [this](JobKind kind, JobEnd end, const std::string&) {
                    const std::lock_guard lock(m_mutex);
                    m_ends.emplace_back(kind, end);
                    m_changed.notify_all();
                },
                [this](const std::string& message) {
                    const std::lock_guard lock(m_mutex);
                    m_failures.push_back(message);
                }};
    }
    std::vector<std::string> failures() {
        const std::lock_guard lock(m_mutex);
        return m_failures;
    }
    std::vector<std::pair<JobKind, JobEnd>> waitForEnds(std::size_t count) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_ends.size() >= count; });
        return m_ends;
    }
    std::shared_ptr<const snapshot::Snapshot> latest() {
        const std::lock_guard lock(m_mutex);
        return m_latest;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::shared_ptr<const snapshot::Snapshot> m_latest;
    std::vector<std::pair<JobKind, JobEnd>> m_ends;
    std::vector<std::string> m_failures;
};

} // namespace

class TestEngine : public QObject {
    Q_OBJECT

private slots:
    void aWaitingJobIsReplacedAndARunningOneStopped() {
        std::atomic<int> dropped = 0;
        std::binary_semaphore started(0);
        std::binary_semaphore finished(0);
        std::atomic<bool> wasStopped = false;
        LatestWinsQueue queue;
        queue.post(0, [&](const std::stop_token& stop) {
            started.release();
            while (!stop.stop_requested())
                std::this_thread::yield();
            wasStopped = true;
        });
        started.acquire();
        queue.post(
            1, [](const std::stop_token&) {}, [&] { ++dropped; });
        queue.post(
            1, [&](const std::stop_token&) { finished.release(); }, [&] { ++dropped; });
        queue.cancel(0);
        finished.acquire();
        QVERIFY(wasStopped);
        QCOMPARE(dropped.load(), 1);
    }

    void destructionStopsWhatRuns() {
        std::binary_semaphore started(0);
        std::atomic<bool> wasStopped = false;
        {
            LatestWinsQueue queue;
            queue.post(0, [&](const std::stop_token& stop) {
                started.release();
                while (!stop.stop_requested())
                    std::this_thread::yield();
                wasStopped = true;
            });
            started.acquire();
        }
        QVERIFY(wasStopped);
    }

    void loadsAnalysesAndOrders() {
        QTemporaryDir folder;
        const std::string path = folder.filePath("sample.pcap").toStdString();
        QVERIFY(simulate::writeCaptureFile(simulate::classroomSample(), path));
        Recorder recorder;
        engine::Engine engine(recorder.callbacks());
        engine.load({path}, snapshot::defaultAnalysisSettings());
        QCOMPARE(recorder.waitForEnds(1)[0], (std::pair{JobKind::Load, JobEnd::Finished}));
        const auto snapshot = recorder.latest();
        QVERIFY(snapshot && !snapshot->isLoading && snapshot->detection->reportedCount() > 0);

        snapshot::AnalysisSettings settings = snapshot->settings;
        settings.includeMulticast = true;
        engine.analyse(settings);
        QCOMPARE(recorder.waitForEnds(2)[1], (std::pair{JobKind::Analyse, JobEnd::Finished}));
        QVERIFY(recorder.latest()->generation > snapshot->generation);
        QCOMPARE(recorder.latest()->load, snapshot->load);

        std::binary_semaphore done(0);
        std::shared_ptr<const tables::RowOrder> order;
        tables::RowOrderRequest request;
        request.table = tables::TableKind::Queries;
        request.sort = {{4, true}};
        engine.order(snapshot, request, [&](std::shared_ptr<const tables::RowOrder> result) {
            order = std::move(result);
            done.release();
        });
        done.acquire();
        QVERIFY(order && !order->rows.empty());
    }

    void whatFailsIsToldAndEnds() {
        QTemporaryDir folder;
        const std::string path = folder.filePath("sample.pcap").toStdString();
        QVERIFY(simulate::writeCaptureFile(simulate::classroomSample(), path));
        Recorder recorder;
        std::binary_semaphore ended(0);
        engine::Engine engine(recorder.callbacks());
        engine.hashFiles(
            {path},
            [](const std::string&, const std::string&) { throw std::runtime_error("no room"); },
            [&] { ended.release(); });
        ended.acquire();
        QCOMPARE(recorder.failures(), std::vector<std::string>{"no room"});
    }

    void aMissingFileIsToldAndNothingIsLost() {
        QTemporaryDir folder;
        const std::string good = folder.filePath("good.pcap").toStdString();
        QVERIFY(simulate::writeCaptureFile(simulate::classroomSample(), good));
        Recorder recorder;
        engine::Engine engine(recorder.callbacks());
        engine.load({good}, snapshot::defaultAnalysisSettings());
        recorder.waitForEnds(1);
        const auto before = recorder.latest();
        engine.load({"/does/not/exist.pcap"}, snapshot::defaultAnalysisSettings());
        QCOMPARE(recorder.waitForEnds(2)[1], (std::pair{JobKind::Load, JobEnd::Failed}));
        QCOMPARE(recorder.latest(), before);
        // With one file that can be read, the load goes on and the facts tell of the other.
        engine.load({"/does/not/exist.pcap", good}, snapshot::defaultAnalysisSettings());
        QCOMPARE(recorder.waitForEnds(3)[2], (std::pair{JobKind::Load, JobEnd::Finished}));
        QVERIFY(!recorder.latest()->capture.files.at(0).opened);
        QVERIFY(recorder.latest()->detection->reportedCount() > 0);
    }

    void analysingNothingFails() {
        Recorder recorder;
        engine::Engine engine(recorder.callbacks());
        engine.analyse(snapshot::defaultAnalysisSettings());
        QCOMPARE(recorder.waitForEnds(1)[0], (std::pair{JobKind::Analyse, JobEnd::Failed}));
    }

    void aStoppedLoadKeepsWhatItHasRead() {
        QTemporaryDir folder;
        const std::string small = folder.filePath("small.pcap").toStdString();
        const std::string big = folder.filePath("big.pcap").toStdString();
        QVERIFY(simulate::writeCaptureFile(simulate::classroomSample(), small));
        QVERIFY(!simulate::writeBenchmarkCapture({.packets = 300'000}, big));
        Recorder recorder;
        engine::Engine engine(recorder.callbacks());
        engine.load({small}, snapshot::defaultAnalysisSettings());
        recorder.waitForEnds(1);
        const std::uint64_t load = recorder.latest()->load;
        engine.load({big}, snapshot::defaultAnalysisSettings());
        const Progress& progress = engine.progress();
        while (!(progress.isReading && progress.packets >= 5'000) && engine.isBusy())
            std::this_thread::yield();
        engine.cancel();
        QCOMPARE(recorder.waitForEnds(2)[1], (std::pair{JobKind::Load, JobEnd::Finished}));
        const auto stopped = recorder.latest();
        QVERIFY(stopped->load > load && !stopped->isLoading && stopped->detection);
        QVERIFY(stopped->capture.packets >= 5'000 && stopped->capture.packets < 300'000);
        const input::FileFacts& file = stopped->capture.files.at(0);
        QVERIFY(!file.complete);
        QVERIFY2(file.problem.find("% of the file") != std::string::npos, file.problem.c_str());
    }
};

BEACONSCOPE_TEST(TestEngine)
#include "test_engine.moc"
