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
    bool missed = false; ///< nothing came within half a period of it
};

/// Where the beats of ordered `times` were due, given `periodSeconds`: each one period after the
/// beat before it, so that the grid follows drift and sleeping implants, or after the moment at
/// which that one was due when it was missed. Up to half a period beyond the last time.
///
/// Empty when there are more than `limit`, or when there is no period. Linear.
std::vector<ExpectedBeat> expectedBeats(std::span<const Timestamp> times, double periodSeconds,
                                        std::size_t limit);

} // namespace beaconscope::series
