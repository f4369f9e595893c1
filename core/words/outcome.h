// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <string>

namespace beaconscope::words {

/// Returns a sentence or two on why there is no finding. Returns an empty string if there are
/// findings.
std::string reasonForNothing(const snapshot::Snapshot& snapshot);

/// Returns the result of the analysis in a few sentences: how many findings there are and how many
/// series were judged, or why there is no finding. Returns an empty string while loading.
std::string outcomeOf(const snapshot::Snapshot& snapshot);

} // namespace beaconscope::words
