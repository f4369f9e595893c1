// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Intervals that grow or shrink steadily: each is about `ratio` times the one before.
struct Growth {
    double ratio = 1;
    std::size_t inside = 0; ///< intervals that are so many times the one before
    std::size_t ratios = 0; ///< of how many
    double lnP = 0;         ///< that as many are so by chance, corrected for what was tried
};

/// Step 9, growth: tests the ratios of neighbouring intervals as step 4 tests intervals. Whatever
/// came before, the law of the next interval is completely monotone beyond the dead time, so the
/// bound of step 4 on a window of intervals holds for a window of their ratios to the interval
/// before. Returns none unless the ratio lies between 1.1 and 2, or their inverses, it carries on
/// over at least four intervals, and its chance is below kFlagLnP. `scratch` is a buffer.
/// O(n log n).
std::optional<Growth> findGrowth(std::span<const double> intervals, double deadTimeSeconds,
                                 std::vector<double>& scratch);

} // namespace beaconscope::detect::rhythm
