// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/engine/loader.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::engine {

/// What a load is when none of its files could be opened.
enum class Unreadable : std::uint8_t {
    IsLoaded, ///< an empty capture whose facts say why
    Fails, ///< a failure: throws std::runtime_error, and keeps the capture that was loaded before
};

/// A capture and its analysis. All functions run on the thread of the caller: the command line
/// calls them directly, the Engine calls them on its worker.
class Investigation {
public:
    using Publish = std::function<void(std::shared_ptr<const snapshot::Snapshot>)>;

    /// Reads the files of `paths` in time order and analyses them. A file that cannot be read does
    /// not stop the others; its FileFacts says why. Returns null when stop was requested, and keeps
    /// the capture that was loaded before. Calls `provisional`, if given, about twice a second with
    /// what has been read so far. `endReading` works as in loadCapture().
    std::shared_ptr<const snapshot::Snapshot>
    load(const std::vector<std::string>& paths, const snapshot::AnalysisSettings& settings,
         Progress& progress, std::stop_token stop, const Publish& provisional = {},
         const std::stop_token& endReading = {}, Unreadable unreadable = Unreadable::IsLoaded,
         const input::ReadOptions& options = {});

    /// Analyses a capture that loadCapture() has read. Returns null when stop was requested, and
    /// keeps the capture that was loaded before.
    std::shared_ptr<const snapshot::Snapshot>
    take(LoadedCapture capture, const snapshot::AnalysisSettings& settings, std::stop_token stop);

    /// Analyses the loaded capture with other settings. Repeats only the steps that depend on what
    /// changed. Returns null when stop was requested or when nothing is loaded.
    std::shared_ptr<const snapshot::Snapshot> analyse(const snapshot::AnalysisSettings& settings,
                                                      std::stop_token stop);

private:
    /// Returns the latest snapshot if it is of the loaded capture, so that parts of it can be used
    /// again. Otherwise returns null.
    const snapshot::Snapshot* reusable() const;

    std::optional<LoadedCapture> m_loaded;
    std::uint64_t m_load = 0; ///< number of the load that produced m_loaded
    std::shared_ptr<const snapshot::Snapshot> m_latest;
    std::uint64_t m_generation = 0;
    std::uint64_t m_loadsStarted = 0;
};

} // namespace beaconscope::engine
