// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/engine/loader.h"
#include "core/snapshot/snapshot.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::engine {

/// A capture and its analysis, driven step by step on one thread: what the command line uses
/// directly and what the Engine runs on its worker.
class Investigation {
public:
    using Publish = std::function<void(std::shared_ptr<const snapshot::Snapshot>)>;

    /// Reads `paths`, merged in time order, and analyses them. A file that cannot be read does not
    /// stop the others: its FileFacts says so. Null when stop was requested; what was loaded
    /// before stays then. `provisional`, when given, is called about twice a second with what has
    /// been read so far. `endReading` as in loadCapture().
    std::shared_ptr<const snapshot::Snapshot> load(const std::vector<std::string>& paths,
                                                   const snapshot::AnalysisSettings& settings,
                                                   Progress& progress, std::stop_token stop,
                                                   const Publish& provisional = {},
                                                   const std::stop_token& endReading = {});

    /// Takes over what was loaded elsewhere and analyses it. Null as above.
    std::shared_ptr<const snapshot::Snapshot>
    take(LoadedCapture capture, const snapshot::AnalysisSettings& settings, std::stop_token stop);

    /// Analyses what is loaded under other settings, re-running only what the difference asks for.
    /// Null when stop was requested or nothing is loaded.
    std::shared_ptr<const snapshot::Snapshot> analyse(const snapshot::AnalysisSettings& settings,
                                                      std::stop_token stop);

private:
    /// Of the latest snapshot, what other settings leave valid; null where nothing is.
    const snapshot::Snapshot* reusable() const;

    std::optional<LoadedCapture> m_loaded;
    std::uint64_t m_load = 0; ///< number of the load that m_loaded is from
    std::shared_ptr<const snapshot::Snapshot> m_latest;
    std::uint64_t m_generation = 0;
    std::uint64_t m_loadsStarted = 0;
};

} // namespace beaconscope::engine
