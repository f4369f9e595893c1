// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <span>

namespace beaconscope::detect::rhythm {

/// Returns the period of which the intervals are multiples, near `roughSeconds` or a simple part or
/// multiple of it (1/8 to 8 times); nothing where the intervals gather at no multiples.
///
/// Beats that do not come make intervals of several periods, and a test may name the wrong
/// multiple. At the period the mean of cos(2 pi x / P) over the intervals x is large, whichever
/// beats are missing and however the schedule drifts from beat to beat. At parts of the period it
/// is at most as large, as they make the same jitter count for more, and at twice the period odd
/// multiples cancel even ones. So the longest P is taken at which the mean is nearly as large (0.7)
/// as at any, among those of at most 1.5 median intervals, `roughSeconds` and `foldedSeconds`:
/// beyond, the mean is large for no reason. `foldedSeconds` is what another method makes of it, or
/// roughSeconds.
///
/// `intervals` in any order, above 0. Looks at the first 300.
std::optional<double> periodOfIntervals(std::span<const double> intervals, double roughSeconds,
                                        double foldedSeconds);

} // namespace beaconscope::detect::rhythm
