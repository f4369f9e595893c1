// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace beaconscope {

/// Capture times and their differences are whole nanoseconds, from the reader to every output; only
/// detectors turn intervals into floating point. Times from captures are kept between kEarliest and
/// kLatest, so that the difference of two of them cannot overflow.
using Timestamp = std::chrono::sys_time<std::chrono::nanoseconds>;
using Duration = std::chrono::nanoseconds;

inline constexpr Timestamp kEarliest{Duration{1 - (std::int64_t{1} << 62U)}}; ///< November 1823
inline constexpr Timestamp kLatest{Duration{(std::int64_t{1} << 62U) - 1}};   ///< February 2116

/// Nanoseconds since 1970-01-01T00:00:00Z.
constexpr std::int64_t nanosecondsSinceEpoch(Timestamp time) {
    return time.time_since_epoch().count();
}

constexpr Timestamp timestampFromNanoseconds(std::int64_t nanoseconds) {
    return Timestamp{Duration{nanoseconds}};
}

/// Clamps to kEarliest and kLatest; both arguments may be any value.
Timestamp timestampFromSeconds(std::int64_t seconds, std::int64_t nanoseconds);

constexpr double seconds(Duration duration) {
    return static_cast<double>(duration.count()) * 1e-9;
}

/// Returns the nearest Duration. Clamps to its range; NaN becomes zero.
Duration durationFromSeconds(double lengthSeconds);

/// "2017-10-18T14:03:05.123456789Z": always nine decimals, always UTC (ISO 8601).
std::string toIso8601(Timestamp time);

/// "1508335385.123456789": seconds since the epoch with nine decimals; negative times keep one
/// leading minus, as in "-0.500000000".
std::string toEpochSeconds(Timestamp time);

/// A length of time for people: "0.25 s", "61.0 s", "5 m 10 s", "2 h 05 m", "3 d 4 h".
std::string toHumanDuration(double lengthSeconds);

} // namespace beaconscope
