// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detection.h"

#include "core/base/counting_sort.h"
#include "core/base/text.h"
#include "core/store/event.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace beaconscope::detect {

DetectionSettings settingsFor(std::shared_ptr<const Detector> detector) {
    DetectionSettings settings;
    settings.parameters = ParameterValues(detector->info().parameters);
    settings.grouping = detector->info().groupings.front();
    settings.detector = std::move(detector);
    return settings;
}

namespace {

enum class Part : std::uint8_t { Reported, Hidden, Unflagged };

/// What decides on the place of a series among the findings.
struct Place {
    Part part = Part::Unflagged;
    std::uint32_t series = 0;
    double score = 0;
    std::uint64_t queries = 0;
};

bool ranksBefore(const Place& left, const Place& right) {
    if (left.part != right.part)
        return left.part < right.part;
    if (left.score != right.score)
        return left.score > right.score;
    if (left.queries != right.queries)
        return left.queries > right.queries;
    return left.series < right.series;
}

/// A series that has no score, as most of a capture: of these there may be a million.
struct Unscored {
    std::uint32_t series = 0;
    std::uint32_t queries = 0;
};

} // namespace

std::shared_ptr<const Detection>
Detection::run(const Subject& subject, const DetectionSettings& settings, std::stop_token stop) {
    auto groups = settings.detector->group(subject.input, settings.grouping, stop);
    if (!groups)
        return nullptr;
    auto series = std::make_shared<series::SeriesSet>(std::move(groups), subject.input);
    std::shared_ptr<const MeasuredCapture> measured =
        settings.detector->measure(subject, std::move(series), stop);
    return stop.stop_requested() ? nullptr : judge(std::move(measured), subject, settings);
}

std::shared_ptr<const Detection> Detection::rerun(const Detection& earlier, const Subject& subject,
                                                  const DetectionSettings& settings,
                                                  std::stop_token stop) {
    const MeasuredCapture& known = *earlier.m_measured;
    auto series = std::make_shared<series::SeriesSet>(known.series().sharedGroups(), subject.input);
    std::shared_ptr<const MeasuredCapture> measured =
        known.remeasure(subject, std::move(series), stop);
    return stop.stop_requested() ? nullptr : judge(std::move(measured), subject, settings);
}

std::shared_ptr<const Detection>
Detection::withParameters(const ParameterValues& parameters) const {
    DetectionSettings settings = m_settings;
    settings.parameters = parameters;
    return judge(m_measured, m_subject, settings);
}

std::shared_ptr<const Detection> Detection::judge(std::shared_ptr<const MeasuredCapture> measured,
                                                  const Subject& subject,
                                                  const DetectionSettings& settings) {
    const series::SeriesSet& set = measured->series();
    const ParameterValues& limits = settings.parameters;
    std::shared_ptr<Detection> detection(new Detection);
    std::vector<Place> scored;
    std::vector<Unscored> others;
    others.reserve(set.size());
    for (std::uint32_t i = 0; i < set.size(); ++i) {
        const Judgement judgement = measured->judge(i, limits);
        const Part part = !judgement.flagged    ? Part::Unflagged
                          : set[i].isExcluded() ? Part::Hidden
                                                : Part::Reported;
        detection->m_flaggedCount += judgement.flagged ? 1 : 0;
        detection->m_reportedCount += part == Part::Reported ? 1 : 0;
        const std::uint64_t queries = measured->queries(i);
        if (judgement.flagged || judgement.score > 0)
            scored.push_back({part, i, judgement.score, queries});
        else // rows are numbered by 32 bits
            others.push_back({i, static_cast<std::uint32_t>(queries)});
    }
    std::sort(scored.begin(), scored.end(), ranksBefore);
    detection->m_order.reserve(set.size());
    for (const Place& place : scored)
        detection->m_order.push_back(place.series);
    // Series without a score come by falling number of queries.
    others = sortByFallingCount(others, [](const Unscored& one) { return one.queries; });
    for (const Unscored& one : others)
        detection->m_order.push_back(one.series);
    detection->m_coverage = measured->coverage(limits);
    detection->m_settings = settings;
    detection->m_measured = std::move(measured);
    detection->m_subject = subject;
    return detection;
}

std::uint64_t Detection::timedResponses(const series::Series& series) const {
    if (!m_subject.input.loneResponses)
        return 0;
    return static_cast<std::uint64_t>(std::ranges::count_if(series.rows, [this](EventId row) {
        return !m_subject.input.events[row.index()].has(store::EventFlag::HasQuery);
    }));
}

Finding Detection::finding(std::size_t rank) const {
    const std::uint32_t index = m_order[rank];
    const ColumnView<store::Event>& events = m_subject.input.events;
    const series::Series& series = m_measured->series()[index];
    Finding finding;
    finding.key = series.key;
    finding.queries = m_measured->queries(index);
    finding.timedResponses = timedResponses(series);
    if (finding.timedResponses > 0)
        finding.queries = series.rows.size() - finding.timedResponses;
    finding.first = events[series.rows.front().index()].time;
    finding.last = events[series.rows.back().index()].time;
    finding.intervals = m_measured->intervals(index);
    finding.judgement = m_measured->judge(index, m_settings.parameters);
    finding.excludedBy = series.excludedBy;
    return finding;
}

std::vector<std::string> Detection::reasons(std::size_t rank) const {
    std::vector<std::string> reasons = m_measured->reasons(m_order[rank], m_settings.parameters);
    if (const std::uint64_t responses = timedResponses(series(rank)); responses > 0)
        reasons.push_back(fmt::format("The times are those of {}: the queries were not captured.",
                                      counted(responses, "response", "responses")));
    return reasons;
}

DecidingValue Detection::decidingValue(std::size_t rank) const {
    return m_measured->decidingValue(m_order[rank], m_settings.parameters);
}

std::optional<JudgedBeats> Detection::judgedBeats(std::size_t rank) const {
    return m_measured->judgedBeats(m_order[rank]);
}

std::vector<std::uint64_t> Detection::hiddenByRule(std::size_t ruleCount) const {
    std::vector<std::uint64_t> hidden(ruleCount, 0);
    for (std::size_t rank = m_reportedCount; rank < m_flaggedCount; ++rank)
        ++hidden[static_cast<std::size_t>(excludedBy(rank))];
    return hidden;
}

} // namespace beaconscope::detect
