// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/measured.h"
#include "core/snapshot/snapshot.h"

namespace beaconscope::snapshot {

/// Returns what a detector needs of `snapshot`: its events, names, exclusions and settings. Copies
/// views only, so it is cheap.
detect::Subject detectionSubject(const Snapshot& snapshot);

} // namespace beaconscope::snapshot
