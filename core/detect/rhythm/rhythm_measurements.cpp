// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/rhythm_measurements.h"

#include "core/detect/beats_needed.h"
#include "core/detect/derived_series.h"
#include "core/detect/detector.h"
#include "core/detect/rhythm/analyse_all.h"
#include "core/detect/rhythm/beacon_query.h"
#include "core/detect/rhythm/benjamini_hochberg.h"
#include "core/detect/rhythm/look_alikes.h"
#include "core/detect/rhythm/one_beacon.h"

#include <algorithm>
#include <thread>
#include <tuple>
#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

using store::Event;

std::vector<NameId> rhythmNames(const series::AnalysisInput& input, std::span<const EventId> rows,
                                const SeriesAnalysis& rhythm) {
    constexpr std::size_t kMax = 6; // a service has few; a tunnel a new one each time
    if (rhythm.carrier)
        return {NameId(*rhythm.carrier)};
    std::vector<NameId> names;
    for (std::size_t i = 0; i < rows.size() && rhythm.names <= kMax && names.size() < rhythm.names;
         ++i) {
        const NameId name = input.events[rows[i].index()].name;
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    return names;
}

/// Fills in measurements as series are added to the set.
class Measurer {
public:
    Measurer(const series::AnalysisInput& input, const series::SeriesSet& set,
             const RhythmMeasurements* earlier, const series::SeriesSet* earlierSet,
             const std::stop_token& stop, RhythmMeasurements& result)
        : m_input(input)
        , m_set(set)
        , m_earlier(earlier)
        , m_earlierSet(earlierSet)
        , m_stop(stop)
        , m_result(result) {}

    /// Measures what has been added since the last call.
    void measureNew();

private:
    void analyse(const std::vector<std::size_t>& chosen);

    const series::AnalysisInput& m_input;
    const series::SeriesSet& m_set;
    const RhythmMeasurements* m_earlier;
    const series::SeriesSet* m_earlierSet;
    const std::stop_token& m_stop;
    RhythmMeasurements& m_result;
};

void Measurer::measureNew() {
    const std::size_t first = m_result.series.size();
    m_result.series.reserve(m_set.capacity());
    m_result.series.resize(m_set.size());
    std::vector<std::size_t> same(m_set.size(), series::kNoSeries);
    if (m_earlierSet != nullptr)
        same = series::sameSeries(m_set, *m_earlierSet);
    std::vector<std::size_t> unknown;
    for (std::size_t i = first; i < m_set.size() && !m_stop.stop_requested(); ++i) {
        if (same[i] != series::kNoSeries)
            m_result.series[i] = m_earlier->series[same[i]];
        else if (m_set[i].rows.size() >= kMinBeats)
            unknown.push_back(i);
    }
    analyse(unknown);
}

/// Returns the share of the captured time during which the beats went on. Where the client has
/// other addresses before or after, it counts the time during which it asked under these, too.
double coverOf(const series::AnalysisInput& input, const series::Series& series,
               const SeriesAnalysis& rhythm, const Populations& populations,
               double captureSeconds) {
    const Timestamp first = input.captureFirst + durationFromSeconds(rhythm.firstBeatSeconds);
    const Timestamp last = input.captureFirst + durationFromSeconds(rhythm.lastBeatSeconds);
    Duration covered = input.capturedWithin(first, last);
    Duration ofAllAddresses{0};
    for (const TimeSpan& span : populations.whenChangingClientAsks(series))
        ofAllAddresses += input.capturedWithin(span.first, span.last);
    return std::min(1.0, seconds(std::max(covered, ofAllAddresses)) / captureSeconds);
}

/// Returns when captured spans begin after the first, in seconds since the begin of the capture.
std::vector<double> restartsOf(const series::AnalysisInput& input) {
    std::vector<double> restarts;
    if (!input.captured)
        return restarts;
    for (const TimeSpan& span : input.captured->spans())
        restarts.push_back(seconds(span.first - input.captureFirst));
    restarts.erase(restarts.begin());
    return restarts;
}

void Measurer::analyse(const std::vector<std::size_t>& chosen) {
    const series::DrawnTimes times(m_input);
    const std::vector<double> restarts = restartsOf(m_input);
    const auto gather = [&](std::size_t position, std::vector<Query>& queries,
                            SeriesOptions& options) {
        const series::Series& one = m_set[chosen[position]];
        options.resolutionSeconds = gatherQueries(m_input, times, one.rows, queries);
        options.splitNames = one.key.kind == series::FindingKind::Beacon;
        options.restartsSeconds = restarts;
        options.seekClock = one.key.kind != series::FindingKind::LookAlikes;
    };
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<SeriesAnalysis> analyses = analyseAll(chosen.size(), gather, threads, m_stop);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const auto rows = m_set[chosen[i]].rows;
        auto analysed = std::make_shared<AnalysedSeries>();
        analysed->rhythm = std::move(analyses[i]);
        if (m_result.captureSeconds > 0)
            analysed->rhythm.cover = coverOf(m_input, m_set[chosen[i]], analysed->rhythm,
                                             *m_result.populations, m_result.captureSeconds);
        analysed->intervals = intervalsOfRows(m_input, rows);
        if (analysed->rhythm.names == 1)
            analysed->soleName = m_input.events[rows.front().index()].name;
        analysed->rhythmNames = rhythmNames(m_input, rows, analysed->rhythm);
        m_result.series[chosen[i]].analysed = std::move(analysed);
    }
}

