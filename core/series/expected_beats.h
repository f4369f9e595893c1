// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <span>
#include <vector>

namespace beaconscope::series {

/// A moment at which a beat was due.
struct ExpectedBeat {
    Timestamp time;
    bool missed = false; ///< no query came within half a period of `time`
};

/// Returns when the beats of ordered `times` were due. Each is due one period after the beat before
/// it, so that the result follows drift and implants that sleep. After a missed beat the next is
/// due one period after the missed one was due. The last is at most half a period after the last
/// time.
///
/// Empty when there would be more than `limit`, or when `periodSeconds` is no period. Linear.
std::vector<ExpectedBeat> expectedBeats(std::span<const Timestamp> times, double periodSeconds,
                                        std::size_t limit);

} // namespace beaconscope::series
