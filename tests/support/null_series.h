// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/query.h"

#include <cstdint>
#include <random>
#include <vector>

namespace beaconscope::test {

/// Random numbers. Every standard library gives the same sequence.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_engine(seed) {}

    double uniform() { return static_cast<double>(m_engine() >> 11U) * 0x1p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Returns a number whose logarithm is uniform: equal ratios are equally likely.
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

/// Kinds of traffic that have no rhythm of their own. Each series is a day long.
enum class Null : std::uint8_t {
    Poisson,        ///< 6 to 800 queries at random
    DayNight,       ///< a random rate that follows the sun
    Bursty,         ///< sessions; the numbers of pages and the pauses between them are heavy-tailed
    CacheFixed,     ///< at random, but held back by a cache of fixed TTL
    CacheRemaining, ///< the same behind a resolver that answers with the rest of the TTL
    FollowUps,      ///< random moments, most with a second look-up a fixed time after
    Retries,        ///< random moments, each with some retries of a fixed timetable and new ids
    NewAddresses,   ///< a part of sessions: of an address that its host had for some hours
};

inline constexpr double kNullSeconds = 86'400;

std::vector<detect::rhythm::Query> nullSeries(Null kind, Random& random);

/// Returns `beats` queries, one every `periodSeconds`. Each pause is shortened at random, by at
/// most the share `jitter`.
std::vector<detect::rhythm::Query> beaconSeries(std::size_t beats, double periodSeconds,
                                                double jitter, Random& random);

} // namespace beaconscope::test
