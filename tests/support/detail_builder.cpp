// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/detail_builder.h"

#include "core/detect/detector.h"
#include "tests/support/store_builder.h"

#include <algorithm>
#include <utility>

namespace beaconscope::testing {

std::shared_ptr<snapshot::SelectionDetail> detailOf(const std::vector<double>& atSeconds,
                                                    std::string title) {
    auto detail = std::make_shared<snapshot::SelectionDetail>();
    detail->title = std::move(title);
    for (const double second : atSeconds) {
        const Timestamp time = StoreBuilder::at(second);
        if (!detail->times.empty())
            detail->intervalsSeconds.push_back(seconds(time - detail->times.back()));
        detail->times.push_back(time);
    }
    detail->intervals = series::intervalStatistics(detail->intervalsSeconds);
    return detail;
}

void judgeBy(snapshot::SelectionDetail& detail, const std::vector<double>& beatsAtSeconds,
             std::vector<series::IntervalRange> teeth) {
    snapshot::JudgedSelection judged;
    judged.title = "beats of c2.example";
    for (const double second : beatsAtSeconds)
        judged.beats.times.push_back(StoreBuilder::at(second));
    judged.beats.intervalsSeconds = detect::intervalsOf(judged.beats.times);
    judged.beats.levelSeconds = 2.5;
    judged.intervals = series::intervalStatistics(judged.beats.intervalsSeconds);
    std::vector<double> sorted = judged.beats.intervalsSeconds;
    std::ranges::sort(sorted);
    judged.beats.window.emplace();
    judged.beats.window->inside = series::intervalsInside(sorted, teeth).size();
    judged.beats.window->insideByChance = 1;
    judged.beats.window->teeth = std::move(teeth);
    detail.judged = std::move(judged);
}

} // namespace beaconscope::testing
