// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/interval_test.h"

#include <span>

namespace beaconscope::detect::rhythm {

/// Step 4b: a rhythm must carry on. A program that asks again a fixed time after a random moment
/// has an interval that stands out, but no rhythm: what follows that interval is of another length.

/// Below this, intervals inside the window follow each other so seldom that the window holds only
/// a fixed delay.
inline constexpr double kFollowUpLnP = -3; // 1 in 20

/// Returns whether `interval` is one of those of the window, or 2 to 8 of them: after a beat that
/// did not come, a rhythm carries on. Beside the window up to 2 % count, as the window that stands
/// out most may cut off the ends of what gathers there.
bool isNear(double interval, const IntervalEvidence& window);

/// Returns ln of the probability that the intervals inside the window end as they do if each
/// were followed by another one inside it by chance. The smaller of two: that so few are followed
/// (the lower tail of a binomial distribution), and that so many of their runs end at the same
/// short length, as retries do that a program gives up. 0 where there are too few intervals inside
/// to say. `intervals` in time order. O(n).
double lnPCarriesOn(std::span<const double> intervals, const IntervalEvidence& window);

/// Returns the beats that open a run of intervals inside `window`, and takes the beats after each
/// of them as a part of it, up to the next that opens one. Beats before the first of them are left
/// out. A series of retries so becomes one beat with the length of the retries.
BeatSeries openingBeats(const BeatSeries& beats, const IntervalEvidence& window);

/// Makes the beats from `firsts` (indices of beats in `beats`, ascending) on, each with all beats
/// up to the next.
BeatSeries joinBeats(const BeatSeries& beats, std::span<const std::uint32_t> firsts);

} // namespace beaconscope::detect::rhythm
