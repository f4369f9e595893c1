// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/measurements.h"
#include "ui/session/investigation_controller.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <array>

namespace beaconscope::bench {

namespace {

constexpr int kBeatMilliseconds = 5;
constexpr int kSettlePollMilliseconds = 50;
constexpr double kNoticeableMilliseconds = 100;

/// Beats in the UI thread; a late beat means that events waited so long.
class Heartbeat : public QObject {
public:
    Heartbeat() {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
        m_clock.start();
        m_timer.start(kBeatMilliseconds);
    }

    /// From now on delays count as those after the load; the one under way does, too.
    void loadHasEnded() { m_hasEnded = true; }

    double longestWhileLoading() const { return m_longest[0]; }
    double longestAfterwards() const { return m_longest[1]; }
    int noticeable() const { return m_noticeable; }

private:
    void beat() {
        const double late = static_cast<double>(m_clock.nsecsElapsed()) / 1e6 - kBeatMilliseconds;
        m_clock.restart();
        double& longest = m_longest[m_hasEnded ? 1 : 0];
        longest = std::max(longest, late);
        m_noticeable += late > kNoticeableMilliseconds ? 1 : 0;
    }

    QTimer m_timer;
    QElapsedTimer m_clock;
    std::array<double, 2> m_longest{};
    int m_noticeable = 0;
    bool m_hasEnded = false;
};

} // namespace

Figures measureWindow(const std::string& path) {
    const QTemporaryDir settings; // the user's own are neither read nor written
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    int argc = 1;
    std::array<char, 11> name{"bench_load"};
    std::array<char*, 2> argv{name.data(), nullptr};
    QApplication application(argc, argv.data());

    ui::MainWindow window;
    window.resize(1440, 900);
    window.show();
    QApplication::processEvents();

    const std::uint64_t startBytes = memory().currentBytes;
    const Stopwatch watch;
    Figures figures;
    Heartbeat heartbeat;
    QObject::connect(&window.controller(), &session::InvestigationController::snapshotChanged,
                     &heartbeat, [&](const auto& snapshot) {
                         if (snapshot && !snapshot->isLoading) {
                             heartbeat.loadHasEnded();
                             figures["load_seconds"] = watch.seconds();
                         }
                     });
    QTimer settled;
    QObject::connect(&settled, &QTimer::timeout, &heartbeat, [&] {
        if (window.isSettled())
            QApplication::quit();
    });
    settled.start(kSettlePollMilliseconds);
    window.openFiles({QString::fromStdString(path)});
    QApplication::exec();

    figures["settled_seconds"] = watch.seconds();
    figures["stall_loading_ms"] = heartbeat.longestWhileLoading();
    figures["stall_final_ms"] = heartbeat.longestAfterwards();
    figures["noticeable_stalls"] = heartbeat.noticeable();
    figures["peak_bytes"] = static_cast<double>(memory().peakBytes - startBytes);
    return figures;
}

} // namespace beaconscope::bench
