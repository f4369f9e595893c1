// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/sentinel.h"

#include <map>

namespace beaconscope::detect::others {

namespace {

using Counts = std::map<std::int64_t, std::size_t>;

void offerHour(const Counts& counts, std::size_t total, const SentinelParameters& parameters,
               std::optional<SentinelResult>& best) {
    if (total <= parameters.minTotal)
        return;
    SentinelResult hour;
    for (const auto& [delta, count] : counts) {
        const double percent = 100 * static_cast<double>(count) / static_cast<double>(total);
        if (percent > hour.percent) {
            hour.percent = percent;
            hour.deltaSeconds = delta;
        }
    }
    hour.flagged = hour.percent > parameters.minPercent;
    if (!best || hour.percent > best->percent)
        best = hour;
}

/// Floors for times before 1970 too.
std::int64_t hourOf(std::int64_t second) {
    constexpr std::int64_t kHour = 3600;
    return second >= 0 ? second / kHour : -((kHour - 1 - second) / kHour);
}

} // namespace

std::optional<SentinelResult> sentinel(std::span<const std::int64_t> seconds,
                                       const SentinelParameters& parameters) {
    std::optional<SentinelResult> best;
    Counts counts;
    std::size_t total = 0;
    for (std::size_t i = 0; i + 1 < seconds.size(); ++i) {
        if (i > 0 && hourOf(seconds[i]) != hourOf(seconds[i - 1])) {
            offerHour(counts, total, parameters, best);
            counts.clear();
            total = 0;
        }
        const std::int64_t delta = seconds[i + 1] - seconds[i];
        if (delta <= parameters.minDeltaSeconds)
            continue;
        ++counts[delta];
        ++total;
    }
    offerHour(counts, total, parameters, best);
    return best;
}

} // namespace beaconscope::detect::others
