// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/sorted_intervals.h"

#include <span>

namespace beaconscope::detect::rhythm {

/// Tells a client's retry timer from a beacon: `intervals` in time order fall into the window of at
/// most 30 s now and then, fewer than half of them, and hardly ever one after another. Where the
/// rest is as even, it is no user that comes and goes but a poll with two intervals in turn.
/// `sorted` holds the same intervals, as testIntervals() leaves them.
bool looksLikeRetryTimer(std::span<const double> intervals, const SortedIntervals& sorted,
                         const IntervalEvidence& evidence);

} // namespace beaconscope::detect::rhythm
