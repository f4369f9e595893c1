// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/series.h"
#include "core/engine/snapshot.h"

namespace beaconscope::engine {

/// What detectors look at in a snapshot, under its settings.
analysis::AnalysisInput analysisInput(const Snapshot& snapshot);

} // namespace beaconscope::engine
