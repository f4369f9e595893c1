// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/beats.h"

#include "core/detect/rhythm/order_statistics.h"

#include <algorithm>

namespace beaconscope::detect::rhythm {

namespace {

double medianLength(std::span<const double> lengths, std::vector<double>& scratch) {
    // Most beats of most series are a single query.
    const auto single = static_cast<std::size_t>(std::count(lengths.begin(), lengths.end(), 0.0));
    if (2 * single > lengths.size())
        return 0;
    scratch.assign(lengths.begin(), lengths.end());
    return medianInPlace(scratch);
}

} // namespace

bool givesUpAndAsksNext(const Query& query, const Query& next) {
    // Windows waits 4 s after its last try, others up to 5 s.
    constexpr double kMaxLastWaitSeconds = 6;
    return query.repeatedForSeconds > 0 && !hasAnswer(query) &&
           next.timeSeconds - query.timeSeconds <=
               double{query.repeatedForSeconds} + kMaxLastWaitSeconds;
}

void collapseToBeats(std::span<const Query> queries, double intervalSeconds,
                     std::vector<double>& scratch, BeatSeries& series) {
    series.intervalSeconds = intervalSeconds;
    series.givenUp = 0;
    series.firstQuery.clear();
    series.startSeconds.clear();
    series.intervals.clear();
    series.lengths.clear();
    series.deadTimeSeconds = intervalSeconds;
    if (queries.empty())
        return;

    const auto beginBeat = [&](std::size_t index) {
        series.firstQuery.push_back(static_cast<std::uint32_t>(index));
        series.startSeconds.push_back(queries[index].timeSeconds);
    };
    beginBeat(0);
    for (std::size_t i = 1; i < queries.size(); ++i) {
        if (queries[i].timeSeconds - queries[i - 1].timeSeconds <= intervalSeconds)
            continue;
        if (givesUpAndAsksNext(queries[i - 1], queries[i])) {
            ++series.givenUp;
            continue;
        }
        series.lengths.push_back(queries[i - 1].timeSeconds - series.startSeconds.back());
        series.intervals.push_back(queries[i].timeSeconds - series.startSeconds.back());
        beginBeat(i);
    }
    series.lengths.push_back(queries.back().timeSeconds - series.startSeconds.back());
    series.deadTimeSeconds = intervalSeconds + medianLength(series.lengths, scratch);
}

} // namespace beaconscope::detect::rhythm
