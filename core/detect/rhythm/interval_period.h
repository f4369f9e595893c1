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
/// multiples cancel even ones. So the longest P is taken at which the mean is nearly as large (0.9)
/// as at any, among `roughSeconds` and those of at most 1.5 median intervals: beyond, it is large
/// for no reason.
///
/// `intervals` in any order, above 0. Looks at the first 300.
std::optional<double> periodOfIntervals(std::span<const double> intervals, double roughSeconds);

/// Returns the period of a clock of which the spectrum showed a line at `lineSeconds`: that of the
/// intervals where they are multiples of one, else clockPeriod(). The latter also where the beats
/// come at few of the phases that a multiple of the first has, as those of a cycle of several
/// parts.
double tickSeconds(std::span<const double> beatSeconds, std::span<const double> intervals,
                   double lineSeconds);

} // namespace beaconscope::detect::rhythm
