// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>

namespace beaconscope::detect::rhythm {

/// The middle value, the mean of the middle two for even sizes, 0 for no values. Reorders `values`.
double medianInPlace(std::span<double> values);

/// Of `sorted` values with linear interpolation between neighbours, as numpy's default
/// (Hyndman and Fan 1996, type 7). `share` lies in 0..1; `sorted` must not be empty.
double quantileOfSorted(std::span<const double> sorted, double share);

} // namespace beaconscope::detect::rhythm
