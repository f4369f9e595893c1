// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/rhythm_measurements.h"

#include "core/detect/rhythm/beacon_query.h"
#include "core/detect/rhythm/benjamini_hochberg.h"
#include "core/detect/rhythm/capture_analysis.h"
#include "core/detect/rhythm/derived_series.h"

#include <algorithm>
#include <thread>
#include <tuple>
#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

using store::Event;

const RhythmMeasurements& of(const Measurements& measurements) {
    return static_cast<const RhythmMeasurements&>(measurements);
}

/// Names of several domains carry what they do with all of their labels.
tunnel::TunnelVolume tunnelVolume(const series::AnalysisInput& input, DomainId domain,
                                  std::span<const EventId> rows) {
    const bool isOneDomain = std::all_of(rows.begin(), rows.end(), [&](EventId row) {
        return input.names.domainOf(input.events[row.index()].name) == domain;
    });
    std::vector<tunnel::TunnelQuery> queries;
    queries.reserve(rows.size());
    for (const EventId row : rows) {
        const Event& event = input.events[row.index()];
        tunnel::TunnelQuery query;
        query.timeSeconds = seconds(event.time - input.captureFirst);
        query.name = event.name.value();
        query.subdomain = input.names.text(event.name);
        if (isOneDomain)
            query.subdomain = subdomainOf(query.subdomain, input.names.text(domain));
        query.type = static_cast<std::uint16_t>(event.qtype);
        query.queryBytes = event.queryBytes;
        query.responseBytes = event.responseBytes;
        queries.push_back(query);
    }
    return tunnel::measureTunnel(queries);
}

series::IntervalStatistics intervalsOfRows(const series::AnalysisInput& input,
                                           std::span<const EventId> rows) {
    std::vector<double> intervals;
    intervals.reserve(rows.size() - 1);
    for (std::size_t i = 1; i < rows.size(); ++i)
        intervals.push_back(
            seconds(input.events[rows[i].index()].time - input.events[rows[i - 1].index()].time));
    return series::intervalStatistics(intervals);
}

std::vector<NameId> rhythmNames(const series::AnalysisInput& input, std::span<const EventId> rows,
                                const PairAnalysis& rhythm) {
    constexpr std::size_t kMost = 6; // a service has few; a tunnel a new one each time
    if (rhythm.carrier)
        return {NameId(*rhythm.carrier)};
    std::vector<NameId> names;
    for (std::size_t i = 0; i < rows.size() && rhythm.names <= kMost && names.size() < rhythm.names;
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
             const EarlierRun* earlier, const std::stop_token& stop, RhythmMeasurements& result)
        : m_input(input)
        , m_set(set)
        , m_earlier(earlier)
        , m_stop(stop)
        , m_result(result) {}

    /// Measures what has been added since the last call.
    void measureNew();

private:
    void takeOver(std::size_t index, std::size_t earlier);
    void measureTunnel(std::size_t index) {
        const auto rows = m_set[index].rows;
        m_result.tunnels[index] = std::make_shared<const MeasuredTunnel>(MeasuredTunnel{
            tunnelVolume(m_input, m_set[index].key.domain, rows), intervalsOfRows(m_input, rows)});
    }
    void analyse(const std::vector<std::size_t>& chosen);

    const series::AnalysisInput& m_input;
    const series::SeriesSet& m_set;
    const EarlierRun* m_earlier;
    const std::stop_token& m_stop;
    RhythmMeasurements& m_result;
};

void Measurer::measureNew() {
    const std::size_t first = m_result.series.size();
    m_result.series.reserve(m_set.capacity());
    m_result.series.resize(m_set.size());
    std::vector<std::size_t> same(m_set.size(), series::kNoSeries);
    if (m_earlier != nullptr)
        same = series::sameSeries(m_set, m_earlier->set);
    std::vector<std::size_t> unknown;
    for (std::size_t i = first; i < m_set.size() && !m_stop.stop_requested(); ++i) {
        if (same[i] != series::kNoSeries) {
            takeOver(i, same[i]);
            continue;
        }
        const series::Series& series = m_set[i];
        if (series.key.kind == series::FindingKind::Tunnel)
            measureTunnel(i);
        else if (series.rows.size() >= kLeastBeats)
            unknown.push_back(i);
    }
    analyse(unknown);
}

void Measurer::takeOver(std::size_t index, std::size_t earlier) {
    const RhythmMeasurements& known = of(m_earlier->measurements);
    m_result.series[index] = known.series[earlier];
    if (const auto tunnel = known.tunnels.find(earlier); tunnel != known.tunnels.end())
        m_result.tunnels[index] = tunnel->second;
}

