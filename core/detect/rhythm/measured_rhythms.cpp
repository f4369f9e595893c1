// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/measured_rhythms.h"

#include "core/base/text.h"
#include "core/detect/beats_needed.h"
#include "core/detect/chance.h"
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

enum Parameter : std::size_t { LargestLnP };

std::string explainedBy(const SeriesAnalysis& analysis, double largestLnP,
                        const Prevalence& prevalence, const KnownService* service) {
    const Outcome outcome = analysis.outcome(largestLnP);
    if (outcome == Outcome::ExplainedByTtl)
        return "cache refresh";
    if (outcome == Outcome::FollowUp)
        return "follow-up";
    if (outcome == Outcome::DailyRoutine)
        return "daily routine";
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
    constexpr double kMinShare = 0.001;
    const double share = std::exp(lnQ);
    return fmt::format("Of the {}series with a chance of {} or less, {} {:.1f} % are expected to "
                       "be false findings (q, the false discovery rate).",
                       isHidden ? "hidden " : "", describeChance(lnP),
                       share < kMinShare ? "less than" : "at most",
                       100 * std::max(share, kMinShare));
}

} // namespace

std::vector<ParameterInfo> rhythmParameters() {
    return {
        {"max_ln_p", "Largest chance, as ln p", "",
         "A series is flagged when the logarithm of its false-alarm probability is below this: -7 "
         "is about 1 in 1,100 for a single series.",
         kFlagLnP, -700, 0, 1},
    };
}

std::unique_ptr<const MeasuredRhythms>
MeasuredRhythms::measure(const Subject& subject, std::shared_ptr<series::SeriesSet> series,
                         const MeasuredRhythms* earlier, const std::stop_token& stop) {
    RhythmMeasurements found =
        measureRhythms(subject.input, *series, earlier == nullptr ? nullptr : &earlier->m_found,
                       earlier == nullptr ? nullptr : &earlier->series(), stop);
    return std::unique_ptr<const MeasuredRhythms>(
        new MeasuredRhythms(subject, std::move(series), std::move(found)));
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

/// Returns the service of all names that keep the rhythm, or where these are many, that of their
/// domain; null where one of them is not known.
const KnownService* MeasuredRhythms::knownServiceOf(std::size_t index) const {
    const auto& analysed = m_found.series[index].analysed;
    if (!m_subject.knownServices || !analysed)
        return nullptr;
    const KnownServices& services = *m_subject.knownServices;
    const store::NameTableView& texts = m_subject.input.names;
    const std::vector<NameId>& names = analysed->rhythmNames;
    const series::SeriesKey& key = series()[index].key;
    if (names.empty() && key.kind == series::FindingKind::Beacon)
        return services.find(texts.text(key.domain));
    const KnownService* service = nullptr;
    for (const NameId name : names) {
        service = services.find(texts.text(name));
        if (service == nullptr)
            return nullptr;
    }
    return service;
}

/// One beacon is to be one finding: for a pool whose queries are nearly all for one registered
/// domain that has a rhythm itself, returns the index of that domain's series.
std::optional<std::size_t> MeasuredRhythms::mainDomainWithRhythm(std::size_t pool,
                                                                 double largestLnP) const {
    const auto found = m_found.mainDomains.find(pool);
    if (found == m_found.mainDomains.end())
        return std::nullopt;
    const MeasuredSeries& one = m_found.series[found->second];
    if (!one.isTested() || one.analysed->rhythm.lnPFinal >= largestLnP)
        return std::nullopt;
    return found->second;
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
    const KnownService* service = knownServiceOf(index);
    judgement.score = priority(analysis, {prevalence, service != nullptr});
    judgement.flagged = analysis.outcome(largestLnP) == Outcome::Periodic;
    // However small, it is no promise that nothing is false.
    const double qValue = std::max(std::exp(measured.lnQ), std::numeric_limits<double>::min());
    judgement.falseAlarm = FalseAlarm{analysis.lnPFree, analysis.lnPFinal, qValue};
    judgement.explainedBy = explainedBy(analysis, largestLnP, prevalence, service);
    if (analysis.largestTtlSeconds >= 0)
        judgement.ttlSeconds = analysis.largestTtlSeconds;
    if (mainDomainWithRhythm(index, largestLnP)) {
        judgement.flagged = false;
        judgement.explainedBy = "one registered domain";
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
    for (std::size_t i = 0; i < m_found.series.size(); ++i) {
        if (!series()[i].isExcluded())
            ++(m_found.series[i].isTested() ? coverage.tested : coverage.untested);
    }
    coverage.expectedFalse = static_cast<double>(coverage.tested) * std::exp(limits[LargestLnP]);
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
    if (const KnownService* service = knownServiceOf(index)) {
        context.surroundings.isKnownService = true;
        context.service = fmt::format("{} ({})", service->title, service->kind);
    }
    if (analysis.carrier)
        context.carrier = names.text(NameId(*analysis.carrier));
    if (const auto together = m_found.unions.find(index); together != m_found.unions.end())
        context.domainsTogether = describe(together->second, names);
    std::vector<std::string> sentences = explain(analysis, context);
    if (const auto main = mainDomainWithRhythm(index, largestLnP))
        sentences.insert(sentences.begin(),
                         fmt::format("Nearly all of these queries are for {}, which is a finding "
                                     "of its own; so this one is not.",
                                     names.text(series()[*main].key.domain)));
    if (analysis.tested() && analysis.lnPFinal < largestLnP)
        sentences.push_back(falseDiscoveries(analysis.lnPFinal, m_found.series[index].lnQ,
                                             series()[index].isExcluded()));
    return sentences;
}

DecidingValue MeasuredRhythms::decidingValue(std::size_t index,
                                             const ParameterValues& limits) const {
    const SeriesAnalysis analysis = analysisOf(index);
    if (!analysis.tested())
        return {counted(analysis.beats, "beat", "beats"), fmt::format("at least {}", kMinBeats)};
    return {"chance " + describeChance(analysis.lnPFinal),
            "below " + describeChance(limits[LargestLnP])};
}

} // namespace beaconscope::detect::rhythm
