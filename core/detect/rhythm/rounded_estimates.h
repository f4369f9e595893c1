// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/estimates.h"

namespace beaconscope::detect::rhythm {

/// Rounds a length of time to what times known to `resolutionSeconds` allow, where `intervals` of
/// it were averaged: to the power of ten at or below the resolution, one finer from 100 intervals
/// on. Returns `lengthSeconds` as it is for a resolution of 0.
double roundedTo(double resolutionSeconds, std::size_t intervals, double lengthSeconds);

/// Takes what the draws of times within `resolutionSeconds` add out of the jitter of `estimates`.
/// It is 0 where the rest is less than such times can show.
void removeJitterOfDraws(double resolutionSeconds, RhythmEstimates& estimates);

} // namespace beaconscope::detect::rhythm
