// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/expected_beats.h"

#include <algorithm>
#include <iterator>

namespace beaconscope::series {

namespace {

Duration apart(Timestamp one, Timestamp other) {
    return one < other ? other - one : one - other;
}

} // namespace

std::vector<ExpectedBeat> expectedBeats(std::span<const Timestamp> times, double periodSeconds,
                                        std::size_t limit) {
    const Duration period = durationFromSeconds(periodSeconds);
    if (times.size() < 2 || period <= Duration{1} || period == Duration::max())
        return {};
    // In floating point, because the difference of two Timestamps may not fit a Duration.
    const double spanSeconds = (static_cast<double>(nanosecondsSinceEpoch(times.back())) -
                                static_cast<double>(nanosecondsSinceEpoch(times.front()))) *
                               1e-9;
    const double kMaxSpanSeconds = 200.0 * 365 * 86'400;
    if (spanSeconds / periodSeconds > static_cast<double>(limit) ||
        spanSeconds + periodSeconds > kMaxSpanSeconds) {
        return {};
    }

    std::vector<ExpectedBeat> beats;
    auto next = times.begin() + 1;
    Timestamp due = times.front();
    while (due <= Timestamp::max() - period - period) {
        due += period;
        const Timestamp low = due - period / 2;
        if (low >= times.back())
            break;
        // After an early beat the windows of two beats may overlap. `next` never goes back, so that
        // no time counts for two beats.
        next = std::find_if(next, times.end(), [&](Timestamp time) { return time > low; });
        auto nearest = times.end();
        for (auto place = next; place != times.end() && *place <= low + period; ++place) {
            if (nearest == times.end() || apart(*place, due) < apart(*nearest, due))
                nearest = place;
            else if (*place > due)
                break;
        }
        beats.push_back({due, nearest == times.end()});
        if (nearest != times.end()) {
            due = *nearest;
            next = std::next(nearest);
        }
    }
    return beats;
}

} // namespace beaconscope::series
