// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/detector.h"

#include "core/analysis/comparison/comparison_detectors.h"
#include "core/analysis/lab_rule.h"
#include "core/analysis/rhythm_detector.h"

#include <algorithm>

namespace beaconscope::analysis {

std::shared_ptr<const EventGroups> Detector::group(const AnalysisInput& input, Grouping grouping,
                                                   const std::stop_token& stop) const {
    return groupQueries(input, grouping, stop);
}

std::vector<Timestamp> Detector::timesOf(const ColumnView<store::Event>& events,
                                         std::span<const EventId> rows) const {
    std::vector<Timestamp> times;
    times.reserve(rows.size());
    for (const EventId row : rows)
        times.push_back(events[row.index()].time);
    return times;
}

IntervalStatistics Detector::intervals(const ColumnView<store::Event>& events, const SeriesSet& set,
                                       const Measurements&, std::size_t index) const {
    return intervalStatistics(intervalsOf(timesOf(events, set[index].rows)));
}

std::uint64_t Detector::queries(const SeriesSet& set, const Measurements&,
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

const std::vector<std::shared_ptr<const Detector>>& detectors() {
    static const auto kAll = [] {
        std::vector<std::shared_ptr<const Detector>> all = {
            std::make_shared<RhythmDetector>(),
            std::make_shared<LabRule>(LabRule::Variant::QueriesPerClientAndName),
            std::make_shared<LabRule>(LabRule::Variant::Exact),
        };
        const auto others = comparison::comparisonDetectors();
        all.insert(all.end(), others.begin(), others.end());
        return all;
    }();
    return kAll;
}

std::shared_ptr<const Detector> findDetector(std::string_view id) {
    const auto& all = detectors();
    const auto found = std::find_if(
        all.begin(), all.end(), [id](const auto& detector) { return detector->info().id == id; });
    return found == all.end() ? nullptr : *found;
}

} // namespace beaconscope::analysis
