// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/rhythm_detector.h"

#include "core/base/text.h"
#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/explanation.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/rhythm_beats.h"
#include "core/detect/rhythm/rhythm_measurements.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

enum Parameter : std::size_t {
    LargestLnP,
    FewestTunnelNames,
    LeastNewShare,
    LeastBitsPerName,
    AddressOnlyFactor,
    LeastDataTypeShare,
    LeastStreamShare,
    LeastAnswerBytes,
};

const RhythmMeasurements& of(const Measurements& measurements) {
    return static_cast<const RhythmMeasurements&>(measurements);
}

std::vector<ParameterInfo> parameterInfos() {
    const tunnel::TunnelLimits limits;
    return {
        {"max_ln_p", "Largest chance, as ln p", "",
         "A series is flagged when the logarithm of its false-alarm probability is below this: -7 "
         "is about 1 in 1,100 for a single series.",
         kFlagLnP, -700, 0, 1},
        {"min_tunnel_names", "Fewest names of a tunnel", "",
         "A stream of names below one domain counts as volume only with this many.",
         static_cast<double>(limits.leastNames), 50, 1'000'000, 0},
        {"min_tunnel_new_share", "Least share of new names", "",
         "Of its queries, those that ask for a name and type the first time.", limits.leastNewShare,
         0, 1, 2},
        {"min_tunnel_bits", "Least information a name", "bits",
         "Length of a name times the entropy of its bytes.", limits.leastBitsPerName, 0, 2'000, 0},
        {"tunnel_address_factor", "Factor for addresses alone", "times",
         "So many times the fewest names: antivirus look-ups put a hash into a name and read the "
         "verdict from an address.",
         limits.addressOnlyFactor, 1, 1'000, 1},
        {"min_tunnel_data_types", "Least share of other types", "",
         "Of its queries, for types that can carry data back (TXT, NULL, CNAME, MX and others); "
         "with fewer, only addresses are asked for.",
         limits.leastDataTypeShare, 0, 1, 2},
        {"min_tunnel_stream", "Least share in a stream", "",
         "Of its queries, those at most 2.5 s after the one before. Look-ups of hashes come one "
         "by one. Long answers count instead.",
         limits.leastStreamShare, 0, 1, 2},
        {"min_tunnel_answer", "Least length of answers", "bytes",
         "Mean of what responses are longer than their queries; a stream counts instead.",
         limits.leastAnswerBytes, 0, 65'535, 0},
    };
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
    info.groupings = {series::Grouping::ClientDomain};
    info.parameters = parameterInfos();
    info.scoreTitle = "Priority";
    info.scoreHelp = "0 to 100: how certain, how rare among the clients, how persistent, and "
                     "whether a known service explains it. Orders the list and hides nothing.";
    return info;
}

tunnel::TunnelLimits tunnelLimits(const ParameterValues& parameters) {
    tunnel::TunnelLimits limits;
    limits.leastNames = static_cast<std::size_t>(parameters[FewestTunnelNames]);
    limits.leastNewShare = parameters[LeastNewShare];
    limits.leastBitsPerName = parameters[LeastBitsPerName];
    limits.addressOnlyFactor = parameters[AddressOnlyFactor];
    limits.leastDataTypeShare = parameters[LeastDataTypeShare];
    limits.leastStreamShare = parameters[LeastStreamShare];
    limits.leastAnswerBytes = parameters[LeastAnswerBytes];
    return limits;
}

Judgement tunnelJudgement(const tunnel::TunnelVolume& volume, const tunnel::TunnelLimits& limits,
                          const Prevalence& prevalence) {
    Judgement judgement; // without beats: a stream has none
    judgement.clients = prevalence.clients;
    judgement.flagged = tunnel::looksLikeTunnel(volume, limits);
    if (judgement.flagged)
        judgement.score = tunnel::tunnelPriority(volume, limits, prevalence);
    return judgement;
}

std::optional<NameId> carrierOf(const MeasuredSeries& measured) {
    if (!measured.analysed)
        return std::nullopt;
    if (const auto& carrier = measured.analysed->rhythm.carrier)
        return NameId(*carrier);
    const NameId sole = measured.analysed->soleName;
    return sole.isValid() ? std::optional(sole) : std::nullopt;
}

/// Of all names that keep the rhythm, or where these are many of their domain; null where one of
/// them is not known.
const KnownService* knownService(const RhythmMeasurements& own, const series::SeriesKey& key,
                                 std::size_t index) {
    if (!own.knownServices || !own.series[index].analysed)
        return nullptr;
    const std::vector<NameId>& names = own.series[index].analysed->rhythmNames;
    if (names.empty() && key.kind == series::FindingKind::Beacon)
        return own.knownServices->find(own.names.text(key.domain));
    const KnownService* service = nullptr;
    for (const NameId name : names) {
        service = own.knownServices->find(own.names.text(name));
        if (service == nullptr)
            return nullptr;
    }
    return service;
}

/// For a pool whose names are, for nearly all queries, those of one pair that has a rhythm itself:
/// that pair. One beacon is to be one finding.
std::optional<std::size_t> pairWithTheRhythm(const RhythmMeasurements& own, std::size_t index,
                                             double largestLnP) {
    const auto found = own.mainPairs.find(index);
    if (found == own.mainPairs.end())
        return std::nullopt;
    const MeasuredSeries& pair = own.series[found->second];
    if (!pair.isTested() || pair.analysed->rhythm.lnPFinal >= largestLnP)
        return std::nullopt;
    return found->second;
}

std::string explainedBy(const PairAnalysis& analysis, double largestLnP,
                        const Prevalence& prevalence, const KnownService* service) {
    const Outcome outcome = analysis.outcome(largestLnP);
    if (outcome == Outcome::ExplainedByTtl)
        return "cache refresh";
    if (outcome == Outcome::RetryTimer)
        return "client's retry timer";
    if (outcome != Outcome::Periodic)
        return {};
    if (service != nullptr)
        return service->title;
    if (isCommon(prevalence))
        return "common service";
    if (isShortEpisode(analysis))
        return "short episode";
    return {};
}

/// What the q-value means, which is about a list and not about one series.
std::string falseDiscoveries(double lnP, double lnQ, bool isHidden) {
    constexpr double kLeastShare = 0.001;
    const double share = std::exp(lnQ);
    return fmt::format("Of the {}series with a chance of {} or less, {} {:.1f} % are expected to "
                       "be false findings (q, the false discovery rate).",
                       isHidden ? "hidden " : "", describeChance(lnP),
                       share < kLeastShare ? "less than" : "at most",
                       100 * std::max(share, kLeastShare));
}

} // namespace

RhythmDetector::RhythmDetector()
    : m_info(detectorInfo()) {}

std::unique_ptr<const Measurements> RhythmDetector::measure(const series::AnalysisInput& input,
                                                            series::SeriesSet& set,
                                                            const EarlierRun* earlier,
                                                            const std::stop_token& stop) const {
    return measureRhythms(input, set, earlier, stop);
}

Judgement RhythmDetector::judge(const series::SeriesSet& set, const Measurements& measurements,
                                const ParameterValues& parameters, std::size_t index) const {
    const RhythmMeasurements& own = of(measurements);
    const series::SeriesKey& key = set[index].key;
    const Prevalence prevalence = own.prevalenceOf(set[index]);
    if (key.kind == series::FindingKind::Tunnel)
        return tunnelJudgement(own.tunnels.at(index)->volume, tunnelLimits(parameters), prevalence);

    const MeasuredSeries& measured = own.series[index];
    Judgement judgement;
    judgement.clients = prevalence.clients;
    judgement.carrier = carrierOf(measured);
    judgement.beats = measured.analysed ? measured.analysed->rhythm.beats : set[index].rows.size();
    if (!measured.isTested())
        return judgement;
    const PairAnalysis& analysis = measured.analysed->rhythm;
    const double largestLnP = parameters[LargestLnP];
    const KnownService* service = knownService(own, key, index);
    judgement.score = priority(analysis, {prevalence, service != nullptr});
    judgement.flagged = analysis.lnPFinal < largestLnP;
    // However small, it is no promise that nothing is false.
    const double qValue = std::max(std::exp(measured.lnQ), std::numeric_limits<double>::min());
    judgement.falseAlarm = FalseAlarm{analysis.lnPFree, analysis.lnPFinal, qValue};
    judgement.explainedBy = explainedBy(analysis, largestLnP, prevalence, service);
    if (analysis.largestTtlSeconds >= 0)
        judgement.ttlSeconds = analysis.largestTtlSeconds;
    if (pairWithTheRhythm(own, index, largestLnP)) {
        judgement.flagged = false;
        judgement.explainedBy = "one registered domain";
    }
    if (analysis.lnPFree >= largestLnP)
        return judgement;
    judgement.periodSeconds = analysis.periodSeconds();
    if (analysis.cycle && !analysis.isClocked())
        judgement.cycleSeconds = analysis.cycle->seconds;
    if (analysis.estimatesFitPeriod()) {
        judgement.jitter = analysis.estimates.jitterHalfWidth;
        judgement.missedRate = analysis.estimates.missedRate;
    }
    return judgement;
}

series::IntervalStatistics RhythmDetector::intervals(const ColumnView<store::Event>& events,
                                                     const series::SeriesSet& set,
                                                     const Measurements& measurements,
                                                     std::size_t index) const {
    const RhythmMeasurements& own = of(measurements);
    if (const auto tunnel = own.tunnels.find(index); tunnel != own.tunnels.end())
        return tunnel->second->intervals;
    const MeasuredSeries& measured = own.series[index];
    // Without an analysis there are a handful of queries at most.
    return measured.analysed ? measured.analysed->intervals
                             : Detector::intervals(events, set, measurements, index);
}

std::optional<JudgedBeats> RhythmDetector::judgedBeats(const ColumnView<store::Event>& events,
                                                       const series::SeriesSet& set,
                                                       const Measurements& measurements,
                                                       std::size_t index) const {
    const RhythmMeasurements& own = of(measurements);
    const MeasuredSeries& measured = own.series[index];
    if (!measured.isTested())
        return std::nullopt;
    JudgedBeats beats =
        rhythm::judgedBeats(events, set[index].rows, own.captureFirst, measured.analysed->rhythm);
    if (!beats.name && measured.analysed->soleName.isValid())
        beats.name = measured.analysed->soleName;
    return beats;
}

std::optional<Coverage> RhythmDetector::coverage(const series::SeriesSet& set,
                                                 const Measurements& measurements,
                                                 const ParameterValues& parameters) const {
    const RhythmMeasurements& own = of(measurements);
    Coverage coverage;
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (set[i].isExcluded() || set[i].key.kind == series::FindingKind::Tunnel)
            continue;
        ++(own.series[i].isTested() ? coverage.tested : coverage.untested);
    }
    coverage.expectedFalse =
        static_cast<double>(coverage.tested) * std::exp(parameters[LargestLnP]);
    coverage.shortestPeriodSeconds = kBeatGapsSeconds.front();
    coverage.longestPeriodSeconds =
        own.querySeconds / static_cast<double>(fewestBeatsToStandOut(parameters[LargestLnP]) - 1);
    return coverage;
}

std::vector<std::string> RhythmDetector::reasons(const series::SeriesSet& set,
                                                 const Measurements& measurements,
                                                 const ParameterValues& parameters,
                                                 std::size_t index) const {
    const RhythmMeasurements& own = of(measurements);
    const series::SeriesKey& key = set[index].key;
    const Prevalence prevalence = own.prevalenceOf(set[index]);
    std::vector<std::string_view> domains;
    const auto flock = own.flocks.find(index);
    const bool areRegistered = flock == own.flocks.end() || flock->second.areRegistered;
    if (flock != own.flocks.end()) {
        for (const DomainId domain : flock->second.domains)
            domains.push_back(own.names.text(domain));
    }
    if (key.kind == series::FindingKind::Tunnel) {
        auto sentences = tunnel::explainTunnel(own.tunnels.at(index)->volume,
                                               tunnelLimits(parameters), prevalence);
        if (!domains.empty())
            sentences.insert(sentences.begin() + 1, describeUnion(domains, areRegistered));
        return sentences;
    }

    const PairAnalysis analysis = own.analysisOf(set, index);
    const std::optional<NameId> carrier = carrierOf(own.series[index]);
    ExplanationContext context;
    context.surroundings.prevalence = prevalence;
    context.largestLnP = parameters[LargestLnP];
    if (const KnownService* service = knownService(own, key, index)) {
        context.surroundings.isKnownService = true;
        context.service = fmt::format("{} ({})", service->title, service->kind);
    }
    if (analysis.carrier)
        context.carrier = own.names.text(*carrier);
    context.domains = std::move(domains);
    context.areRegistered = areRegistered;
    std::vector<std::string> sentences = explain(analysis, context);
    if (const auto pair = pairWithTheRhythm(own, index, parameters[LargestLnP]))
        sentences.insert(sentences.begin(),
                         fmt::format("Nearly all of these queries are for {}, which is a finding "
                                     "of its own; so this one is not.",
                                     own.names.text(set[*pair].key.domain)));
    if (analysis.tested() && analysis.lnPFinal < parameters[LargestLnP])
        sentences.push_back(
            falseDiscoveries(analysis.lnPFinal, own.series[index].lnQ, set[index].isExcluded()));
    return sentences;
}

DecidingValue RhythmDetector::decidingValue(const series::SeriesSet& set,
                                            const Measurements& measurements,
                                            const ParameterValues& parameters,
                                            std::size_t index) const {
    const RhythmMeasurements& own = of(measurements);
    if (const auto tunnel = own.tunnels.find(index); tunnel != own.tunnels.end()) {
        const auto deciding =
            tunnel::decidingLimit(tunnel->second->volume, tunnelLimits(parameters));
        return {deciding.value, deciding.limit};
    }
    const PairAnalysis analysis = own.analysisOf(set, index);
    if (!analysis.tested())
        return {counted(analysis.beats, "beat", "beats"), fmt::format("at least {}", kLeastBeats)};
    return {"chance " + describeChance(analysis.lnPFinal),
            "below " + describeChance(parameters[LargestLnP])};
}

} // namespace beaconscope::detect::rhythm
