// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <array>
#include <cstdint>

namespace beaconscope::simulate {

/// Random numbers that are the same on every platform and library: the distributions of <random>
/// are not. All results come from integer arithmetic. Generator: xoshiro256** 1.0 by Blackman and
/// Vigna (prng.di.unimi.it), seeded by splitmix64 as its authors advise.
class Random {
public:
    /// Streams of one seed are independent: what one part of a scenario draws does not change what
    /// another one gets.
    Random(std::uint64_t seed, std::uint64_t stream);

    std::uint64_t next();
    /// Uniform in 0 .. limit - 1; `limit` is at least 1.
    std::uint64_t below(std::uint64_t limit);
    /// Uniform in [first, last]; `first` <= `last`.
    Duration between(Duration first, Duration last);
    /// True with a probability in 0 .. 1.
    bool chance(double probability);
    /// Exponentially distributed, for a positive mean. J. von Neumann, "Various techniques used in
    /// connection with random digits" (1951): needs comparisons only, no logarithm.
    Duration exponential(Duration mean);

private:
    std::array<std::uint64_t, 4> m_state{};
};

} // namespace beaconscope::simulate
