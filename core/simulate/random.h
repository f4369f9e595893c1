// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <array>
#include <cstdint>

namespace beaconscope::simulate {

/// Random numbers that are the same on every platform. The distributions of <random> differ between
/// standard libraries, so this class does not use them; it computes all results with integers. The
/// generator is xoshiro256** 1.0 by Blackman and Vigna (prng.di.unimi.it), seeded with splitmix64
/// as its authors advise.
class Random {
public:
    /// The streams of one seed are independent: the numbers that one part of a scenario draws do
    /// not depend on how many numbers other parts draw.
    Random(std::uint64_t seed, std::uint64_t stream);

    std::uint64_t next();
    /// Uniform in 0 .. limit - 1; `limit` is at least 1.
    std::uint64_t below(std::uint64_t limit);
    /// Uniform in [first, last]; `first` <= `last`.
    Duration between(Duration first, Duration last);
    /// True with a probability in 0 .. 1.
    bool chance(double probability);
    /// Exponentially distributed; `mean` must be positive. Uses the method of J. von Neumann,
    /// "Various techniques used in connection with random digits" (1951), which needs comparisons
    /// only and no logarithm.
    Duration exponential(Duration mean);

private:
    std::array<std::uint64_t, 4> m_state{};
};

} // namespace beaconscope::simulate
