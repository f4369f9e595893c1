// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/pair_intervals.h"

#include "core/detect/detector.h"

#include <algorithm>

namespace beaconscope::snapshot {

namespace {

using store::Event;

/// The statistics of so many queries are not worth keeping.
constexpr std::size_t kFewQueries = 32;

} // namespace

PairIntervals::PairIntervals(const series::AnalysisInput& input, std::size_t pairCount)
    : m_ends(pairCount, 0) {
    const ColumnView<Event>& events = input.events;
    bool isOrdered = true;
    Timestamp latest = Timestamp::min();
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& event = events[i];
        if (!input.isJudged(event))
            continue;
        ++m_ends[event.pair.index()];
        isOrdered = isOrdered && event.time >= latest;
        latest = event.time;
    }
    std::uint32_t total = 0;
    for (std::uint32_t& end : m_ends) {
        const std::uint32_t count = end;
        end = total; // where the pair begins; filling moves it to where the pair ends
        total += count;
    }
    m_times.resize(total);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (input.isJudged(events[i]))
            m_times[m_ends[events[i].pair.index()]++] = events[i].time;
    }
    if (!isOrdered)
        sortTimes();
    keepThoseOfMany();
}

std::span<const Timestamp> PairIntervals::timesOf(std::size_t pair) const {
    const std::size_t begin = pair == 0 ? 0 : m_ends[pair - 1];
    return std::span(m_times).subspan(begin, m_ends[pair] - begin);
}

void PairIntervals::sortTimes() {
    std::size_t begin = 0;
    for (const std::uint32_t end : m_ends) {
        std::sort(m_times.begin() + static_cast<std::ptrdiff_t>(begin),
                  m_times.begin() + static_cast<std::ptrdiff_t>(end));
        begin = end;
    }
}

void PairIntervals::keepThoseOfMany() {
    for (std::size_t pair = 0; pair < m_ends.size(); ++pair) {
        const std::span<const Timestamp> times = timesOf(pair);
        if (times.size() > kFewQueries)
            m_ofMany.emplace_back(pair, series::intervalStatistics(detect::intervalsOf(times)));
    }
}

series::IntervalStatistics PairIntervals::of(PairId pair) const {
    if (pair.index() >= m_ends.size())
        return {};
    const std::span<const Timestamp> times = timesOf(pair.index());
    if (times.size() <= kFewQueries)
        return series::intervalStatistics(detect::intervalsOf(times));
    const auto kept =
        std::lower_bound(m_ofMany.begin(), m_ofMany.end(), pair.index(),
                         [](const auto& one, std::size_t wanted) { return one.first < wanted; });
    return kept->second;
}

} // namespace beaconscope::snapshot
