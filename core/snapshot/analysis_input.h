// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/series/series.h"
#include "core/snapshot/snapshot.h"

namespace beaconscope::snapshot {

/// What detectors look at in a snapshot, under its settings.
series::AnalysisInput analysisInput(const Snapshot& snapshot);

} // namespace beaconscope::snapshot
