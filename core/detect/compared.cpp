// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/compared.h"

#include "core/detect/chance.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace beaconscope::detect {

namespace {

constexpr int kMaxMorePlaces = 3;

/// -1, 0 or 1
int order(double left, double right) {
    return (left > right) - (left < right);
}

} // namespace

Compared comparedNumbers(double value, double limit, int decimals, std::string_view unit) {
    const std::string limitText = fmt::format("{}{}", limit, unit);
    for (int places = decimals; places <= decimals + kMaxMorePlaces; ++places) {
        const std::string text = fmt::format("{:.{}f}", value, places);
        if (order(std::strtod(text.c_str(), nullptr), limit) == order(value, limit))
            return {fmt::format("{}{}", text, unit), limitText};
    }
    return {fmt::format("just {} {}", value < limit ? "below" : "above", limitText), limitText};
}

Compared comparedShares(double share, double limit, int decimals) {
    // 100 * 0.07 is not 7.
    const auto percent = [](double value) { return std::round(value * 1e11) / 1e9; };
    return comparedNumbers(percent(share), percent(limit), decimals, " %");
}

Compared comparedChances(double lnP, double lnLimit) {
    constexpr int kMaxMoreDigits = 6;
    for (int more = 0; more < kMaxMoreDigits; ++more) {
        const ShownChance value = showChance(lnP, more);
        const ShownChance limit = showChance(lnLimit, more);
        if (order(value.lnP, limit.lnP) == order(lnP, lnLimit))
            return {value.text, limit.text};
    }
    const std::string limit = describeChance(lnLimit);
    return {fmt::format("just {} {}", lnP < lnLimit ? "below" : "above", limit), limit};
}

} // namespace beaconscope::detect
