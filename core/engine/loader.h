// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/snapshot/capture_facts.h"
#include "core/store/event_store.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::engine {

/// What a load leaves behind.
struct LoadedCapture {
    snapshot::CaptureFacts facts;
    store::StoreView store;
};

/// Reads `paths`, merged in time order, into an event store. `provisional` is called now and then,
/// at most twice a second and never for more than a tenth of the time, with what has been read
/// so far.
///
/// Empty when stop was requested. A request on `endReading` keeps what came of input that cannot be
/// read again (Progress::isReadOnce) as if it had ended there; it is a stop where there is no such
/// input or nothing has come yet. Both are heeded within about a tenth of a second, also while a
/// pipe is silent.
std::optional<LoadedCapture> loadCapture(const std::vector<std::string>& paths, Progress& progress,
                                         const std::stop_token& stop,
                                         const std::function<void(LoadedCapture)>& provisional,
                                         const std::stop_token& endReading = {});

} // namespace beaconscope::engine
