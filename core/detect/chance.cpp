// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/chance.h"

#include "core/base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace beaconscope::detect {

std::string describeChance(double lnP) {
    if (lnP > -std::numbers::ln2)
        return "more than 1 in 2";
    constexpr double kLnMillion = 13.8155;
    if (lnP <= -kLnMillion)
        return fmt::format("1 in 10^{:.0f}", std::floor(-lnP / std::numbers::ln10));
    const double odds = std::exp(-lnP);
    const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(odds)) - 1));
    return "1 in " + withThousands(static_cast<std::uint64_t>(std::round(odds / unit) * unit));
}

} // namespace beaconscope::detect
