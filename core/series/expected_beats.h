// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/base/time_spans.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::series {

enum class BeatOutcome : std::uint8_t {
    Came,        ///< a query came within half a period of it
    Missed,      ///< none came, and all of that time was captured
    NotCaptured, ///< none was seen, but it may have come when nothing was captured
};

/// A moment at which a beat was due.
struct ExpectedBeat {
    Timestamp time;
    BeatOutcome outcome = BeatOutcome::Came;
};

/// Returns when the beats of ordered `times` were due. Each is due one period after the beat before
/// it, so that the result follows drift and implants that sleep. After a beat that did not come the
/// next is due one period after that one was due. The last is at most half a period after the last
/// time. `captured` is the time that was captured; null: all of it.
///
/// Empty when there would be more than `limit`, or when `periodSeconds` is no period. Linear.
std::vector<ExpectedBeat> expectedBeats(std::span<const Timestamp> times, double periodSeconds,
                                        std::size_t limit, const TimeSpans* captured = nullptr);

/// The same where the intervals of `partsSeconds` (at most kMaxCycleParts, else the result is
/// empty) come in turn. Chooses where in the cycle the times begin, and where beats did not come,
/// so that the intervals depart least from the parts. All `times` are taken for beats.
std::vector<ExpectedBeat> expectedBeatsOfCycle(std::span<const Timestamp> times,
                                               std::span<const double> partsSeconds,
                                               std::size_t limit,
                                               const TimeSpans* captured = nullptr);

inline constexpr std::size_t kMaxCycleParts = 8;

} // namespace beaconscope::series
