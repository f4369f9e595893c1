// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/pair_intervals.h"

#include "core/detect/detector.h"

#include <algorithm>
#include <span>

namespace beaconscope::snapshot {

namespace {

using store::Event;

/// The times of queries, grouped by pair with a counting sort.
class TimesByPair {
public:
    TimesByPair(const series::AnalysisInput& input, std::size_t pairCount)
        : m_ends(pairCount, 0) {
        const ColumnView<Event>& events = input.events;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (input.isJudged(events[i]))
                ++m_ends[events[i].pair.index()];
        }
        std::size_t total = 0;
        for (std::size_t& end : m_ends) {
            const std::size_t count = end;
            end = total; // where the pair begins; filling moves it to where the pair ends
            total += count;
        }
        m_times.resize(total);
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (input.isJudged(events[i]))
                m_times[m_ends[events[i].pair.index()]++] = events[i].time;
        }
    }

    std::span<Timestamp> of(std::size_t pair) {
        const std::size_t begin = pair == 0 ? 0 : m_ends[pair - 1];
        return std::span(m_times).subspan(begin, m_ends[pair] - begin);
    }

private:
    std::vector<std::size_t> m_ends;
    std::vector<Timestamp> m_times;
};

} // namespace

std::shared_ptr<const std::vector<series::IntervalStatistics>>
intervalsByPair(const series::AnalysisInput& input, std::size_t pairCount) {
    auto result = std::make_shared<std::vector<series::IntervalStatistics>>(pairCount);
    TimesByPair timesByPair(input, pairCount);
    for (std::size_t pair = 0; pair < pairCount; ++pair) {
        const std::span<Timestamp> times = timesByPair.of(pair);
        if (times.size() < 2)
            continue;
        std::sort(times.begin(), times.end());
        (*result)[pair] = series::intervalStatistics(detect::intervalsOf(times));
    }
    return result;
}

} // namespace beaconscope::snapshot
