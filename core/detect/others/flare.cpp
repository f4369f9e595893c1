// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/flare.h"

#include <algorithm>
#include <map>

namespace beaconscope::detect::others {

std::optional<FlareResult> flare(std::span<const std::int64_t> seconds,
                                 const FlareParameters& parameters) {
    constexpr std::int64_t kWindow = 2;
    std::map<std::int64_t, std::size_t> counts;
    std::size_t total = 0;
    for (std::size_t i = 1; i < seconds.size(); ++i) {
        const std::int64_t interval = seconds[i] - seconds[i - 1];
        if (interval < parameters.minIntervalSeconds)
            continue;
        ++counts[interval];
        ++total;
    }
    if (total <= parameters.minOccurrences)
        return std::nullopt;

    const auto countOf = [&](std::int64_t interval) {
        const auto position = counts.find(interval);
        return position == counts.end() ? std::size_t{0} : position->second;
    };
    const auto commonest =
        std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        })->first;
    FlareResult result;
    for (std::int64_t low = commonest - kWindow; low <= commonest; ++low) {
        const auto inWindow = static_cast<double>(countOf(low) + countOf(low + 1));
        const double percent = 100 * inWindow / static_cast<double>(total);
        if (percent > result.percent) {
            result.percent = percent;
            result.intervalSeconds = low + 1;
        }
    }
    result.flagged = result.percent > parameters.minPercent;
    return result;
}

} // namespace beaconscope::detect::others
