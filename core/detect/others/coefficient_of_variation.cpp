// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/coefficient_of_variation.h"

#include <cmath>

namespace beaconscope::detect::others {

std::optional<VariationResult> coefficientOfVariation(std::span<const double> times) {
    // Welford's running mean and sum of squares.
    std::size_t count = 0;
    double mean = 0;
    double squares = 0;
    for (std::size_t i = 1; i < times.size(); ++i) {
        const double interval = times[i] - times[i - 1];
        if (interval <= 0)
            continue;
        ++count;
        const double deviation = interval - mean;
        mean += deviation / static_cast<double>(count);
        squares += deviation * (interval - mean);
    }
    if (count < kMinVariationIntervals)
        return std::nullopt;
    VariationResult result;
    result.meanSeconds = mean;
    result.coefficient = std::sqrt(squares / static_cast<double>(count)) / mean;
    result.score = 1 / (1 + result.coefficient);
    return result;
}

} // namespace beaconscope::detect::others
