// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/chance.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace beaconscope::detect {

ShownChance showChance(double lnP, int moreDigits) {
    constexpr double kLnMillion = 13.8155;
    if (lnP > -std::numbers::ln2 && moreDigits == 0)
        return {"more than 1 in 2", 0};
    if (lnP <= -kLnMillion) {
        const double unit = std::pow(10, -moreDigits);
        const double exponent = std::floor(-lnP / std::numbers::ln10 / unit) * unit;
        return {fmt::format("1 in 10^{:.{}f}", exponent, moreDigits),
                -exponent * std::numbers::ln10};
    }
    const double odds = std::exp(-lnP);
    // Two digits, and no fraction unless it is asked for.
    const double places = std::floor(std::log10(odds)) - 1;
    const double unit = std::pow(10, std::max(0.0, places) - moreDigits);
    const double shown = std::round(odds / unit) * unit;
    const int decimals = std::max(0, static_cast<int>(std::lround(-std::log10(unit))));
    const std::string text = fmt::format("{:.{}f}", shown, decimals);
    const std::size_t point = std::min(text.find('.'), text.size());
    return {"1 in " + withThousands(std::stoull(text.substr(0, point))) + text.substr(point),
            -std::log(std::stod(text))};
}

std::string describeChance(double lnP) {
    return showChance(lnP, 0).text;
}

} // namespace beaconscope::detect