/// Adds series of domains that are asked for in turn. Only domains with a rhythm are candidates.
void addTurns(const series::AnalysisInput& input, series::SeriesSet& set,
              RhythmMeasurements& result) {
    std::map<series::RuleIndex, std::vector<std::size_t>> byRule;
    for (std::size_t i = 0; i < set.size(); ++i) {
        const MeasuredSeries& one = result.series[i];
        if (set[i].key.kind == series::FindingKind::Beacon && one.isTested() &&
            one.analysed->rhythm.outcome() == Outcome::Periodic)
            byRule[set[i].excludedBy].push_back(i);
    }
    for (const auto& [rule, candidates] : byRule)
        result.unions.merge(addInTurn(input, candidates, result, set));
}

/// Adds series of look-alike domains.
void addUnions(const series::AnalysisInput& input, series::SeriesSet& set,
               RhythmMeasurements& result) {
    struct Candidates {
        std::vector<std::size_t> series;
        std::vector<std::uint64_t> likeness;
        std::vector<std::size_t> withRhythm;
    };
    std::map<series::RuleIndex, Candidates> byRule;
    for (std::size_t i = 0; i < set.size(); ++i) {
        MeasuredSeries& one = result.series[i];
        if (set[i].key.kind != series::FindingKind::Beacon ||
            result.populations->clientsOf(set[i].key.domain) != 1)
            continue;
        Candidates& candidates = byRule[set[i].excludedBy];
        candidates.series.push_back(i);
        if (!one.likeness)
            one.likeness = likenessOf(input, set[i]);
        candidates.likeness.push_back(*one.likeness);
        if (one.isTested() && one.analysed->rhythm.outcome() == Outcome::Periodic)
            candidates.withRhythm.push_back(i);
    }
    for (const auto& [rule, candidates] : byRule)
        result.unions.merge(addLookAlikes(input, candidates.series, candidates.likeness,
                                          candidates.withRhythm, set));
}

/// The domain of nine tenths of a pool's queries.
std::optional<DomainId> mainDomainOf(const series::AnalysisInput& input,
                                     const series::Series& pool) {
    constexpr double kNearlyAll = 0.9;
    std::map<DomainId, std::size_t> counts;
    for (const EventId row : pool.rows)
        ++counts[input.names.domainOf(input.events[row.index()].name)];
    const auto busiest =
        std::ranges::max_element(counts, {}, &std::pair<const DomainId, std::size_t>::second);
    if (static_cast<double>(busiest->second) < kNearlyAll * static_cast<double>(pool.rows.size()))
        return std::nullopt;
    return busiest->first;
}

