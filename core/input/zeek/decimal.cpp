// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/decimal.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace beaconscope::zeek {

namespace {

constexpr Duration kFarthest = kLatest.time_since_epoch();

} // namespace

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
        const char* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, decimal.exponent);
        if (error != std::errc{} || stop != end || decimal.exponent > kMaxExponent ||
            decimal.exponent < -kMaxExponent)
            return std::nullopt;
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

} // namespace beaconscope::zeek
