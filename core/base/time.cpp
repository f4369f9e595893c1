// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"

#include "core/base/no_time.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace beaconscope {

namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

struct SplitTime {
    std::int64_t seconds;     // floor
    std::int64_t nanoseconds; // 0 .. 999'999'999
};

SplitTime split(Timestamp time) {
    const std::int64_t total = nanosecondsSinceEpoch(time);
    std::int64_t whole = total / kNanosecondsPerSecond;
    std::int64_t rest = total % kNanosecondsPerSecond;
    if (rest < 0) {
        rest += kNanosecondsPerSecond;
        --whole;
    }
    return {whole, rest};
}

/// `lengthSeconds` is above 0.
std::string toHumanLength(double lengthSeconds) {
    if (lengthSeconds < 1e-3)
        return fmt::format("{:.0f} µs", lengthSeconds * 1e6);
    if (lengthSeconds < 0.1)
        return fmt::format("{:.1f} ms", lengthSeconds * 1e3);
    if (lengthSeconds < 9.995)
        return fmt::format("{:.2f} s", lengthSeconds);
    if (lengthSeconds < 119.95)
        return fmt::format("{:.1f} s", lengthSeconds);
    // Larger lengths are shown in whole seconds. A huge value is written as it is, because it would
    // overflow the cast.
    if (lengthSeconds > 1e15)
        return fmt::format("{:.3g} s", lengthSeconds);
    const auto whole = static_cast<std::int64_t>(std::llround(lengthSeconds));
    if (whole < 3600)
        return fmt::format("{} m {:02} s", whole / 60, whole % 60);
    if (whole < 86'400)
        return fmt::format("{} h {:02} m", whole / 3600, whole / 60 % 60);
    return fmt::format("{} d {} h", whole / 86'400, whole / 3600 % 24);
}

} // namespace

Timestamp timestampFromSeconds(std::int64_t wholeSeconds, std::int64_t nanoseconds) {
    std::int64_t total = 0;
    if (__builtin_mul_overflow(wholeSeconds, kNanosecondsPerSecond, &total) ||
        __builtin_add_overflow(total, nanoseconds, &total)) {
        return wholeSeconds < 0 ? kEarliest : kLatest;
    }
    return std::clamp(timestampFromNanoseconds(total), kEarliest, kLatest);
}

Duration durationFromSeconds(double lengthSeconds) {
    if (std::isnan(lengthSeconds))
        return Duration::zero();
    const double nanoseconds = std::round(lengthSeconds * 1e9);
    // The largest double below 2^63; casting anything above it would be undefined.
    constexpr double kLimit = 9223372036854774784.0;
    if (nanoseconds >= kLimit)
        return Duration::max();
    if (nanoseconds <= -kLimit)
        return Duration::min();
    return Duration{static_cast<std::int64_t>(nanoseconds)};
}

std::string toIso8601(Timestamp time) {
    if (time == kNoTime)
        return {};
    const SplitTime parts = split(time);
    const std::chrono::sys_seconds whole{std::chrono::seconds{parts.seconds}};
    const auto midnight = std::chrono::floor<std::chrono::days>(whole);
    const std::chrono::year_month_day date{midnight};
    const auto secondOfDay = (whole - midnight).count();
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60,
                       parts.nanoseconds);
}

std::string toEpochSeconds(Timestamp time) {
    if (time == kNoTime)
        return {};
    SplitTime parts = split(time);
    const bool negative = parts.seconds < 0;
    if (negative) {
        parts.seconds = -parts.seconds;
        if (parts.nanoseconds > 0) {
            --parts.seconds;
            parts.nanoseconds = kNanosecondsPerSecond - parts.nanoseconds;
        }
    }
    return fmt::format("{}{}.{:09}", negative ? "-" : "", parts.seconds, parts.nanoseconds);
}

std::string toHumanDuration(double lengthSeconds) {
    if (std::isnan(lengthSeconds))
        return "–";
    if (lengthSeconds == 0)
        return "0 s";
    const std::string length = toHumanLength(std::abs(lengthSeconds));
    return lengthSeconds < 0 ? "-" + length : length;
}

} // namespace beaconscope