void Measurer::analyse(const std::vector<std::size_t>& chosen) {
    const auto gather = [&](std::size_t unit, std::vector<Query>& queries, PairOptions& options) {
        const series::Series& series = m_set[chosen[unit]];
        for (const EventId row : series.rows)
            queries.push_back(beaconQuery(m_input.events[row.index()], m_input.captureFirst));
        options.splitNames = series.key.kind == series::FindingKind::Beacon;
        options.seekClock = series.key.kind != series::FindingKind::LookAlikes;
        options.captureSeconds = m_result.captureSeconds;
    };
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<PairAnalysis> analyses = analyseUnits(chosen.size(), gather, threads, m_stop);
    for (std::size_t unit = 0; unit < chosen.size(); ++unit) {
        const auto rows = m_set[chosen[unit]].rows;
        auto analysed = std::make_shared<AnalysedSeries>();
        analysed->rhythm = std::move(analyses[unit]);
        analysed->intervals = intervalsOfRows(m_input, rows);
        if (analysed->rhythm.names == 1)
            analysed->soleName = m_input.events[rows.front().index()].name;
        analysed->rhythmNames = rhythmNames(m_input, rows, analysed->rhythm);
        m_result.series[chosen[unit]].analysed = std::move(analysed);
    }
}

void addFlocks(const series::AnalysisInput& input, series::SeriesSet& set,
               RhythmMeasurements& result) {
    struct Candidates {
        std::vector<std::size_t> pairs;
        std::vector<std::uint64_t> likeness;
    };
    std::map<series::RuleIndex, Candidates> byRule;
    for (std::size_t i = 0; i < set.size(); ++i) {
        MeasuredSeries& pair = result.series[i];
        if (set[i].key.kind != series::FindingKind::Beacon ||
            result.populations.around(set[i]).clientsOf(set[i].key.domain) != 1 ||
            (pair.isTested() && pair.analysed->rhythm.outcome() == Outcome::Periodic))
            continue;
        Candidates& candidates = byRule[set[i].excludedBy];
        candidates.pairs.push_back(i);
        if (!pair.likeness)
            pair.likeness = likenessOf(input, set[i]);
        candidates.likeness.push_back(*pair.likeness);
    }
    for (const auto& [rule, candidates] : byRule) {
        const std::size_t first = set.size();
        auto flocks = addLookAlikes(input, candidates.pairs, candidates.likeness, set);
        for (std::size_t i = 0; i < flocks.size(); ++i)
            result.flocks.emplace(first + i, Flock{std::move(flocks[i]), true});
    }
}

void addNamesWithoutRegistry(const series::AnalysisInput& input, series::SeriesSet& set,
                             RhythmMeasurements& result) {
    const std::size_t first = set.size();
    auto found = addUnregistered(input, result.populations, set);
    for (std::size_t i = 0; i < found.size(); ++i)
        result.flocks.emplace(first + i, Flock{std::move(found[i]), false});
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

void findMainPairs(const series::AnalysisInput& input, const series::SeriesSet& set,
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
            result.mainPairs.emplace(pool->second, i);
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

/// Length of what is looked at: the chosen range, or all of the capture.
double lengthSeconds(const series::AnalysisInput& input) {
    if (!input.range)
        return seconds(input.captureLast - input.captureFirst);
    const Timestamp first = std::max(input.captureFirst, input.range->first);
    const Timestamp last = std::min(input.captureLast, input.range->last);
    return std::max(0.0, seconds(last - first));
}

/// A capture may hold nothing but responses for a part of its time, or other protocols; no rhythm
/// shows there.
double querySeconds(const series::AnalysisInput& input) {
    std::optional<series::TimeRange> span;
    for (std::size_t i = 0; i < input.events.size(); ++i) {
        const Event& event = input.events[i];
        if (!event.has(store::EventFlag::HasQuery) || !input.isInScope(event))
            continue;
        if (!span)
            span = series::TimeRange{event.time, event.time};
        span->first = std::min(span->first, event.time);
        span->last = std::max(span->last, event.time);
    }
    return span ? seconds(span->last - span->first) : 0;
}

} // namespace

Prevalence RhythmMeasurements::prevalenceOf(const series::Series& one) const {
    const Population& population = populations.around(one);
    const DomainId domain = one.key.domain;
    const std::size_t clients = domain.isValid() ? std::max(1U, population.clientsOf(domain)) : 1U;
    return {clients, population.clients()};
}

PairAnalysis RhythmMeasurements::analysisOf(const series::SeriesSet& set, std::size_t index) const {
    if (series[index].analysed)
        return series[index].analysed->rhythm;
    PairAnalysis analysis;
    analysis.queries = set[index].rows.size();
    analysis.beats = analysis.queries;
    return analysis;
}

std::unique_ptr<const RhythmMeasurements> measureRhythms(const series::AnalysisInput& input,
                                                         series::SeriesSet& set,
                                                         const EarlierRun* earlier,
                                                         const std::stop_token& stop) {
    auto result = std::make_unique<RhythmMeasurements>();
    result->names = input.names;
    result->knownServices = input.knownServices;
    result->captureFirst = input.captureFirst;
    result->captureSeconds = lengthSeconds(input);
    result->querySeconds = querySeconds(input);
    result->populations = Populations(set, input.names.domains.size(), input.addresses.size());

    Measurer measurer(input, set, earlier, stop, *result);
    addPools(input, result->populations, set);
    addTunnels(set);
    addNamesWithoutRegistry(input, set, *result);
    measurer.measureNew();
    if (stop.stop_requested())
        return result;
    addFlocks(input, set, *result);
    measurer.measureNew();
    findMainPairs(input, set, *result);
    rank(set, result->series);
    return result;
}

} // namespace beaconscope::detect::rhythm
