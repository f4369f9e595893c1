// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace beaconscope::detect::others {

inline constexpr std::size_t kMinVariationIntervals = 4;

struct VariationResult {
    double coefficient = 0; ///< population standard deviation of the intervals over their mean
    double score = 0;       ///< 1 / (1 + coefficient): 1 for equal intervals
    double meanSeconds = 0;
};

/// The plain measure of many articles. `times` in seconds, ascending; repeated times make no
/// interval. None for fewer than kMinVariationIntervals.
std::optional<VariationResult> coefficientOfVariation(std::span<const double> times);

} // namespace beaconscope::detect::others
