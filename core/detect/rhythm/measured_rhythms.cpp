// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/measured_rhythms.h"

#include "core/base/text.h"
#include "core/detect/beats_needed.h"
#include "core/detect/chance.h"
#include "core/detect/compared.h"
#include "core/detect/detector.h"
#include "core/detect/known_services.h"
#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/explanation.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/priority.h"
#include "core/detect/rhythm/rhythm_beats.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

enum Parameter : std::size_t { LargestLnP, LargestFalsePercent };

constexpr double kDefaultFalsePercent = 5;
constexpr const char* kCouldBeChance = "could be chance";

/// In a few words, why a series that stands out is not flagged, or is listed lower.
std::string explainedBy(const SeriesAnalysis& analysis, double largestLnP,
                        const Prevalence& prevalence, const KnownService* service) {
    const Outcome outcome = analysis.outcome(largestLnP);
    if (outcome == Outcome::ExplainedByTtl)
        return "cache refresh";
    if (outcome == Outcome::FollowUp && !analysis.growth)
        return "follow-up";
    if (outcome == Outcome::DailyRoutine)
        return "daily routine";
    if (outcome != Outcome::Periodic && analysis.growth)
        return analysis.growth->ratio > 1 ? "growing intervals" : "shrinking intervals";
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
std::string falseDiscoveries(double lnQ, bool isHidden) {
    constexpr double kMinPerMille = 1;
    const double perMille = std::ceil(1'000 * std::exp(lnQ));
    return fmt::format("Of the {}series that stand out as much as this one or more, {} {:.1f} % "
                       "are expected to be false findings (q, the false discovery rate).",
                       isHidden ? "hidden " : "",
                       perMille <= kMinPerMille ? "less than" : "at most",
                       std::max(perMille, kMinPerMille) / 10);
}

/// Why a series that stands out by itself is no finding among so many others.
std::string couldBeChance(const SeriesAnalysis& analysis, double lnQ, double largestPercent,
                          bool isHidden) {
    const Compared share = comparedNumbers(100 * std::exp(lnQ), largestPercent, 1, " %");
    return fmt::format("It could be chance: alone, with a chance of {}, it would be flagged. But "
                       "so many series were tested that {} of the {}series that stand out as much "
                       "or more are expected to be false findings, and the limit is {} (q, the "
                       "false discovery rate).",
                       describeChance(analysis.lnPFinal), share.value, isHidden ? "hidden " : "",
                       share.limit);
}

/// Why a series is no finding of its own, where `whole` is one.
std::string describePart(const series::Series& whole, const store::NameTableView& names) {
    switch (whole.key.kind) {
    case series::FindingKind::NxdomainPool:
        return "This is a part of the rhythm of all names of this client that do not exist, which "
               "is a finding of its own; so this one is not.";
    case series::FindingKind::LookAlikes:
        return fmt::format("This is a part of the rhythm of {} and other domains, which is a "
                           "finding of its own; so this one is not.",
                           names.text(whole.key.domain));
    default:
        return fmt::format("The rhythm is that of {}, which is a finding of its own; "
                           "so this one is not.",
                           names.text(whole.key.domain));
    }
}

} // namespace

std::vector<ParameterInfo> rhythmParameters() {
    return {
        {"max_ln_p", "Largest chance, as ln p", "",
         "A series is flagged when the logarithm of its false-alarm probability is below this: -7 "
         "is about 1 in 1,100 for a single series.",
         kFlagLnP, -700, 0, 1},
        {"max_false_percent", "Largest share of false findings", "%",
         "Where many series are tested, some stand out by chance. A series is flagged only if the "
         "expected share of false findings, among the series that stand out at least as much, is "
         "at most this. 100 turns this limit off.",
         kDefaultFalsePercent, 0.01, 100, 2},
    };
}

std::unique_ptr<const MeasuredRhythms>
MeasuredRhythms::measure(const Subject& subject, std::shared_ptr<series::SeriesSet> series,
                         const MeasuredRhythms* earlier, const std::stop_token& stop) {
    RhythmMeasurements found =
        measureRhythms(subject.input, *series, earlier == nullptr ? nullptr : &earlier->m_found,
                       earlier == nullptr ? nullptr : &earlier->series(), stop);
    std::unique_ptr<MeasuredRhythms> measured(
        new MeasuredRhythms(subject, std::move(series), std::move(found)));
    measured->findServices();
    return measured;
}

/// Returns the analysis of the series, or what it would be.
SeriesAnalysis MeasuredRhythms::analysisOf(std::size_t index) const {
    if (const auto& analysed = m_found.series[index].analysed)
        return analysed->rhythm;
    SeriesAnalysis analysis;
    analysis.queries = series()[index].rows.size();
    analysis.beats = analysis.queries;
    return analysis;
}

std::optional<NameId> MeasuredRhythms::carrierOf(std::size_t index) const {
    const auto& analysed = m_found.series[index].analysed;
    if (!analysed)
        return std::nullopt;
    if (const auto& carrier = analysed->rhythm.carrier)
        return NameId(*carrier);
    return analysed->soleName.isValid() ? std::optional(analysed->soleName) : std::nullopt;
}

/// Of all names that keep the rhythm, or where these are many, of nearly all queries.
void MeasuredRhythms::findServices() {
    if (!m_subject.knownServices)
        return;
    const KnownServices& services = *m_subject.knownServices;
    for (std::size_t i = 0; i < m_found.series.size(); ++i) {
        if (!m_found.series[i].isTested())
            continue;
        const std::vector<NameId>& names = m_found.series[i].analysed->rhythmNames;
        const ServiceOfSeries known =
            names.empty() ? detect::serviceOf(services, m_subject.input, series()[i].rows)
                          : detect::serviceOf(services, m_subject.input.names, names);
        if (known.service != nullptr)
            m_services.emplace(i, known);
    }
}

ServiceOfSeries MeasuredRhythms::serviceOf(std::size_t index) const {
    const auto found = m_services.find(index);
    return found == m_services.end() ? ServiceOfSeries{} : found->second;
}

/// Whether the series stands out by itself.
bool MeasuredRhythms::standsOut(std::size_t index, const ParameterValues& limits) const {
    const MeasuredSeries& measured = m_found.series[index];
    return measured.isTested() &&
           measured.analysed->rhythm.outcome(limits[LargestLnP]) == Outcome::Periodic;
}

/// Whether it stands out among all series that were tested, too.
bool MeasuredRhythms::isBeyondChance(std::size_t index, const ParameterValues& limits) const {
    return standsOut(index, limits) &&
           100 * std::exp(m_found.series[index].lnQ) <= limits[LargestFalsePercent];
}

std::optional<std::size_t> MeasuredRhythms::mainDomainOf(std::size_t index) const {
    const auto found = m_found.mainDomains.find(index);
    return found == m_found.mainDomains.end() ? std::nullopt : std::optional(found->second);
}

/// One beacon is to be one finding: returns the index of the series whose finding this one belongs
/// to. A pool whose queries are nearly all for one registered domain belongs to that domain.
std::optional<std::size_t> MeasuredRhythms::wholeOf(std::size_t index,
                                                    const ParameterValues& limits) const {
    for (const auto* wholes : {&m_found.parts, &m_found.mainDomains}) {
        const auto found = wholes->find(index);
        if (found != wholes->end() && isBeyondChance(found->second, limits))
            return found->second;
    }
    return std::nullopt;
}

/// Returns a sentence that names the domains which belong to this finding; empty: there is none.
std::string MeasuredRhythms::partsOf(std::size_t index, const ParameterValues& limits) const {
    std::vector<DomainId> domains;
    for (const auto& [part, whole] : m_found.parts) {
        const DomainId domain = series()[part].key.domain;
        if (whole == index && domain.isValid() && isBeyondChance(part, limits))
            domains.push_back(domain);
    }
    if (domains.empty())
        return {};
    return fmt::format("{} the rhythm too, and {} of this finding: {}.",
                       counted(domains.size(), "registered domain has", "registered domains have"),
                       domains.size() == 1 ? "is a part" : "are parts",
                       listDomains(domains, m_subject.input.names));
}

Judgement MeasuredRhythms::judge(std::size_t index, const ParameterValues& limits) const {
    const MeasuredSeries& measured = m_found.series[index];
    const Prevalence prevalence = prevalenceOf(index);
    Judgement judgement;
    judgement.clients = prevalence.clients;
    judgement.carrier = carrierOf(index);
    judgement.beats =
        measured.analysed ? measured.analysed->rhythm.beats : series()[index].rows.size();
    if (!measured.isTested())
        return judgement;
    const SeriesAnalysis& analysis = measured.analysed->rhythm;
    judgement.timeResolutionSeconds = analysis.resolutionSeconds;
    const double largestLnP = limits[LargestLnP];
    const ServiceOfSeries known = serviceOf(index);
    const KnownService* service = known.explains(prevalence) ? known.service : nullptr;
    judgement.score = priority(analysis, {prevalence, service != nullptr});
    judgement.flagged = isBeyondChance(index, limits);
    // However small, it is no promise that nothing is false.
    const double qValue = std::max(std::exp(measured.lnQ), std::numeric_limits<double>::min());
    judgement.falseAlarm = FalseAlarm{analysis.lnPFree, analysis.lnPFinal, qValue};
    judgement.explainedBy = explainedBy(analysis, largestLnP, prevalence, service);
    if (standsOut(index, limits) && !judgement.flagged)
        judgement.explainedBy = kCouldBeChance;
    if (analysis.largestTtlSeconds >= 0)
        judgement.ttlSeconds = analysis.largestTtlSeconds;
    if (wholeOf(index, limits)) {
        judgement.flagged = false;
        judgement.explainedBy = kPartOfAnother;
    }
    if (analysis.lnPFree >= largestLnP)
        return judgement;
    judgement.periodSeconds = analysis.periodSeconds();
    if (analysis.cycle && !analysis.isClocked()) {
        judgement.cycleSeconds = analysis.cycle->seconds;
        judgement.cyclePartsSeconds = analysis.cycle->partsSeconds;
    }
    if (analysis.estimatesFitPeriod()) {
        judgement.jitter = analysis.estimates.jitterHalfWidth;
        judgement.missedRate = analysis.estimates.missedRate;
    }
    return judgement;
}

series::IntervalStatistics MeasuredRhythms::intervals(std::size_t index) const {
    if (const auto& analysed = m_found.series[index].analysed)
        return analysed->intervals;
    // Without an analysis there are a handful of queries at most.
    return intervalsOfRows(m_subject.input, series()[index].rows);
}

std::optional<JudgedBeats> MeasuredRhythms::judgedBeats(std::size_t index) const {
    const MeasuredSeries& measured = m_found.series[index];
    if (!measured.isTested())
        return std::nullopt;
    const series::AnalysisInput& input = m_subject.input;
    JudgedBeats beats = rhythm::judgedBeats(input, series()[index].rows, measured.analysed->rhythm);
    if (!beats.name && measured.analysed->soleName.isValid())
        beats.name = measured.analysed->soleName;
    return beats;
}

/// Returns the finest grid of the times in the capture, in seconds.
double MeasuredRhythms::finestStepSeconds() const {
    std::optional<Duration> finest;
    if (const auto& grids = m_subject.input.timeGrids) {
        for (const store::TimeGrid& grid : *grids) {
            if (grid.isUsed)
                finest = std::min(finest.value_or(grid.step), grid.step);
        }
    }
    return seconds(finest.value_or(Duration::zero()));
}

Coverage MeasuredRhythms::coverage(const ParameterValues& limits) const {
    Coverage coverage;
    double weakestLnP = -std::numeric_limits<double>::infinity(); // of the findings
    for (std::size_t i = 0; i < m_found.series.size(); ++i) {
        if (series()[i].isExcluded())
            continue;
        ++(m_found.series[i].isTested() ? coverage.tested : coverage.untested);
        if (isBeyondChance(i, limits))
            weakestLnP = std::max(weakestLnP, m_found.series[i].analysed->rhythm.lnPFinal);
        else if (standsOut(i, limits))
            ++coverage.couldBeChance;
    }
    const auto tested = static_cast<double>(coverage.tested);
    coverage.expectedByChance = tested * std::exp(limits[LargestLnP]);
    coverage.expectedFalse = tested * std::exp(weakestLnP);
    coverage.shortestPeriodSeconds =
        std::max(kBeatIntervalsSeconds.front(), kMinPeriodResolutions * finestStepSeconds());
    coverage.longestPeriodSeconds =
        m_found.querySeconds / static_cast<double>(fewestBeatsToStandOut(limits[LargestLnP]) - 1);
    return coverage;
}

std::vector<std::string> MeasuredRhythms::reasons(std::size_t index,
                                                  const ParameterValues& limits) const {
    const store::NameTableView& names = m_subject.input.names;
    const double largestLnP = limits[LargestLnP];
    const SeriesAnalysis analysis = analysisOf(index);
    ExplanationContext context;
    context.surroundings.prevalence = prevalenceOf(index);
    context.largestLnP = largestLnP;
    context.isFlagged = isBeyondChance(index, limits);
    const ServiceOfSeries known = serviceOf(index);
    context.surroundings.isKnownService = known.explains(context.surroundings.prevalence);
    context.service = describe(known, context.surroundings.prevalence, context.isFlagged,
                               "Listed lower, as such names are looked up at regular times.");
    if (analysis.carrier)
        context.carrier = names.text(NameId(*analysis.carrier));
    if (const auto together = m_found.unions.find(index); together != m_found.unions.end())
        context.domainsTogether = describe(together->second, names);
    std::vector<std::string> sentences = explain(analysis, context);
    if (const auto whole = wholeOf(index, limits))
        sentences.insert(sentences.begin(), describePart(series()[*whole], names));
    else if (const std::string parts = partsOf(index, limits); !parts.empty())
        sentences.push_back(parts);
    const double lnQ = m_found.series[index].lnQ;
    const bool isHidden = series()[index].isExcluded();
    if (isBeyondChance(index, limits))
        sentences.push_back(falseDiscoveries(lnQ, isHidden));
    else if (standsOut(index, limits))
        sentences.insert(sentences.begin(),
                         couldBeChance(analysis, lnQ, limits[LargestFalsePercent], isHidden));
    return sentences;
}

DecidingValue MeasuredRhythms::decidingValue(std::size_t index,
                                             const ParameterValues& limits) const {
    const SeriesAnalysis analysis = analysisOf(index);
    if (!analysis.tested())
        return {counted(analysis.beats, "beat", "beats"), fmt::format("at least {}", kMinBeats)};
    if (standsOut(index, limits) && !isBeyondChance(index, limits)) {
        const Compared share = comparedNumbers(100 * std::exp(m_found.series[index].lnQ),
                                               limits[LargestFalsePercent], 1, " %");
        return {share.value + " expected to be false", "at most " + share.limit};
    }
    const Compared chance = comparedChances(analysis.lnPFinal, limits[LargestLnP]);
    return {"chance " + chance.value, "below " + chance.limit};
}

} // namespace beaconscope::detect::rhythm
