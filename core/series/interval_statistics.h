// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>

namespace beaconscope::series {

/// Simple statistics of intervals, in seconds.
struct IntervalStatistics {
    std::size_t count = 0; ///< number of intervals; every other field is 0 when it is 0
    double minimumSeconds = 0;
    double maximumSeconds = 0;
    double meanSeconds = 0;
    double medianSeconds = 0;
    double standardDeviationSeconds =
        0; ///< of the population (divides by count), as the lab has it

    /// Returns the standard deviation divided by the mean; 0 when the mean is 0.
    double coefficientOfVariation() const {
        return meanSeconds > 0 ? standardDeviationSeconds / meanSeconds : 0;
    }
};

IntervalStatistics intervalStatistics(std::span<const double> intervalsSeconds);

} // namespace beaconscope::series