void findMainDomains(const series::AnalysisInput& input, const series::SeriesSet& set,
                     RhythmMeasurements& result) {
    using Place = std::tuple<AddressId, DomainId, series::RuleIndex>;
    std::map<Place, std::size_t> pools;
    for (std::size_t i = set.groups().size(); i < set.size(); ++i) {
        if (set[i].key.kind != series::FindingKind::NxdomainPool)
            continue;
        if (const auto domain = mainDomainOf(input, set[i]))
            pools.emplace(Place{set[i].key.client, *domain, set[i].excludedBy}, i);
    }
    for (std::size_t i = 0; i < set.size() && !pools.empty(); ++i) {
        const series::SeriesKey& key = set[i].key;
        if (key.kind != series::FindingKind::Beacon)
            continue;
        const auto pool = pools.find({key.client, key.domain, set[i].excludedBy});
        if (pool != pools.end())
            result.mainDomains.emplace(pool->second, i);
    }
}

/// What no rule hides is ranked together; what rules hide is ranked on its own, so that it does not
/// weigh on the false-discovery rate of the rest.
void rank(const series::SeriesSet& set, std::vector<MeasuredSeries>& series) {
    for (const bool wantExcluded : {false, true}) {
        std::vector<std::size_t> chosen;
        std::vector<double> lnP;
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (!series[i].isTested() || set[i].isExcluded() != wantExcluded)
                continue;
            chosen.push_back(i);
            lnP.push_back(series[i].analysed->rhythm.lnPFinal);
        }
        const std::vector<double> lnQ = lnQValues(lnP);
        for (std::size_t k = 0; k < chosen.size(); ++k)
            series[chosen[k]].lnQ = lnQ[k];
    }
}

/// A capture may hold nothing but responses for a part of its time, or other protocols; no rhythm
/// shows there.
double querySeconds(const series::AnalysisInput& input) {
    std::optional<series::TimeRange> span;
    for (std::size_t i = 0; i < input.events.size(); ++i) {
        const Event& event = input.events[i];
        if (!input.isJudged(event))
            continue;
        if (!span)
            span = series::TimeRange{event.time, event.time};
        span->first = std::min(span->first, event.time);
        span->last = std::max(span->last, event.time);
    }
    return span ? seconds(input.capturedWithin(span->first, span->last)) : 0;
}

} // namespace

series::IntervalStatistics intervalsOfRows(const series::AnalysisInput& input,
                                           std::span<const EventId> rows) {
    return series::intervalStatistics(intervalsOf(timesOfRows(input.events, rows)));
}

RhythmMeasurements measureRhythms(const series::AnalysisInput& input, series::SeriesSet& set,
                                  const RhythmMeasurements* earlier,
                                  const series::SeriesSet* earlierSet,
                                  const std::stop_token& stop) {
    RhythmMeasurements result;
    result.captureSeconds = seconds(input.capturedWithin(input.captureFirst, input.captureLast));
    result.querySeconds = querySeconds(input);
    result.populations =
        earlier != nullptr ? earlier->populations : std::make_shared<const Populations>(input);
    Measurer measurer(input, set, earlier, earlierSet, stop, result);
    addPools(input, *result.populations, set);
    result.unions = addUnregistered(input, *result.populations, set);
    measurer.measureNew();
    if (stop.stop_requested())
        return result;
    findMainDomains(input, set, result);
    result.parts = findParts(input, set, result);
    addTurns(input, set, result);
    measurer.measureNew();
    addUnions(input, set, result);
    measurer.measureNew();
    result.parts = findParts(input, set, result);
    rank(set, result.series);
    return result;
}

} // namespace beaconscope::detect::rhythm
