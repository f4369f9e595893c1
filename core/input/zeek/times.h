// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace beaconscope::zeek {

// Functions that read times as Zeek, and the tools that export its logs again, write them. They are
// exact, because they use no floating point, and return nullopt for text that is no such value.

/// How the times of a log are written.
enum class TimeNotation : std::uint8_t {
    Seconds, ///< since the epoch, as Zeek writes it
    Milliseconds,
    Microseconds,
    Nanoseconds,
    Utc,    ///< ISO 8601 with "Z"
    Offset, ///< ISO 8601 with the offset of a time zone
    NoZone, ///< ISO 8601 without a zone, which is taken for UTC
};
inline constexpr std::size_t kTimeNotationCount = 7;

/// Returns text for people: "times in nanoseconds"; empty for those that need no word.
std::string_view describe(TimeNotation notation);

struct WrittenTime {
    Timestamp time;
    TimeNotation notation = TimeNotation::Seconds;
};

/// Reads a time: a number since the epoch, whose unit follows from its magnitude, or a date and
/// time in ISO 8601: "2025-10-09T10:53:25.5+0200".
std::optional<WrittenTime> parseTime(std::string_view text);

/// Reads seconds such as "3.25", "-0.5", "5.9e-05" to the nearest nanosecond. Clamps to the range
/// of kEarliest and kLatest.
std::optional<Duration> parseSeconds(std::string_view text);

/// Reads a length of time: seconds as parseSeconds(), or in words: "19.4733ms", "5m", "1h30m". Not
/// negative. Clamps as parseSeconds().
std::optional<Duration> parseLength(std::string_view text);

} // namespace beaconscope::zeek
