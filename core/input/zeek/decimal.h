// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace beaconscope::zeek {

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

/// Reads "3.25", "-0.5", "5.9e-05". Returns nullopt for other text and for a number with more
/// digits than any real value has.
std::optional<Decimal> parseDecimal(std::string_view text);

/// Removes the digits at the start of `text` and returns them.
std::string_view takeDigits(std::string_view& text);

/// Returns a number of seconds, to the nearest nanosecond. Clamps to the range of kEarliest and
/// kLatest.
Duration toDuration(const Decimal& decimal);

} // namespace beaconscope::zeek
