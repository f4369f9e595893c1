// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/engine.h"
#include "core/engine/loader.h"
#include "core/input/byte_stream.h"
#include "tests/support/named_pipe.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <stdexcept>

using namespace beaconscope;
using namespace beaconscope::testing;
using engine::JobEnd;

namespace {

constexpr qint64 kSoonMs = 1'000;
constexpr std::chrono::seconds kPatience{20};

/// An engine that reads, and what it reports from its threads.
class Reading {
public:
    Reading()
        : m_engine(std::in_place, engine::Engine::Callbacks{
                                      [this](std::shared_ptr<const snapshot::Snapshot> snapshot) {
                                          const std::lock_guard lock(m_mutex);
                                          m_latest = std::move(snapshot);
                                          m_changed.notify_all();
                                      },
                                      [this](engine::JobKind, JobEnd end, const std::string&) {
                                          const std::lock_guard lock(m_mutex);
                                          m_end = end;
                                          m_changed.notify_all();
                                      },
                                      [](const std::string&) {}}) {}

    void load(std::vector<std::string> paths) {
        {
            const std::lock_guard lock(m_mutex);
            m_end.reset();
        }
        m_engine->load(std::move(paths), snapshot::defaultAnalysisSettings());
    }
    void cancel() { m_engine->cancel(); }
    void quit() { m_engine.reset(); }

    std::optional<JobEnd> waitForEnd() {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, kPatience, [this] { return m_end.has_value(); });
        return m_end;
    }
    /// Of a snapshot in which so many packets are; null when none comes.
    std::shared_ptr<const snapshot::Snapshot> waitForPackets(std::uint64_t packets) {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, kPatience, [&] { return hasPackets(packets); });
        return hasPackets(packets) ? m_latest : nullptr;
    }

private:
    bool hasPackets(std::uint64_t packets) const {
        return m_latest && m_latest->capture.packets == packets;
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::shared_ptr<const snapshot::Snapshot> m_latest;
    std::optional<JobEnd> m_end;
    std::optional<engine::Engine> m_engine; ///< last: its threads use the above
};

/// A capture of so many queries, a second apart.
Bytes captureOf(int queries) {
    PcapBuilder builder;
    for (int i = 0; i < queries; ++i) {
        builder.add(timestampFromSeconds(1'700'000'000 + i, 0),
                    ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53},
                                       dnsQuery(static_cast<std::uint16_t>(i), "a.example"))));
    }
    return builder.bytes();
}

} // namespace

/// Input that comes while it is read, through a named pipe.
class TestLiveInput : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder.emplace();
        m_pipe = m_folder->filePath("pipe").toStdString();
        QVERIFY(makePipe(m_pipe));
    }

    void isReadToItsEnd() {
        Reading reading;
        reading.load({m_pipe});
        PipeWriter writer(m_pipe);
        QVERIFY(writer.write(captureOf(20)));
        writer.close();
        QCOMPARE(reading.waitForEnd(), std::optional(JobEnd::Finished));
        const auto snapshot = reading.waitForPackets(20);
        QVERIFY(snapshot && !snapshot->isLoading);
        QVERIFY(snapshot->capture.files.at(0).complete);
    }

    void whatCameIsShownWhileThePipeIsSilent() {
        Reading reading;
        reading.load({m_pipe});
        const PipeWriter writer(m_pipe);
        QVERIFY(writer.write(captureOf(5)));
        const auto snapshot = reading.waitForPackets(5);
        QVERIFY(snapshot && snapshot->isLoading);
        QCOMPARE(snapshot->store.events.size(), std::size_t{5});
    }

    /// The thread that reads must not wait for a pipe that nobody wants to know of any more.
    void aFailureOfTheOtherThreadEndsTheReading() {
        auto load = std::async(std::launch::async, [this] {
            Progress progress;
            static_cast<void>(
                engine::loadCapture({m_pipe}, progress, {}, [](const engine::LoadedCapture&) {
                    throw std::runtime_error("no memory, say");
                }));
        });
        const PipeWriter writer(m_pipe);
        QVERIFY(writer.write(captureOf(5)));
        QVERIFY(load.wait_for(kPatience) == std::future_status::ready);
        QVERIFY_EXCEPTION_THROWN(load.get(), std::runtime_error);
    }

    void cancellingKeepsWhatCame() {
        Reading reading;
        reading.load({m_pipe});
        const PipeWriter writer(m_pipe);
        QVERIFY(writer.write(captureOf(20)));
        QVERIFY(reading.waitForPackets(20));
        QElapsedTimer clock;
        clock.start();
        reading.cancel();
        QCOMPARE(reading.waitForEnd(), std::optional(JobEnd::Finished));
        QVERIFY2(clock.elapsed() < kSoonMs, qPrintable(QString::number(clock.elapsed())));
        const auto snapshot = reading.waitForPackets(20);
        QVERIFY(snapshot && !snapshot->isLoading && snapshot->detection);
        const input::FileFacts& file = snapshot->capture.files.at(0);
        QVERIFY(file.opened && !file.complete);
        QVERIFY2(file.problem.find(input::kReadingWasEnded) != std::string::npos,
                 file.problem.c_str());
    }

    void cancellingBeforeAnythingCameKeepsTheCaptureBefore() {
        const std::string file = m_folder->filePath("before.pcap").toStdString();
        writeFile(file, captureOf(7));
        Reading reading;
        reading.load({file});
        QCOMPARE(reading.waitForEnd(), std::optional(JobEnd::Finished));
        reading.load({m_pipe});
        QTest::qWait(200); // for the reader to wait for somebody who writes
        QElapsedTimer clock;
        clock.start();
        reading.cancel();
        QCOMPARE(reading.waitForEnd(), std::optional(JobEnd::Cancelled));
        QVERIFY2(clock.elapsed() < kSoonMs, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(reading.waitForPackets(7));
    }

    void quittingDoesNotWaitForThePipe() {
        Reading reading;
        reading.load({m_pipe});
        const PipeWriter writer(m_pipe);
        QVERIFY(writer.write(captureOf(5)));
        QVERIFY(reading.waitForPackets(5));
        QElapsedTimer clock;
        clock.start();
        reading.quit();
        QVERIFY2(clock.elapsed() < kSoonMs, qPrintable(QString::number(clock.elapsed())));
    }

private:
    std::optional<QTemporaryDir> m_folder;
    std::string m_pipe;
};

BEACONSCOPE_TEST(TestLiveInput)
#include "test_live_input.moc"
