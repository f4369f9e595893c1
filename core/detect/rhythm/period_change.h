// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/interval_test.h"

#include <cstddef>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// A stretch of neighbouring intervals that keep a pace of their own, all shorter or all longer
/// than the window in which the rhythm was found: the beacon was told to sleep for another time.
struct OtherPace {
    std::size_t firstInterval = 0;
    std::size_t intervals = 0;
    double intervalSeconds = 0; ///< the median
};

/// All such stretches of `intervals` (in time order), which do not overlap. Intervals beside the
/// window that come one by one, as after missed beats or between a person's visits, make no stretch
/// of six by chance; those of a stretch must be alike too. It describes, and is no evidence.
std::vector<OtherPace> findOtherPaces(std::span<const double> intervals,
                                      const IntervalEvidence& evidence);

} // namespace beaconscope::detect::rhythm
