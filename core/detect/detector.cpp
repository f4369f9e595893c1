// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detector.h"

namespace beaconscope::detect {

std::shared_ptr<const series::EventGroups> Detector::group(const series::AnalysisInput& input,
                                                           series::Grouping grouping,
                                                           const std::stop_token& stop) const {
    return series::groupQueries(input, grouping, stop);
}

std::vector<Timestamp> Detector::timesOf(const ColumnView<store::Event>& events,
                                         std::span<const EventId> rows) const {
    return timesOfRows(events, rows);
}

std::vector<Timestamp> timesOfRows(const ColumnView<store::Event>& events,
                                   std::span<const EventId> rows) {
    std::vector<Timestamp> times;
    times.reserve(rows.size());
    for (const EventId row : rows)
        times.push_back(events[row.index()].time);
    return times;
}

std::vector<double> intervalsOf(std::span<const Timestamp> times) {
    std::vector<double> intervals;
    if (times.size() < 2)
        return intervals;
    intervals.reserve(times.size() - 1);
    for (std::size_t i = 1; i < times.size(); ++i)
        intervals.push_back(seconds(times[i] - times[i - 1]));
    return intervals;
}

} // namespace beaconscope::detect
