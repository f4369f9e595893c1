// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <string>

namespace beaconscope::words {

/// One sentence on why there is no finding; empty when there are some.
std::string reasonForNothing(const snapshot::Snapshot& snapshot);

/// What came of the analysis, in a sentence or two: how many findings, of how many series that
/// could have been one, or why there is none. Empty while loading.
std::string outcomeOf(const snapshot::Snapshot& snapshot);

} // namespace beaconscope::words
