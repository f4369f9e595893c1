#include "core/analysis/rhythm_detector.h"

#include "core/analysis/beacon/benjamini_hochberg.h"
#include "core/analysis/beacon/capture_analysis.h"
#include "core/analysis/beacon/explanation.h"
#include "core/analysis/beacon/tunnel.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>
#include <utility>

namespace beaconscope::analysis {

namespace {

using beacon::PairAnalysis;
using beacon::Prevalence;
using beacon::TunnelVolume;
using store::Event;
using store::EventFlag;

enum Parameter : std::size_t { LargestLnP, FewestTunnelNames, LeastNewShare, LeastBitsPerName };

/// Pairs with fewer queries are not looked at as tunnels, whatever the limits.
constexpr std::size_t kFewestTunnelQueries = 50;

constexpr std::size_t kFewestPoolQueries = 4;
constexpr std::uint32_t kPoolDomainClients = 3; ///< a pool's domains are asked for by fewer

struct RhythmMeasurements : Measurements {
    std::vector<beacon::UnitResult> results;     ///< by series; not of tunnels
    std::vector<Prevalence> prevalences;         ///< by series
    std::vector<NameId> soleNames;               ///< by series; invalid where there are several
    std::map<std::size_t, TunnelVolume> tunnels; ///< of the series that are looked at as one
    store::NameTableView names;
};

const RhythmMeasurements& of(const Measurements& measurements) {
    return static_cast<const RhythmMeasurements&>(measurements);
}

DetectorInfo detectorInfo() {
    DetectorInfo info;
    info.id = "beaconscope";
    info.title = "Beaconscope";
    info.description =
        "Tests for each client and registered domain whether more of the gaps between beats fall "
        "into one window than any traffic without a rhythm could put there: random, bursty or "
        "slowly varying. Copes with jitter, missed beats, bursts, new names each time and human "
        "use of the same domain, and gives the chance of a false alarm. Rhythms that expiring "
        "cached answers explain are not flagged. It cannot tell an honest updater from a beacon "
        "by timing, and a continuous stream has no beats.";
    info.groupings = {Grouping::ClientDomain};
    info.parameters = {{"max_ln_p", "Largest chance, as ln p", "",
                        "A series is flagged when the logarithm of its false-alarm probability is "
                        "below this: -7 is about 1 in 1,100 for a single series.",
                        beacon::kFlagLnP, -700, 0, 1},
                       {"min_tunnel_names", "Fewest names of a tunnel", "",
                        "A stream of names below one domain counts as volume only with this many.",
                        100, 50, 1'000'000, 0},
                       {"min_tunnel_new_share", "Least share of new names", "",
                        "Of its queries, those that ask for a name the first time.", 0.8, 0, 1, 2},
                       {"min_tunnel_bits", "Least information a name", "bits",
                        "Length of a name times the entropy of its characters.", 80, 0, 2'000, 0}};
    info.scoreTitle = "Priority";
    info.scoreHelp = "0 to 100: how certain, how rare among the clients, how persistent. Orders "
                     "the list and hides nothing.";
    return info;
}

beacon::Query queryOf(const Event& event, Timestamp origin) {
    beacon::Query query;
    query.timeSeconds = seconds(event.time - origin);
    query.name = event.name.value();
    query.type = static_cast<std::uint16_t>(event.qtype);
    query.id = event.id;
    if (event.has(EventFlag::HasTtl))
        query.ttlSeconds = event.ttlSeconds;
    if (event.has(EventFlag::HasResponse))
        query.rcode = static_cast<std::uint16_t>(event.rcode);
    return query;
}

/// Number of clients that ask for each domain, by DomainId, over series that no rule hides.
std::vector<std::uint32_t> clientsByDomain(const SeriesSet& set, std::size_t domainCount) {
    std::vector<std::uint32_t> clients(domainCount, 0);
    for (const Series& series : set.series) {
        if (series.excludedBy == kNotExcluded && series.key.kind == FindingKind::Beacon)
            ++clients[series.key.domain.index()];
    }
    return clients;
}

/// Appends a series for each client that asks for enough names that do not exist and that hardly
/// anyone else asks for; `set` holds the pairs, in key order.
void addPools(const AnalysisInput& input, SeriesSet& set) {
    const auto clients = clientsByDomain(set, input.names.domains.size());
    std::map<AddressId, std::vector<EventId>> pools;
    for (const Series& series : set.series) {
        if (series.excludedBy != kNotExcluded ||
            clients[series.key.domain.index()] >= kPoolDomainClients)
            continue;
        for (const EventId row : set.rowsOf(series)) {
            const Event& event = input.events[row.index()];
            if (event.has(EventFlag::HasResponse) && event.rcode == dns::ResponseCode::NxDomain)
                pools[series.key.client].push_back(row);
        }
    }
    for (auto& [client, rows] : pools) {
        if (rows.size() < kFewestPoolQueries)
            continue;
        std::sort(rows.begin(), rows.end(), [&input](EventId left, EventId right) {
            return std::pair(input.events[left.index()].time, left) <
                   std::pair(input.events[right.index()].time, right);
        });
        set.series.push_back({{client, NameId(), DomainId(), FindingKind::NxdomainPool},
                              set.rows.size(),
                              rows.size(),
                              kNotExcluded});
        set.rows.insert(set.rows.end(), rows.begin(), rows.end());
    }
}

/// Appends each busy pair once more, to be looked at for its volume.
void addTunnels(SeriesSet& set) {
    const std::size_t pairs = set.series.size();
    for (std::size_t i = 0; i < pairs; ++i) {
        Series series = set.series[i];
        if (series.key.kind != FindingKind::Beacon || series.rowCount < kFewestTunnelQueries)
            continue;
        series.key.kind = FindingKind::Tunnel;
        set.series.push_back(series);
    }
}

/// What is left of `name` when its registered domain is taken off.
std::string_view subdomainOf(std::string_view name, std::string_view domain) {
    return name.size() > domain.size() ? name.substr(0, name.size() - domain.size() - 1)
                                       : std::string_view{};
}

TunnelVolume tunnelVolume(const AnalysisInput& input, std::span<const EventId> rows) {
    std::vector<beacon::TunnelQuery> queries;
    queries.reserve(rows.size());
    for (const EventId row : rows) {
        const Event& event = input.events[row.index()];
        beacon::TunnelQuery query;
        query.timeSeconds = seconds(event.time - input.captureFirst);
        query.name = event.name.value();
        query.subdomain = subdomainOf(input.names.text(event.name),
                                      input.names.text(input.names.domainOf(event.name)));
        query.type = static_cast<std::uint16_t>(event.qtype);
        query.queryBytes = event.queryBytes;
        query.responseBytes = event.responseBytes;
        queries.push_back(query);
    }
    return beacon::measureTunnel(queries);
}

beacon::TunnelLimits tunnelLimits(const ParameterValues& parameters) {
    beacon::TunnelLimits limits;
    limits.leastNames = static_cast<std::size_t>(parameters[FewestTunnelNames]);
    limits.leastNewShare = parameters[LeastNewShare];
    limits.leastBitsPerName = parameters[LeastBitsPerName];
    return limits;
}

Judgement tunnelJudgement(const TunnelVolume& volume, const beacon::TunnelLimits& limits,
                          const Prevalence& prevalence) {
    Judgement judgement;
    judgement.beats = volume.names;
    judgement.clients = prevalence.clients;
    judgement.flagged = beacon::looksLikeTunnel(volume, limits);
    if (judgement.flagged)
        judgement.score = beacon::tunnelPriority(volume, limits, prevalence);
    return judgement;
}

std::vector<Prevalence> prevalencesOf(const AnalysisInput& input, const SeriesSet& set) {
    const auto clients = clientsByDomain(set, input.names.domains.size());
    std::vector<bool> isClient(input.addresses.size(), false);
    for (const Series& series : set.series) {
        if (series.excludedBy == kNotExcluded)
            isClient[series.key.client.index()] = true;
    }
    const auto all = static_cast<std::size_t>(std::count(isClient.begin(), isClient.end(), true));
    std::vector<Prevalence> prevalences;
    prevalences.reserve(set.series.size());
    for (const Series& series : set.series) {
        const std::size_t asking =
            series.key.domain.isValid() ? std::max(1U, clients[series.key.domain.index()]) : 1U;
        prevalences.push_back({asking, all});
    }
    return prevalences;
}

/// Ranks what no rule hides together; what rules hide is ranked on its own, so that it does not
/// weigh on the false-discovery rate of the rest.
std::vector<beacon::UnitResult> rank(const SeriesSet& set, std::vector<PairAnalysis> analyses,
                                     const std::vector<Prevalence>& prevalences) {
    std::vector<beacon::UnitResult> results(analyses.size());
    for (const bool wantExcluded : {false, true}) {
        std::vector<std::size_t> chosen;
        std::vector<double> lnP;
        for (std::size_t i = 0; i < analyses.size(); ++i) {
            if (!analyses[i].tested() || (set.series[i].excludedBy != kNotExcluded) != wantExcluded)
                continue;
            chosen.push_back(i);
            lnP.push_back(analyses[i].lnPFinal);
        }
        const std::vector<double> lnQ = beacon::lnQValues(lnP);
        for (std::size_t k = 0; k < chosen.size(); ++k) {
            const std::size_t i = chosen[k];
            results[i].lnQ = lnQ[k];
            results[i].priority = beacon::priority(analyses[i], prevalences[i]);
        }
    }
    for (std::size_t i = 0; i < analyses.size(); ++i)
        results[i].analysis = std::move(analyses[i]);
    return results;
}

std::string explainedBy(const PairAnalysis& analysis, const Prevalence& prevalence) {
    if (analysis.outcome == beacon::Outcome::ExplainedByTtl)
        return "cache refresh";
    if (analysis.outcome == beacon::Outcome::RetryTimer)
        return "client's retry timer";
    if (beacon::isCommon(prevalence))
        return "common service";
    if (beacon::isShortEpisode(analysis))
        return "short episode";
    return {};
}

/// Jitter is shown where the window is narrow enough to speak of a period.
Judgement judgementOf(const beacon::UnitResult& result, const Prevalence& prevalence,
                      double largestLnP) {
    const PairAnalysis& analysis = result.analysis;
    Judgement judgement;
    judgement.beats = analysis.beats;
    judgement.clients = prevalence.clients;
    if (!analysis.tested())
        return judgement;
    judgement.score = result.priority;
    judgement.flagged = analysis.lnPFinal < largestLnP;
    judgement.falseAlarm = FalseAlarm{analysis.lnPFree, analysis.lnPFinal, std::exp(result.lnQ)};
    judgement.explainedBy = explainedBy(analysis, prevalence);
    if (analysis.carrier)
        judgement.carrier = NameId(*analysis.carrier);
    if (analysis.largestTtlSeconds >= 0)
        judgement.ttlSeconds = analysis.largestTtlSeconds;
    if (analysis.lnPFree < largestLnP) {
        judgement.periodSeconds = analysis.periodSeconds();
        judgement.jitter = analysis.estimates.jitterHalfWidth;
        judgement.missedRate = analysis.estimates.missedRate;
    }
    return judgement;
}

} // namespace

RhythmDetector::RhythmDetector()
    : m_info(detectorInfo()) {}

SeriesSet RhythmDetector::series(const AnalysisInput& input, Grouping grouping,
                                 std::stop_token stop) const {
    SeriesSet set = buildSeries(input, grouping, stop);
    if (stop.stop_requested())
        return set;
    addPools(input, set);
    addTunnels(set);
    return set;
}

std::unique_ptr<const Measurements> RhythmDetector::measure(const AnalysisInput& input,
                                                            const SeriesSet& set,
                                                            std::stop_token stop) const {
    return remeasure(input, set, {}, RhythmMeasurements(), std::move(stop));
}

std::unique_ptr<const Measurements> RhythmDetector::remeasure(const AnalysisInput& input,
                                                              const SeriesSet& set,
                                                              const SeriesSet& earlierSet,
                                                              const Measurements& earlier,
                                                              std::stop_token stop) const {
    const RhythmMeasurements& known = of(earlier);
    const std::vector<std::size_t> same = sameSeries(set, earlierSet);
    const double captureSeconds = seconds(input.captureLast - input.captureFirst);
    const auto gather = [&](std::size_t index, std::vector<beacon::Query>& queries,
                            beacon::PairOptions& options) {
        const Series& series = set.series[index];
        if (same[index] != kNoSeries || series.key.kind == FindingKind::Tunnel)
            return; // no queries: not tested for a rhythm, or known
        for (const EventId row : set.rowsOf(series))
            queries.push_back(queryOf(input.events[row.index()], input.captureFirst));
        options.splitNames = series.key.kind == FindingKind::Beacon;
        options.captureSeconds = captureSeconds;
    };
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<PairAnalysis> analyses =
        beacon::analyseUnits(set.series.size(), gather, threads, stop);

    auto measurements = std::make_unique<RhythmMeasurements>();
    measurements->intervals.resize(set.series.size());
    measurements->soleNames.resize(set.series.size());
    for (std::size_t i = 0; i < set.series.size() && !stop.stop_requested(); ++i) {
        const auto rows = set.rowsOf(set.series[i]);
        const bool isKnown = same[i] != kNoSeries;
        if (isKnown)
            analyses[i] = known.results[same[i]].analysis;
        if (analyses[i].names == 1)
            measurements->soleNames[i] = input.events[rows.front().index()].name;
        measurements->intervals[i] =
            isKnown ? known.intervals[same[i]]
                    : intervalStatistics(intervalsOf(timesOf(input.events, rows)));
        if (set.series[i].key.kind == FindingKind::Tunnel)
            measurements->tunnels.emplace(i, isKnown ? known.tunnels.at(same[i])
                                                     : tunnelVolume(input, rows));
    }
    measurements->names = input.names;
    measurements->prevalences = prevalencesOf(input, set);
    measurements->results = rank(set, std::move(analyses), measurements->prevalences);
    return measurements;
}

std::vector<Judgement> RhythmDetector::judge(const SeriesSet& set, const Measurements& measurements,
                                             const ParameterValues& parameters) const {
    const RhythmMeasurements& own = of(measurements);
    std::vector<Judgement> judgements;
    judgements.reserve(set.series.size());
    for (std::size_t i = 0; i < set.series.size(); ++i) {
        const auto tunnel = own.tunnels.find(i);
        judgements.push_back(
            tunnel == own.tunnels.end()
                ? judgementOf(own.results[i], own.prevalences[i], parameters[LargestLnP])
                : tunnelJudgement(tunnel->second, tunnelLimits(parameters), own.prevalences[i]));
        if (!judgements.back().carrier && own.soleNames[i].isValid())
            judgements.back().carrier = own.soleNames[i];
    }
    return judgements;
}

std::optional<IntervalWindow> RhythmDetector::window(const Measurements& measurements,
                                                     std::size_t index) const {
    const PairAnalysis& analysis = of(measurements).results[index].analysis;
    const beacon::IntervalEvidence& evidence = analysis.window;
    if (!analysis.tested() || evidence.lnP >= 0)
        return std::nullopt;
    const auto gaps = static_cast<double>(evidence.gaps);
    return IntervalWindow{evidence.lowSeconds, evidence.highSeconds,
                          static_cast<double>(evidence.inside), evidence.chanceMass * gaps};
}

std::vector<std::string> RhythmDetector::reasons(const SeriesSet&, const Measurements& measurements,
                                                 const ParameterValues& parameters,
                                                 std::size_t index) const {
    const RhythmMeasurements& own = of(measurements);
    if (const auto tunnel = own.tunnels.find(index); tunnel != own.tunnels.end())
        return beacon::explainTunnel(tunnel->second, tunnelLimits(parameters),
                                     own.prevalences[index]);
    const PairAnalysis& analysis = own.results[index].analysis;
    beacon::ExplanationContext context;
    context.prevalence = own.prevalences[index];
    if (analysis.carrier)
        context.carrier = own.names.text(NameId(*analysis.carrier));
    return beacon::explain(analysis, context);
}

} // namespace beaconscope::analysis
