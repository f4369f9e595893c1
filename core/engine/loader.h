// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/input/read_options.h"
#include "core/snapshot/capture_facts.h"
#include "core/store/event_store.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::engine {

/// The result of reading files.
struct LoadedCapture {
    snapshot::CaptureFacts facts;
    store::StoreView store;
};

/// Reads the files of `paths` in time order into an event store. Calls `provisional` with what has
/// been read so far, at most twice a second, and so rarely that these calls take at most a tenth of
/// the time.
///
/// Returns nothing when stop was requested. A request of `endReading` ends the reading and keeps
/// what was read so far, as if the input had ended there; the facts say how much that is. When
/// nothing has been read yet, it means the same as `stop`. Both requests take effect within about a
/// tenth of a second, also while a pipe is silent.
///
/// The reading also ends when what was read fills so much memory that its analysis might not fit
/// into that of `options`. The facts of the files then say so.
std::optional<LoadedCapture> loadCapture(const std::vector<std::string>& paths, Progress& progress,
                                         const std::stop_token& stop,
                                         const std::function<void(LoadedCapture)>& provisional,
                                         const std::stop_token& endReading = {},
                                         const input::ReadOptions& options = {});

} // namespace beaconscope::engine
