// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/values.h"

#include "core/base/wire_cursor.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace beaconscope::zeek {

namespace {

constexpr Duration kFarthest = kLatest.time_since_epoch();

template <typename Integer>
std::optional<Integer> parseInteger(std::string_view text) {
    Integer value{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end)
        return std::nullopt;
    return value;
}

/// A decimal number: its digits before and after the point, and its exponent.
struct Decimal {
    bool isNegative = false;
    std::string_view whole;
    std::string_view fraction;
    int exponent = 0;

    /// Returns the digit with the value ten to the power of `place`.
    int digitAt(int place) const {
        const int shifted = place - exponent;
        if (shifted >= 0) {
            const auto fromEnd = static_cast<std::size_t>(shifted);
            return fromEnd < whole.size() ? whole[whole.size() - 1 - fromEnd] - '0' : 0;
        }
        const auto behindPoint = static_cast<std::size_t>(-shifted - 1);
        return behindPoint < fraction.size() ? fraction[behindPoint] - '0' : 0;
    }
    /// Returns the highest place; all places above it are zero.
    int highestPlace() const { return static_cast<int>(whole.size()) - 1 + exponent; }
};

std::string_view takeDigits(std::string_view& text) {
    const std::string_view digits =
        text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
    text.remove_prefix(digits.size());
    return digits;
}

std::optional<Decimal> parseDecimal(std::string_view text) {
    constexpr std::size_t kMaxDigits = 400; // no real value has more
    constexpr int kMaxExponent = 400;
    Decimal decimal;
    decimal.isNegative = text.starts_with('-');
    text.remove_prefix(decimal.isNegative ? 1 : 0);
    decimal.whole = takeDigits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        decimal.fraction = takeDigits(text);
    }
    if (decimal.whole.size() + decimal.fraction.size() == 0 ||
        decimal.whole.size() + decimal.fraction.size() > kMaxDigits)
        return std::nullopt;
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        text.remove_prefix(text.starts_with('+') ? 1 : 0);
        const auto exponent = parseInteger<int>(text);
        if (!exponent || *exponent > kMaxExponent || *exponent < -kMaxExponent)
            return std::nullopt;
        decimal.exponent = *exponent;
        text = {};
    }
    return text.empty() ? std::optional(decimal) : std::nullopt;
}

Duration toDuration(const Decimal& decimal) {
    constexpr int kHighestPlace = 9; // kFarthest has ten digits of seconds
    constexpr int kLowestPlace = -9;
    bool isTooFar = false;
    for (int place = decimal.highestPlace(); place > kHighestPlace; --place)
        isTooFar = isTooFar || decimal.digitAt(place) != 0;
    std::uint64_t nanoseconds = 0; // 19 digits fit
    for (int place = kHighestPlace; place >= kLowestPlace; --place)
        nanoseconds = nanoseconds * 10 + static_cast<unsigned>(decimal.digitAt(place));
    if (decimal.digitAt(kLowestPlace - 1) >= 5)
        ++nanoseconds;
    const auto farthest = static_cast<std::uint64_t>(kFarthest.count());
    const Duration length(
        static_cast<std::int64_t>(isTooFar ? farthest : std::min(nanoseconds, farthest)));
    return decimal.isNegative ? -length : length;
}

/// "2011-03-18T19:06:07.096535Z"
std::optional<Timestamp> parseIso8601(std::string_view text) {
    constexpr std::size_t kSecondsEnd = 19;
    if (text.size() < kSecondsEnd || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const auto number = [text](std::size_t offset, std::size_t length) {
        return parseInteger<unsigned>(text.substr(offset, length));
    };
    const auto year = number(0, 4);
    const auto month = number(5, 2);
    const auto day = number(8, 2);
    const auto hour = number(11, 2);
    const auto minute = number(14, 2);
    std::string_view rest = text.substr(17);
    if (rest.ends_with('Z'))
        rest.remove_suffix(1);
    const auto second = parseDecimal(rest);
    if (!year || !month || !day || !hour || !minute || !second || second->isNegative ||
        second->whole.size() != 2 || second->exponent != 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok() || *hour > 23 || *minute > 59)
        return std::nullopt;
    const std::chrono::sys_seconds midnight = std::chrono::sys_days(date);
    const Duration inMinute = toDuration(*second);
    return timestampFromSeconds(midnight.time_since_epoch().count() + std::int64_t{*hour} * 3'600 +
                                    std::int64_t{*minute} * 60,
                                inMinute.count());
}

} // namespace

std::optional<Duration> parseSeconds(std::string_view text) {
    const auto decimal = parseDecimal(text);
    return decimal ? std::optional(toDuration(*decimal)) : std::nullopt;
}

std::optional<Timestamp> parseTime(std::string_view text) {
    constexpr std::size_t kMillisecondDigits = 12; // in seconds that would be the year 5138
    if (text.size() > 10 && text[10] == 'T')
        return parseIso8601(text);
    auto decimal = parseDecimal(text);
    if (!decimal)
        return std::nullopt;
    if (decimal->whole.size() >= kMillisecondDigits)
        decimal->exponent -= 3;
    return Timestamp(toDuration(*decimal));
}

std::optional<std::uint32_t> parseCount(std::string_view text, std::uint32_t maximum) {
    if (text.ends_with(".0"))
        text.remove_suffix(2);
    const auto value = parseInteger<std::uint32_t>(text);
    return value && *value <= maximum ? value : std::nullopt;
}

void appendUnescaped(std::string_view text, std::string& out) {
    while (!text.empty()) {
        const std::size_t backslash = text.find('\\');
        out += text.substr(0, backslash);
        if (backslash == std::string_view::npos)
            return;
        text.remove_prefix(backslash);
        unsigned value = 0;
        if (text.size() >= 4 && text[1] == 'x' &&
            std::from_chars(text.data() + 2, text.data() + 4, value, 16).ptr == text.data() + 4) {
            out += static_cast<char>(static_cast<unsigned char>(value));
            text.remove_prefix(4);
        } else {
            out += '\\';
            text.remove_prefix(text.starts_with("\\\\") ? 2 : 1);
        }
    }
}

bool nameFromText(std::string_view text, dns::Name& name) {
    // Built as on the wire and then read by dns, so that the rules for names exist only once.
    constexpr std::size_t kMaxLabel = 63;
    std::array<std::byte, 256> wire{};
    std::size_t length = 0;
    if (text.ends_with('.'))
        text.remove_suffix(1);
    while (!text.empty()) {
        const std::string_view label = text.substr(0, text.find('.'));
        if (label.empty() || label.size() > kMaxLabel || length + 1 + label.size() >= wire.size())
            return false;
        wire[length++] = static_cast<std::byte>(label.size());
        std::transform(label.begin(), label.end(),
                       wire.begin() + static_cast<std::ptrdiff_t>(length),
                       [](char c) { return static_cast<std::byte>(c); });
        length += label.size();
        text.remove_prefix(std::min(text.size(), label.size() + 1));
    }
    WireCursor cursor(std::span<const std::byte>(wire).first(length + 1));
    return dns::readName(cursor, name) == dns::Defect::None;
}

} // namespace beaconscope::zeek
