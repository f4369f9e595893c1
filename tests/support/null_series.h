// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/query.h"

#include <cstdint>
#include <random>
#include <vector>

namespace beaconscope::test {

/// Random numbers whose sequence is the same with every library.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_engine(seed) {}

    double uniform() { return static_cast<double>(m_engine() >> 11U) * 0x1p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Equal shares for equal factors.
    double logUniform(double low, double high);
    double exponential(double mean);
    double normal(double mean, double deviation);
    /// P(X > x) = (1 + x)^-shape
    double pareto(double shape);
    std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(uniform() * static_cast<double>(count));
    }

private:
    std::mt19937_64 m_engine;
};

/// Ways to ask for a name without a rhythm of one's own, a day long.
enum class Null : std::uint8_t {
    Poisson,        ///< 6 to 800 queries at random
    DayNight,       ///< a random rate that follows the sun
    Bursty,         ///< sessions with heavy-tailed numbers and gaps of pages
    CacheFixed,     ///< at random, but held back by a cache of fixed TTL
    CacheRemaining, ///< the same behind a resolver that hands out what remains of the TTL
};

inline constexpr double kNullSeconds = 86'400;

std::vector<detect::rhythm::Query> nullSeries(Null kind, Random& random);

/// `beats` queries every `periodSeconds`, each sleep shortened by up to `jitter` of itself.
std::vector<detect::rhythm::Query> beaconSeries(std::size_t beats, double periodSeconds,
                                                double jitter, Random& random);

} // namespace beaconscope::test
