// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/lab_rule.h"

#include "core/detect/compared.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::detect::others {

namespace {

using store::Event;
using store::EventFlag;

enum Parameter : std::size_t { MinimumTimes, MinimumInterval, LargestDeviation };

/// The length is in smaller units than the limit where those would be mostly zeros.
Compared comparedLengths(double lengthSeconds, double limitSeconds) {
    constexpr double kFewMilliseconds = 0.1;
    Compared texts = comparedNumbers(lengthSeconds, limitSeconds, 3, " s");
    if (lengthSeconds < kFewMilliseconds && limitSeconds >= kFewMilliseconds)
        texts.value = toHumanDuration(lengthSeconds);
    return texts;
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

/// Returns the times of the queries and their responses, in order.
std::vector<Timestamp> messageTimes(const ColumnView<Event>& events,
                                    std::span<const EventId> rows) {
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

std::vector<Timestamp> timesFor(LabRule::Variant variant, const ColumnView<Event>& events,
                                std::span<const EventId> rows) {
    return variant == LabRule::Variant::Exact ? messageTimes(events, rows)
                                              : timesOfRows(events, rows);
}

/// Series as the lab's rule sees them.
class MeasuredByLab final : public MeasuredCapture {
public:
    /// `earlier` may be null.
    static std::unique_ptr<const MeasuredByLab>
    measure(LabRule::Variant variant, const Subject& subject,
            const std::shared_ptr<series::SeriesSet>& set, const MeasuredByLab* earlier,
            const std::stop_token& stop);

    std::unique_ptr<const MeasuredCapture> remeasure(const Subject& subject,
                                                     std::shared_ptr<series::SeriesSet> set,
                                                     const std::stop_token& stop) const override {
        return measure(m_variant, subject, set, this, stop);
    }
    Judgement judge(std::size_t index, const ParameterValues& limits) const override;
    std::vector<std::string> reasons(std::size_t index,
                                     const ParameterValues& limits) const override;
    DecidingValue decidingValue(std::size_t index, const ParameterValues& limits) const override;
    series::IntervalStatistics intervals(std::size_t index) const override {
        return m_series[index].intervals;
    }
    std::uint64_t queries(std::size_t index) const override { return m_series[index].queries; }

private:
    struct One {
        series::IntervalStatistics intervals;
        std::uint64_t queries = 0;
    };

    MeasuredByLab(LabRule::Variant variant, std::shared_ptr<const series::SeriesSet> set)
        : MeasuredCapture(std::move(set))
        , m_variant(variant) {}

    /// Returns how many times the rule sees in the series.
    std::size_t countOf(std::size_t index) const {
        const std::size_t intervals = m_series[index].intervals.count;
        return intervals == 0 ? series()[index].rows.size() : intervals + 1;
    }

    LabRule::Variant m_variant;
    std::vector<One> m_series;
};

std::unique_ptr<const MeasuredByLab>
MeasuredByLab::measure(LabRule::Variant variant, const Subject& subject,
                       const std::shared_ptr<series::SeriesSet>& set, const MeasuredByLab* earlier,
                       const std::stop_token& stop) {
    std::unique_ptr<MeasuredByLab> measured(new MeasuredByLab(variant, set));
    std::vector<std::size_t> same(set->size(), series::kNoSeries);
    if (earlier != nullptr)
        same = series::sameSeries(*set, earlier->series());
    measured->m_series.resize(set->size());
    const auto& events = subject.input.events;
    for (std::size_t i = 0; i < set->size() && !stop.stop_requested(); ++i) {
        One& one = measured->m_series[i];
        if (same[i] != series::kNoSeries) {
            one = earlier->m_series[same[i]];
            continue;
        }
        const auto rows = (*set)[i].rows;
        one.intervals = series::intervalStatistics(intervalsOf(timesFor(variant, events, rows)));
        one.queries = countQueries(events, rows);
    }
    return measured;
}

Judgement MeasuredByLab::judge(std::size_t index, const ParameterValues& limits) const {
    const series::IntervalStatistics& intervals = m_series[index].intervals;
    Judgement judgement;
    const std::size_t times = countOf(index);
    judgement.beats = times;
    judgement.flagged = static_cast<double>(times) >= limits[MinimumTimes] && intervals.count > 0 &&
                        intervals.minimumSeconds >= limits[MinimumInterval] &&
                        intervals.standardDeviationSeconds < limits[LargestDeviation];
    if (!judgement.flagged)
        return judgement;
    judgement.score = 100 * (1 - intervals.standardDeviationSeconds / limits[LargestDeviation]);
    judgement.periodSeconds = intervals.medianSeconds;
    judgement.jitter = intervals.coefficientOfVariation();
    return judgement;
}

std::vector<std::string> MeasuredByLab::reasons(std::size_t index,
                                                const ParameterValues& limits) const {
    const series::IntervalStatistics& intervals = m_series[index].intervals;
    const std::size_t times = countOf(index);
    const char* what = whatCounts(m_variant);
    if (static_cast<double>(times) < limits[MinimumTimes] || intervals.count == 0) {
        return {fmt::format("Not judged: {} {}, and the rule asks for at least {:.0f}.", times,
                            what, limits[MinimumTimes])};
    }
    std::vector<std::string> sentences = {fmt::format(
        "{} {} make {} intervals from {} to {}, {} on average.", times, what, intervals.count,
        toHumanDuration(intervals.minimumSeconds), toHumanDuration(intervals.maximumSeconds),
        toHumanDuration(intervals.meanSeconds))};
    if (intervals.minimumSeconds < limits[MinimumInterval]) {
        const Compared shortest =
            comparedLengths(intervals.minimumSeconds, limits[MinimumInterval]);
        sentences.push_back(
            fmt::format("Skipped: the shortest interval, {}, is below the limit of {}.",
                        shortest.value, shortest.limit));
        if (m_variant == LabRule::Variant::Exact)
            sentences.emplace_back("Responses count as messages here: one that follows its query "
                                   "within a second is enough to skip the name.");
        return sentences;
    }
    const bool flagged = intervals.standardDeviationSeconds < limits[LargestDeviation];
    const Compared deviation =
        comparedLengths(intervals.standardDeviationSeconds, limits[LargestDeviation]);
    sentences.push_back(
        fmt::format("{}: the standard deviation of the intervals, {}, is {} the limit of {}.",
                    flagged ? "Flagged" : "Not flagged", deviation.value,
                    flagged ? "below" : "not below", deviation.limit));
    return sentences;
}

DecidingValue MeasuredByLab::decidingValue(std::size_t index, const ParameterValues& limits) const {
    const series::IntervalStatistics& intervals = m_series[index].intervals;
    const std::size_t times = countOf(index);
    if (static_cast<double>(times) < limits[MinimumTimes] || intervals.count == 0)
        return {fmt::format("{} {}", times, whatCounts(m_variant)),
                fmt::format("at least {:.0f}", limits[MinimumTimes])};
    if (intervals.minimumSeconds < limits[MinimumInterval]) {
        const Compared shortest =
            comparedLengths(intervals.minimumSeconds, limits[MinimumInterval]);
        return {"shortest interval " + shortest.value, "at least " + shortest.limit};
    }
    const Compared deviation =
        comparedLengths(intervals.standardDeviationSeconds, limits[LargestDeviation]);
    return {"standard deviation " + deviation.value, "below " + deviation.limit};
}

} // namespace

LabRule::LabRule(Variant variant)
    : m_variant(variant)
    , m_info(infoFor(variant)) {}

std::shared_ptr<const series::EventGroups> LabRule::group(const series::AnalysisInput& input,
                                                          series::Grouping grouping,
                                                          const std::stop_token& stop) const {
    if (m_variant == Variant::Exact)
        return groupSpellings(input, stop);
    series::AnalysisInput queries = input; // the script knows no responses that stand for queries
    queries.loneResponses = nullptr;
    return series::groupQueries(queries, grouping, stop);
}

std::vector<Timestamp> LabRule::timesOf(const ColumnView<Event>& events,
                                        std::span<const EventId> rows) const {
    return timesFor(m_variant, events, rows);
}

std::unique_ptr<const MeasuredCapture> LabRule::measure(const Subject& subject,
                                                        std::shared_ptr<series::SeriesSet> set,
                                                        const std::stop_token& stop) const {
    return MeasuredByLab::measure(m_variant, subject, set, nullptr, stop);
}

} // namespace beaconscope::detect::others
