// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detection.h"

#include "core/store/event.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>
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

/// The order of series without a score, which come in that of the set: by falling number of
/// queries. Most have a handful of queries, so they are counted out; only the few with many are
/// sorted.
std::vector<std::uint32_t> orderByQueries(std::span<const Unscored> places) {
    constexpr std::size_t kMany = 4096;
    const auto bucket = [](const Unscored& place) {
        return place.queries < kMany ? kMany - place.queries : 0;
    };
    std::vector<std::size_t> ends(kMany + 1, 0);
    for (const Unscored& place : places)
        ++ends[bucket(place)];
    const std::size_t withMany = ends.front();
    std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::size_t{0});
    std::vector<std::uint32_t> order(places.size());
    for (std::uint32_t i = 0; i < places.size(); ++i)
        order[ends[bucket(places[i])]++] = i;
    const auto many = std::span(order).first(withMany);
    std::ranges::stable_sort(many, std::greater(),
                             [&](std::uint32_t place) { return places[place].queries; });
    std::ranges::transform(order, order.begin(),
                           [&](std::uint32_t place) { return places[place].series; });
    return order;
}

} // namespace

std::shared_ptr<const Detection> Detection::run(const series::AnalysisInput& input,
                                                const DetectionSettings& settings,
                                                std::stop_token stop) {
    auto groups = settings.detector->group(input, settings.grouping, stop);
    return groups ? measure(std::move(groups), nullptr, input, settings, stop) : nullptr;
}

std::shared_ptr<const Detection> Detection::rerun(const Detection& earlier,
                                                  const series::AnalysisInput& input,
                                                  const DetectionSettings& settings,
                                                  std::stop_token stop) {
    const Measured& known = *earlier.m_measured;
    return measure(known.set.sharedGroups(), &known, input, settings, stop);
}

std::shared_ptr<const Detection>
Detection::measure(std::shared_ptr<const series::EventGroups> groups, const Measured* earlier,
                   const series::AnalysisInput& input, const DetectionSettings& settings,
                   const std::stop_token& stop) {
    series::SeriesSet set(std::move(groups), input);
    std::optional<EarlierRun> known;
    if (earlier != nullptr)
        known.emplace(EarlierRun{earlier->set, *earlier->measurements});
    auto measurements = settings.detector->measure(input, set, known ? &*known : nullptr, stop);
    if (stop.stop_requested())
        return nullptr;
    return judge(std::make_shared<const Measured>(
                     Measured{std::move(set), std::move(measurements), input.events}),
                 settings);
}

std::shared_ptr<const Detection>
Detection::withParameters(const ParameterValues& parameters) const {
    DetectionSettings settings = m_settings;
    settings.parameters = parameters;
    return judge(m_measured, settings);
}

std::shared_ptr<const Detection> Detection::judge(std::shared_ptr<const Measured> measured,
                                                  const DetectionSettings& settings) {
    const series::SeriesSet& set = measured->set;
    const Detector& detector = *settings.detector;
    std::shared_ptr<Detection> detection(new Detection);
    std::vector<Place> scored;
    std::vector<Unscored> others;
    others.reserve(set.size());
    for (std::uint32_t i = 0; i < set.size(); ++i) {
        const Judgement judgement =
            detector.judge(set, *measured->measurements, settings.parameters, i);
        const Part part = !judgement.flagged    ? Part::Unflagged
                          : set[i].isExcluded() ? Part::Hidden
                                                : Part::Reported;
        detection->m_flaggedCount += judgement.flagged ? 1 : 0;
        detection->m_reportedCount += part == Part::Reported ? 1 : 0;
        const std::uint64_t queries = detector.queries(set, *measured->measurements, i);
        if (judgement.flagged || judgement.score > 0)
            scored.push_back({part, i, judgement.score, queries});
        else // rows are numbered by 32 bits
            others.push_back({i, static_cast<std::uint32_t>(queries)});
    }
    std::sort(scored.begin(), scored.end(), ranksBefore);
    detection->m_order.reserve(set.size());
    for (const Place& place : scored)
        detection->m_order.push_back(place.series);
    const auto rest = orderByQueries(others);
    detection->m_order.insert(detection->m_order.end(), rest.begin(), rest.end());
    detection->m_coverage = detector.coverage(set, *measured->measurements, settings.parameters);
    detection->m_settings = settings;
    detection->m_measured = std::move(measured);
    return detection;
}

Finding Detection::finding(std::size_t rank) const {
    const std::uint32_t index = m_order[rank];
    const series::Series& series = m_measured->set[index];
    Finding finding;
    finding.key = series.key;
    finding.queries =
        m_settings.detector->queries(m_measured->set, *m_measured->measurements, index);
    finding.first = m_measured->events[series.rows.front().index()].time;
    finding.last = m_measured->events[series.rows.back().index()].time;
    finding.intervals = m_settings.detector->intervals(m_measured->events, m_measured->set,
                                                       *m_measured->measurements, index);
    finding.judgement = m_settings.detector->judge(m_measured->set, *m_measured->measurements,
                                                   m_settings.parameters, index);
    finding.excludedBy = series.excludedBy;
    return finding;
}

std::vector<std::string> Detection::reasons(std::size_t rank) const {
    return m_settings.detector->reasons(m_measured->set, *m_measured->measurements,
                                        m_settings.parameters, m_order[rank]);
}

DecidingValue Detection::decidingValue(std::size_t rank) const {
    return m_settings.detector->decidingValue(m_measured->set, *m_measured->measurements,
                                              m_settings.parameters, m_order[rank]);
}

std::optional<JudgedBeats> Detection::judgedBeats(std::size_t rank) const {
    return m_settings.detector->judgedBeats(m_measured->events, m_measured->set,
                                            *m_measured->measurements, m_order[rank]);
}

std::vector<std::uint64_t> Detection::hiddenByRule(std::size_t ruleCount) const {
    std::vector<std::uint64_t> hidden(ruleCount, 0);
    for (std::size_t rank = m_reportedCount; rank < m_flaggedCount; ++rank)
        ++hidden[static_cast<std::size_t>(excludedBy(rank))];
    return hidden;
}

} // namespace beaconscope::detect
