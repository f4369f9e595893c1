// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::detect::rhythm {

/// The largest probability that any completely monotone interval law (any mixture of exponentials:
/// random, bursty, heavy-tailed, slowly varying use) can put into a window [a, ratio * a] measured
/// from the end of the dead time. It is linear in the law, so a single exponential reaches it:
/// max over a of exp(-a) - exp(-ratio a) = ratio^(-1/(ratio-1)) (1 - 1/ratio).
/// This is what makes the test free of any fitted background. Ratios up to 1 give almost 0.
double largestWindowMass(double ratio);

/// The same for a comb of four windows m (1 +- width / sqrt m), m = 1..4, in units of the period:
/// the largest value over rates of the sum of the windows' masses. Interpolated in a table for
/// widths 0.001 to 0.5; values outside are clamped to that range.
double largestCombMass(double relativeWidth);

/// Combs at least this wide (half width over period) are no longer teeth and are not tested.
inline constexpr double kWidestComb = 0.5;

/// How many multiples of the period a comb has.
inline constexpr int kCombTeeth = 4;

} // namespace beaconscope::detect::rhythm
