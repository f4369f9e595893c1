// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/lab_rule.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::detect::others {

namespace {

using store::Event;
using store::EventFlag;

enum Parameter : std::size_t { MinimumTimes, MinimumInterval, LargestDeviation };

struct LabMeasurements : Measurements {
    struct One {
        series::IntervalStatistics intervals;
        std::uint64_t queries = 0;
    };
    std::vector<One> series;
};

const LabMeasurements& of(const Measurements& measurements) {
    return static_cast<const LabMeasurements&>(measurements);
}

/// In smaller units than the limits, which are in seconds, where those would be mostly zeros.
std::string measuredText(double lengthSeconds) {
    constexpr double kFewMilliseconds = 0.1;
    return lengthSeconds < kFewMilliseconds ? toHumanDuration(lengthSeconds)
                                            : fmt::format("{:.3f} s", lengthSeconds);
}

std::uint64_t countQueries(const ColumnView<Event>& events, std::span<const EventId> rows) {
    return static_cast<std::uint64_t>(std::count_if(rows.begin(), rows.end(), [&](EventId row) {
        return events[row.index()].has(EventFlag::HasQuery);
    }));
}

std::vector<ParameterInfo> parameterInfos() {
    return {
        {"min_queries", "Fewest queries", "", "Names with fewer are skipped.", 5, 2, 1'000'000, 0},
        {"min_interval_s", "Shortest interval", "s",
         "A name with any interval below this is skipped.", 1, 0, 86'400, 3},
        {"max_stdev_s", "Largest standard deviation", "s",
         "A name is flagged when the standard deviation of its intervals is below this.", 1, 0,
         86'400, 3},
    };
}

DetectorInfo infoFor(LabRule::Variant variant) {
    DetectorInfo info;
    info.parameters = parameterInfos();
    info.scoreTitle = "Regularity";
    info.scoreHelp = "100 × (1 − standard deviation ÷ its limit); 0 for what is not flagged.";
    if (variant == LabRule::Variant::Exact) {
        info.id = "lab-exact";
        info.title = "Lab rule, exact";
        info.description =
            "What the classroom script does to the letter: every DNS message that carries a "
            "question name counts, responses included, per name over all sources. In a capture "
            "that holds both directions each response follows its query within milliseconds; the "
            "rule skips names with an interval below 1 s, so it misses even a perfect beacon "
            "there. Compare it with the rule on queries alone.";
        info.groupings = {series::Grouping::Name};
        info.timesMessages = true;
    } else {
        info.id = "lab";
        info.title = "Lab rule, queries per client and name";
        info.description =
            "The lab's rule as it was meant: queries alone, one client and one name at a time; "
            "skipped with fewer than 5 queries or any interval below 1 s, flagged when the "
            "standard deviation of the intervals is below 1 s. It finds clockwork. It misses "
            "jitter of more than a second, missed beats, retransmissions and A/AAAA twins, and it "
            "flags ordinary updaters and cache refreshes.";
        info.groupings = {series::Grouping::ClientName, series::Grouping::ClientDomain,
                          series::Grouping::Name};
    }
    return info;
}

/// Every event of a name as it was spelled, queries and responses, whoever sent them.
std::shared_ptr<const series::EventGroups> groupSpellings(const series::AnalysisInput& input,
                                                          const std::stop_token& stop) {
    std::vector<std::uint32_t> groupOfEvent(input.events.size(), series::EventGroups::kNoGroup);
    std::vector<series::SeriesKey> keys;
    std::vector<std::uint32_t> groupOfSpelling(input.names.names.size(),
                                               series::EventGroups::kNoGroup);
    for (std::size_t i = 0; i < input.events.size(); ++i) {
        if (stop.stop_requested())
            return nullptr;
        const Event& event = input.events[i];
        if (!input.isInScope(event))
            continue;
        std::uint32_t& group = groupOfSpelling[event.spelling.index()];
        if (group == series::EventGroups::kNoGroup) {
            group = static_cast<std::uint32_t>(keys.size());
            keys.push_back({AddressId(), event.spelling, input.names.domainOf(event.spelling), {}});
        }
        groupOfEvent[i] = group;
    }
    return std::make_shared<const series::EventGroups>(series::Grouping::Name, std::move(keys),
                                                       groupOfEvent, input.events);
}

const char* whatCounts(LabRule::Variant variant) {
    return variant == LabRule::Variant::Exact ? "DNS messages" : "queries";
}

} // namespace

LabRule::LabRule(Variant variant)
    : m_variant(variant)
    , m_info(infoFor(variant)) {}

std::shared_ptr<const series::EventGroups> LabRule::group(const series::AnalysisInput& input,
                                                          series::Grouping grouping,
                                                          const std::stop_token& stop) const {
    return m_variant == Variant::Exact ? groupSpellings(input, stop)
                                       : series::groupQueries(input, grouping, stop);
}

std::vector<Timestamp> LabRule::timesOf(const ColumnView<Event>& events,
                                        std::span<const EventId> rows) const {
    if (m_variant != Variant::Exact)
        return Detector::timesOf(events, rows);
    std::vector<Timestamp> times;
    times.reserve(2 * rows.size());
    for (const EventId row : rows) {
        const Event& event = events[row.index()];
        times.push_back(event.time);
        if (event.has(EventFlag::HasQuery) && event.has(EventFlag::HasResponse))
            times.push_back(event.responseTime());
    }
    std::sort(times.begin(), times.end());
    return times;
}

std::unique_ptr<const Measurements> LabRule::measure(const series::AnalysisInput& input,
                                                     series::SeriesSet& set,
                                                     const EarlierRun* earlier,
                                                     const std::stop_token& stop) const {
    std::vector<std::size_t> same(set.size(), series::kNoSeries);
    if (earlier != nullptr)
        same = series::sameSeries(set, earlier->set);
    auto measurements = std::make_unique<LabMeasurements>();
    measurements->series.resize(set.size());
    for (std::size_t i = 0; i < set.size() && !stop.stop_requested(); ++i) {
        LabMeasurements::One& one = measurements->series[i];
        if (same[i] != series::kNoSeries) {
            one = of(earlier->measurements).series[same[i]];
            continue;
        }
        one.intervals = series::intervalStatistics(intervalsOf(timesOf(input.events, set[i].rows)));
        one.queries = countQueries(input.events, set[i].rows);
    }
    return measurements;
}

series::IntervalStatistics LabRule::intervals(const ColumnView<Event>&, const series::SeriesSet&,
                                              const Measurements& measurements,
                                              std::size_t index) const {
    return of(measurements).series[index].intervals;
}

std::uint64_t LabRule::queries(const series::SeriesSet&, const Measurements& measurements,
                               std::size_t index) const {
    return of(measurements).series[index].queries;
}

Judgement LabRule::judge(const series::SeriesSet& set, const Measurements& measurements,
                         const ParameterValues& parameters, std::size_t index) const {
    const series::IntervalStatistics& intervals = of(measurements).series[index].intervals;
    Judgement judgement;
    const std::uint64_t times = intervals.count == 0 ? set[index].rows.size() : intervals.count + 1;
    judgement.beats = times;
    judgement.flagged = static_cast<double>(times) >= parameters[MinimumTimes] &&
                        intervals.count > 0 &&
                        intervals.minimumSeconds >= parameters[MinimumInterval] &&
                        intervals.standardDeviationSeconds < parameters[LargestDeviation];
    if (!judgement.flagged)
        return judgement;
    judgement.score = 100 * (1 - intervals.standardDeviationSeconds / parameters[LargestDeviation]);
    judgement.periodSeconds = intervals.medianSeconds;
    judgement.jitter = intervals.coefficientOfVariation();
    return judgement;
}

std::vector<std::string> LabRule::reasons(const series::SeriesSet& set,
                                          const Measurements& measurements,
                                          const ParameterValues& parameters,
                                          std::size_t index) const {
    const series::IntervalStatistics& intervals = of(measurements).series[index].intervals;
    const std::size_t times = intervals.count == 0 ? set[index].rows.size() : intervals.count + 1;
    const char* what = whatCounts(m_variant);
    if (static_cast<double>(times) < parameters[MinimumTimes] || intervals.count == 0) {
        return {fmt::format("Not judged: {} {}, and the rule asks for at least {:.0f}.", times,
                            what, parameters[MinimumTimes])};
    }
    std::vector<std::string> sentences = {fmt::format(
        "{} {} make {} intervals from {} to {}, {} on average.", times, what, intervals.count,
        toHumanDuration(intervals.minimumSeconds), toHumanDuration(intervals.maximumSeconds),
        toHumanDuration(intervals.meanSeconds))};
    if (intervals.minimumSeconds < parameters[MinimumInterval]) {
        sentences.push_back(
            fmt::format("Skipped: the shortest interval, {}, is below the limit of {:g} s.",
                        measuredText(intervals.minimumSeconds), parameters[MinimumInterval]));
        if (m_variant == Variant::Exact)
            sentences.emplace_back("Responses count as messages here: one that follows its query "
                                   "within a second is enough to skip the name.");
        return sentences;
    }
    const bool flagged = intervals.standardDeviationSeconds < parameters[LargestDeviation];
    sentences.push_back(fmt::format(
        "{}: the standard deviation of the intervals, {}, is {} the limit of {:g} s.",
        flagged ? "Flagged" : "Not flagged", measuredText(intervals.standardDeviationSeconds),
        flagged ? "below" : "not below", parameters[LargestDeviation]));
    return sentences;
}

DecidingValue LabRule::decidingValue(const series::SeriesSet& set, const Measurements& measurements,
                                     const ParameterValues& parameters, std::size_t index) const {
    const series::IntervalStatistics& intervals = of(measurements).series[index].intervals;
    const std::size_t times = intervals.count == 0 ? set[index].rows.size() : intervals.count + 1;
    if (static_cast<double>(times) < parameters[MinimumTimes] || intervals.count == 0)
        return {fmt::format("{} {}", times, whatCounts(m_variant)),
                fmt::format("at least {:.0f}", parameters[MinimumTimes])};
    if (intervals.minimumSeconds < parameters[MinimumInterval])
        return {fmt::format("shortest interval {}", measuredText(intervals.minimumSeconds)),
                fmt::format("at least {:g} s", parameters[MinimumInterval])};
    return {fmt::format("standard deviation {}", measuredText(intervals.standardDeviationSeconds)),
            fmt::format("below {:g} s", parameters[LargestDeviation])};
}

} // namespace beaconscope::detect::others
