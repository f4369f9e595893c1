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
    std::vector<Timestamp> times;
    times.reserve(rows.size());
    for (const EventId row : rows)
        times.push_back(events[row.index()].time);
    return times;
}

series::IntervalStatistics Detector::intervals(const ColumnView<store::Event>& events,
                                               const series::SeriesSet& set, const Measurements&,
                                               std::size_t index) const {
    return series::intervalStatistics(intervalsOf(timesOf(events, set[index].rows)));
}

std::uint64_t Detector::queries(const series::SeriesSet& set, const Measurements&,
                                std::size_t index) const {
    return set[index].rows.size();
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
