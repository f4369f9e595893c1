// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/interval_test.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// A second length that intervals have again and again, and that is no multiple of the first:
/// 114.5 s beside 65.5 s. So the longer ones are no missed beats of the shorter.
struct OtherLength {
    double lowSeconds = 0;
    double highSeconds = 0;
    std::size_t intervals = 0;
};

/// Returns the length that most of the intervals beside `window` have in common, within 2 %.
/// Nothing if traffic without a rhythm could have as many of one length, or if this length is near
/// a multiple or a part of `periodSeconds`. `scratch` is overwritten.
std::optional<OtherLength> findOtherLength(std::span<const double> intervals,
                                           const IntervalEvidence& window, double periodSeconds,
                                           double deadTimeSeconds, std::vector<double>& scratch);

} // namespace beaconscope::detect::rhythm
