// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/times.h"

#include "core/input/zeek/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace beaconscope::zeek {

namespace {

/// Reads a number of exactly `digits` digits at the start of `text` and removes it.
std::optional<unsigned> takeNumber(std::string_view& text, std::size_t digits) {
    if (text.size() < digits)
        return std::nullopt;
    unsigned value = 0;
    const char* end = text.data() + digits;
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end)
        return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool takeChar(std::string_view& text, std::string_view oneOf) {
    if (text.empty() || oneOf.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

struct Zone {
    TimeNotation notation = TimeNotation::NoZone;
    std::chrono::minutes ahead{0}; ///< of UTC
};

/// Reads "", "Z", "+0200", "+02:00" or "+02".
std::optional<Zone> parseZone(std::string_view text) {
    if (text.empty())
        return Zone{};
    if (text == "Z" || text == "z")
        return Zone{TimeNotation::Utc, {}};
    const bool isBehind = text.starts_with('-');
    if (!takeChar(text, "+-"))
        return std::nullopt;
    const auto hours = takeNumber(text, 2);
    takeChar(text, ":");
    const auto minutes = text.empty() ? std::optional(0U) : takeNumber(text, 2);
    if (!hours || !minutes || !text.empty() || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const std::chrono::minutes ahead(*hours * 60 + *minutes);
    return Zone{TimeNotation::Offset, isBehind ? -ahead : ahead};
}

/// "2011-03-18T19:06:07.096535Z"
std::optional<WrittenTime> parseIso8601(std::string_view text) {
    const auto year = takeNumber(text, 4);
    bool isPunctuated = takeChar(text, "-");
    const auto month = takeNumber(text, 2);
    isPunctuated = isPunctuated && takeChar(text, "-");
    const auto day = takeNumber(text, 2);
    isPunctuated = isPunctuated && takeChar(text, "T ");
    const auto hour = takeNumber(text, 2);
    isPunctuated = isPunctuated && takeChar(text, ":");
    const auto minute = takeNumber(text, 2);
    isPunctuated = isPunctuated && takeChar(text, ":");
    Decimal second;
    second.whole = takeDigits(text);
    if (takeChar(text, ".,"))
        second.fraction = takeDigits(text);
    takeChar(text, " ");
    const auto zone = parseZone(text);
    if (!year || !month || !day || !hour || !minute || !zone || !isPunctuated ||
        second.whole.size() != 2 || second.whole > "60")
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok() || *hour > 23 || *minute > 59)
        return std::nullopt;
    const std::chrono::sys_seconds atMinute =
        std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute);
    const std::chrono::sys_seconds inUtc = atMinute - zone->ahead;
    return WrittenTime{
        timestampFromSeconds(inUtc.time_since_epoch().count(), toDuration(second).count()),
        zone->notation};
}

struct Unit {
    std::string_view name;
    int exponent = 0;       ///< of ten, by which seconds are divided
    std::int64_t times = 1; ///< seconds
};

/// A name comes before the shorter one that it starts with.
constexpr std::array kUnits = {
    Unit{"ns", -9},           Unit{"us", -6},       Unit{"\xc2\xb5s", -6},
    Unit{"\xce\xbcs", -6},    Unit{"ms", -3},       Unit{"min", 0, 60},
    Unit{"m", 0, 60},         Unit{"sec", 0},       Unit{"s", 0},
    Unit{"h", 0, 3'600},      Unit{"d", 0, 86'400}, Unit{"w", 0, 604'800},
    Unit{"y", 0, 31'536'000},
};

/// Removes the number with its unit at the start of `text` and returns it.
std::optional<Duration> takePart(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
    auto number = parseDecimal(text.substr(0, end));
    text.remove_prefix(end);
    const auto* const unit = std::ranges::find_if(
        kUnits, [text](const Unit& one) { return text.starts_with(one.name); });
    if (!number || unit == kUnits.end())
        return std::nullopt;
    text.remove_prefix(unit->name.size());
    number->exponent += unit->exponent;
    const Duration length = toDuration(*number);
    const Duration longest = kLatest.time_since_epoch();
    return length > longest / unit->times ? longest : length * unit->times;
}

} // namespace

std::string_view describe(TimeNotation notation) {
    switch (notation) {
    case TimeNotation::Seconds:
    case TimeNotation::Utc:
        break;
    case TimeNotation::Milliseconds:
        return "times in milliseconds";
    case TimeNotation::Microseconds:
        return "times in microseconds";
    case TimeNotation::Nanoseconds:
        return "times in nanoseconds";
    case TimeNotation::Offset:
        return "times with the offset of a time zone";
    case TimeNotation::NoZone:
        return "times without a time zone, taken for UTC";
    }
    return {};
}

std::optional<WrittenTime> parseTime(std::string_view text) {
    if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ') && text[4] == '-')
        return parseIso8601(text);
    auto decimal = parseDecimal(text);
    if (!decimal)
        return std::nullopt;
    // Of a time in this century, seconds have 9 or 10 digits, and each finer unit has three more.
    // With one digit more, seconds would lie beyond the year 5138.
    constexpr int kMillisecondPlace = 11;
    constexpr int kMicrosecondPlace = 14;
    constexpr int kNanosecondPlace = 17;
    const int highest = decimal->highestPlace();
    TimeNotation notation = TimeNotation::Seconds;
    if (highest >= kNanosecondPlace) {
        notation = TimeNotation::Nanoseconds;
        decimal->exponent -= 9;
    } else if (highest >= kMicrosecondPlace) {
        notation = TimeNotation::Microseconds;
        decimal->exponent -= 6;
    } else if (highest >= kMillisecondPlace) {
        notation = TimeNotation::Milliseconds;
        decimal->exponent -= 3;
    }
    return WrittenTime{Timestamp(toDuration(*decimal)), notation};
}

std::optional<Duration> parseSeconds(std::string_view text) {
    const auto decimal = parseDecimal(text);
    return decimal ? std::optional(toDuration(*decimal)) : std::nullopt;
}

std::optional<Duration> parseLength(std::string_view text) {
    if (const auto plain = parseSeconds(text))
        return *plain < Duration::zero() ? std::nullopt : plain;
    const Duration longest = kLatest.time_since_epoch();
    Duration total{0};
    do {
        const auto part = takePart(text);
        if (!part)
            return std::nullopt;
        total = *part > longest - total ? longest : total + *part;
    } while (!text.empty());
    return total;
}

} // namespace beaconscope::zeek
