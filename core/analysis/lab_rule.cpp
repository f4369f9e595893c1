#include "core/analysis/lab_rule.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::analysis {

namespace {

using store::Event;
using store::EventFlag;

enum Parameter : std::size_t { MinimumTimes, MinimumInterval, LargestDeviation };

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
        info.groupings = {Grouping::Name};
    } else {
        info.id = "lab";
        info.title = "Lab rule, queries per client and name";
        info.description =
            "The lab's rule as it was meant: queries alone, one client and one name at a time; "
            "skipped with fewer than 5 queries or any interval below 1 s, flagged when the "
            "standard deviation of the intervals is below 1 s. It finds clockwork. It misses "
            "jitter of more than a second, missed beats, retransmissions and A/AAAA twins, and it "
            "flags ordinary updaters and cache refreshes.";
        info.groupings = {Grouping::ClientName, Grouping::ClientDomain, Grouping::Name};
    }
    return info;
}

/// Every event of a name as it was spelled, queries and responses, whoever sent them.
SeriesSet seriesBySpelling(const AnalysisInput& input, const std::stop_token& stop) {
    std::vector<std::vector<EventId>> rowsOfSpelling(input.names.names.size());
    std::vector<RuleIndex> rule(rowsOfSpelling.size(), kNotExcluded);
    for (std::size_t i = 0; i < input.events.size() && !stop.stop_requested(); ++i) {
        const Event& event = input.events[i];
        const bool multicast = event.transport == capture::Transport::Mdns ||
                               event.transport == capture::Transport::Llmnr;
        if ((multicast && !input.includeMulticast) ||
            (input.range && !input.range->contains(event.time)))
            continue;
        rowsOfSpelling[event.spelling.index()].push_back(EventId(static_cast<std::uint32_t>(i)));
        if (input.exclusions && rule[event.spelling.index()] == kNotExcluded)
            rule[event.spelling.index()] = input.exclusions->of(event);
    }

    SeriesSet set;
    set.grouping = Grouping::Name;
    for (std::size_t i = 0; i < rowsOfSpelling.size(); ++i) {
        const auto& rows = rowsOfSpelling[i];
        if (rows.empty())
            continue;
        const NameId name(static_cast<std::uint32_t>(i));
        set.series.push_back({{AddressId(), name, input.names.domainOf(name), {}},
                              set.rows.size(),
                              rows.size(),
                              rule[i]});
        set.rows.insert(set.rows.end(), rows.begin(), rows.end());
    }
    return set;
}

const char* whatCounts(LabRule::Variant variant) {
    return variant == LabRule::Variant::Exact ? "DNS messages" : "queries";
}

} // namespace

LabRule::LabRule(Variant variant)
    : m_variant(variant)
    , m_info(infoFor(variant)) {}

SeriesSet LabRule::series(const AnalysisInput& input, Grouping grouping,
                          std::stop_token stop) const {
    if (m_variant == Variant::Exact)
        return seriesBySpelling(input, stop);
    return buildSeries(input, grouping, std::move(stop));
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

IntervalStatistics LabRule::measureOne(const AnalysisInput& input, const SeriesSet& set,
                                       const Series& series) const {
    if (series.rowCount == 1 && m_variant != Variant::Exact)
        return {};
    return intervalStatistics(intervalsOf(timesOf(input.events, set.rowsOf(series))));
}

std::unique_ptr<const Measurements>
LabRule::measure(const AnalysisInput& input, const SeriesSet& set, std::stop_token stop) const {
    auto measurements = std::make_unique<Measurements>();
    measurements->intervals.reserve(set.series.size());
    for (const Series& series : set.series) {
        if (stop.stop_requested())
            break;
        measurements->intervals.push_back(measureOne(input, set, series));
    }
    measurements->intervals.resize(set.series.size());
    return measurements;
}

std::unique_ptr<const Measurements>
LabRule::remeasure(const AnalysisInput& input, const SeriesSet& set, const SeriesSet& earlierSet,
                   const Measurements& earlier, std::stop_token stop) const {
    const std::vector<std::size_t> same = sameSeries(set, earlierSet);
    auto measurements = std::make_unique<Measurements>();
    measurements->intervals.resize(set.series.size());
    for (std::size_t i = 0; i < same.size() && !stop.stop_requested(); ++i) {
        measurements->intervals[i] = same[i] == kNoSeries ? measureOne(input, set, set.series[i])
                                                          : earlier.intervals[same[i]];
    }
    return measurements;
}

std::vector<Judgement> LabRule::judge(const SeriesSet& set, const Measurements& measurements,
                                      const ParameterValues& parameters) const {
    std::vector<Judgement> judgements(set.series.size());
    for (std::size_t i = 0; i < judgements.size(); ++i) {
        const IntervalStatistics& intervals = measurements.intervals[i];
        Judgement& judgement = judgements[i];
        judgement.beats = intervals.count == 0 ? set.series[i].rowCount : intervals.count + 1;
        judgement.flagged = static_cast<double>(judgement.beats) >= parameters[MinimumTimes] &&
                            intervals.count > 0 &&
                            intervals.minimumSeconds >= parameters[MinimumInterval] &&
                            intervals.standardDeviationSeconds < parameters[LargestDeviation];
        if (!judgement.flagged)
            continue;
        judgement.score =
            100 * (1 - intervals.standardDeviationSeconds / parameters[LargestDeviation]);
        judgement.periodSeconds = intervals.medianSeconds;
        judgement.jitter = intervals.coefficientOfVariation();
    }
    return judgements;
}

std::vector<std::string> LabRule::reasons(const SeriesSet& set, const Measurements& measurements,
                                          const ParameterValues& parameters,
                                          std::size_t index) const {
    const IntervalStatistics& intervals = measurements.intervals[index];
    const std::size_t times =
        intervals.count == 0 ? set.series[index].rowCount : intervals.count + 1;
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
            fmt::format("Skipped: the shortest interval, {:.6f} s, is below the limit of {:g} s.",
                        intervals.minimumSeconds, parameters[MinimumInterval]));
        if (m_variant == Variant::Exact)
            sentences.emplace_back("Responses count as messages here: one that follows its query "
                                   "within a second is enough to skip the name.");
        return sentences;
    }
    const bool flagged = intervals.standardDeviationSeconds < parameters[LargestDeviation];
    sentences.push_back(fmt::format(
        "{}: the standard deviation of the intervals, {:.3f} s, is {} the limit of {:g} s.",
        flagged ? "Flagged" : "Not flagged", intervals.standardDeviationSeconds,
        flagged ? "below" : "not below", parameters[LargestDeviation]));
    return sentences;
}

} // namespace beaconscope::analysis
