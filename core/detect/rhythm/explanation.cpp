// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/explanation.h"

#include "core/base/text.h"
#include "core/base/time.h"
#include "core/detect/chance.h"
#include "core/detect/compared.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace beaconscope::detect::rhythm {

namespace {

using Sentences = std::vector<std::string>;

std::string percent(double share) {
    return fmt::format("{:.0f} %", 100 * share);
}

struct Ends {
    std::string low;
    std::string high;
};

/// Both in one unit, and the same text for two lengths only where these hardly differ.
Ends describeEnds(double lowSeconds, double highSeconds) {
    constexpr double kMinute = 60;
    constexpr double kFewMinutes = 600;
    Ends ends{toHumanDuration(lowSeconds), toHumanDuration(highSeconds)};
    if (ends.low != ends.high && (lowSeconds < kMinute) == (highSeconds < kMinute) &&
        highSeconds >= kFewMinutes)
        return ends;
    if (lowSeconds < 1)
        return ends;
    const int decimals = lowSeconds < 10 ? 2 : 1;
    return {fmt::format("{:.{}f} s", lowSeconds, decimals),
            fmt::format("{:.{}f} s", highSeconds, decimals)};
}

std::string describeRange(const IntervalEvidence& window) {
    const Ends ends = describeEnds(window.lowSeconds, window.highSeconds);
    return fmt::format("{} and {}{}", ends.low, ends.high,
                       window.comb ? ", or around two to four times that" : "");
}

/// What chance may put into a window at most, where it rounds to nothing too.
std::string describeByChance(const IntervalEvidence& window) {
    constexpr double kMinShown = 0.05;
    constexpr double kMin = 1000; // from here on tenths mean nothing
    const double intervals = window.chanceMass * static_cast<double>(window.intervals);
    if (intervals >= kMin)
        return fmt::format("at most {}", withThousands(static_cast<std::uint64_t>(intervals + 1)));
    return intervals < kMinShown ? "fewer than 0.1"
                                 : fmt::format("at most {:.1f}", std::ceil(10 * intervals) / 10);
}

void addWindow(const SeriesAnalysis& analysis, Sentences& out) {
    const IntervalEvidence& window = analysis.window;
    out.push_back(fmt::format(
        "{} of {} intervals lie between {}; traffic without a rhythm would put {} "
        "there. Chance {}.",
        withThousands(window.inside), withThousands(window.intervals), describeRange(window),
        describeByChance(window), describeChance(analysis.lnPInterval)));
}

/// How a spectral line stands to the period of the intervals, where it is not the period itself.
std::string relationToPeriod(double lineSeconds, double periodSeconds) {
    constexpr double kTolerance = 0.05;
    constexpr double kMax = 60;
    const double ratio = periodSeconds / lineSeconds;
    const double whole = std::nearbyint(ratio >= 1 ? ratio : 1 / ratio);
    const double exact = ratio >= 1 ? ratio : 1 / ratio;
    if (whole > kMax || std::abs(exact / whole - 1) > kTolerance)
        return "neither a part nor a multiple of the period";
    return ratio >= 1
               ? fmt::format("1/{:.0f} of the period: beats fall on ticks of that length", whole)
               : fmt::format("{:.0f} periods", whole);
}

void addLine(const SeriesAnalysis& analysis, double largestLnP, Sentences& out) {
    if (analysis.lnPCoherent >= largestLnP)
        return;
    const double line = analysis.line.periodSeconds;
    const std::string chance = describeChance(analysis.lnPCoherent);
    constexpr double kTolerance = 0.05;
    const double period = analysis.periodSeconds();
    if (std::abs(line - period) <= kTolerance * period)
        out.push_back(fmt::format("The beats keep a clock: the spectrum has a line at {}. Chance "
                                  "{}.",
                                  toHumanDuration(line), chance));
    else
        out.push_back(fmt::format("The spectrum has a line at {}, {}. Chance {}.",
                                  toHumanDuration(line), relationToPeriod(line, period), chance));
}

/// The stronger of window and clock first.
void addRhythm(const SeriesAnalysis& analysis, double largestLnP, Sentences& out) {
    if (!analysis.isClocked()) {
        addWindow(analysis, out);
        addLine(analysis, largestLnP, out);
        return;
    }
    out.push_back(fmt::format("The beats keep a clock of {}, as their spectrum shows. Chance {}.",
                              toHumanDuration(analysis.line.periodSeconds),
                              describeChance(analysis.lnPCoherent)));
    if (analysis.lnPInterval < largestLnP && analysis.windowIsOfCarrier)
        addWindow(analysis, out);
}

/// Which intervals the jitter is that of: "Nine tenths of the 102 intervals inside the window lie".
std::string describeJitteredIntervals(const SeriesAnalysis& analysis) {
    const RhythmEstimates& estimates = analysis.estimates;
    constexpr std::size_t kMinForTenths = 20; // of fewer, percentiles lie between two intervals
    const char* const start = estimates.oneBeatIntervals < kMinForPercentiles ? "The"
                              : estimates.oneBeatIntervals < kMinForTenths    ? "Most of the"
                                                                           : "Nine tenths of the";
    if (estimates.oneBeatIntervals == analysis.window.intervals)
        return fmt::format("{} intervals lie", start);
    return fmt::format("{} {} intervals {} lie", start, withThousands(estimates.oneBeatIntervals),
                       analysis.window.comb ? "of one beat" : "inside the window");
}

void addJitter(const SeriesAnalysis& analysis, Sentences& out) {
    constexpr double kMinJitter = 0.005;
    const RhythmEstimates& estimates = analysis.estimates;
    if (estimates.oneBeatIntervals < 2) // these alone cannot differ
        return;
    const auto [low, high] = describeEnds(estimates.lowSeconds, estimates.highSeconds);
    const std::string where =
        low == high ? "around " + high : fmt::format("between {} and {}", low, high);
    const std::string jitter =
        estimates.jitterHalfWidth == 0 && analysis.resolutionSeconds > 0
            ? "jitter too small for such times to show"
        : estimates.jitterHalfWidth < kMinJitter
            ? "jitter below ±0.5 %"
            : fmt::format("jitter ±{}, or sleeps of {} shortened by up to {}",
                          percent(estimates.jitterHalfWidth), high,
                          percent(estimates.jitterShortening));
    out.push_back(fmt::format("{} {}: {}.", describeJitteredIntervals(analysis), where, jitter));
}

/// Silences, and what is none: queries that come too close for beats.
void addPauses(const SeriesAnalysis& analysis, Sentences& out) {
    const RhythmEstimates& estimates = analysis.estimates;
    if (estimates.pauses > 0) {
        // Would as many lost beats in a row make as many?
        const double missed = estimates.missedRate.value_or(0);
        const double byLoss =
            static_cast<double>(analysis.window.intervals) * std::pow(missed, kMaxMissedPeriods);
        const bool mayBeLoss = 2 * byLoss >= static_cast<double>(estimates.pauses);
        out.push_back(fmt::format("{} of more than {:.0f} periods: {}.",
                                  counted(estimates.pauses, "pause", "pauses"), kMaxMissedPeriods,
                                  mayBeLoss ? "a rest, or beats missed in a row" : "a rest"));
    }
    if (estimates.busyStretches > 0)
        out.push_back(fmt::format("{} in which queries come too close for beats, the longest {}.",
                                  counted(estimates.busyStretches, "stretch", "stretches"),
                                  toHumanDuration(estimates.longestBusySeconds)));
}

void addOtherPaces(const std::vector<OtherPace>& paces, Sentences& out) {
    constexpr std::size_t kMaxTold = 3;
    if (paces.empty())
        return;
    std::string text;
    for (std::size_t i = 0; i < std::min(kMaxTold, paces.size()); ++i)
        text += fmt::format("{}{} intervals in a row around {}", i == 0 ? "" : ", then ",
                            paces[i].intervals, toHumanDuration(paces[i].intervalSeconds));
    if (paces.size() > kMaxTold)
        text += fmt::format(" and {}", counted(paces.size() - kMaxTold, "more time", "more times"));
    out.push_back(fmt::format("The period changes: {}.", text));
}

/// "The intervals come in turn: 17.4 s, 34.8 s. Together they are a cycle of 52.1 s, …"
std::string describeCycle(const Cycle& cycle) {
    std::string parts;
    for (const double part : cycle.partsSeconds)
        parts += (parts.empty() ? "" : ", ") + toHumanDuration(part);
    return fmt::format("The intervals come in turn: {}. Together they are a cycle of {}, which "
                       "{} of the turns keep to.",
                       parts, toHumanDuration(cycle.seconds), percent(cycle.share));
}

void addOtherLength(const SeriesAnalysis& analysis, Sentences& out) {
    if (!analysis.otherLength)
        return;
    const OtherLength& other = *analysis.otherLength;
    const auto [low, high] = describeEnds(other.lowSeconds, other.highSeconds);
    out.push_back(
        fmt::format("{} other intervals lie {}, which is no multiple of {}. Both lengths "
                    "may come in turn, so no beat need be missed.",
                    withThousands(other.intervals),
                    low == high ? "around " + high : fmt::format("between {} and {}", low, high),
                    toHumanDuration(analysis.estimates.periodSeconds)));
}

void addEstimates(const SeriesAnalysis& analysis, double largestLnP, Sentences& out) {
    constexpr double kMinMissed = 0.005;
    const RhythmEstimates& estimates = analysis.estimates;
    if (!analysis.estimatesFitPeriod())
        return;
    if (analysis.lnPInterval < largestLnP)
        addJitter(analysis, out);
    if (analysis.cycle)
        out.push_back(describeCycle(*analysis.cycle));
    addOtherLength(analysis, out);
    addOtherPaces(analysis.otherPaces, out);
    if (estimates.missedRate.value_or(0) >= kMinMissed)
        out.push_back(fmt::format("About {} of the beats missed.", percent(*estimates.missedRate)));
    addPauses(analysis, out);
}

void addResolution(const SeriesAnalysis& analysis, Sentences& out) {
    constexpr double kMinTold = 0.1; // a finer grid changes nothing that is shown
    if (analysis.resolutionSeconds < kMinTold)
        return;
    const std::string step = toHumanDuration(analysis.resolutionSeconds);
    out.push_back(fmt::format("The times are known to {} only, so each was placed at random within "
                              "its {}. Periods below {} cannot be judged from them.",
                              step, step,
                              toHumanDuration(kMinPeriodResolutions * analysis.resolutionSeconds)));
}

void addTtl(const SeriesAnalysis& analysis, double largestLnP, Sentences& out) {
    if (analysis.largestTtlSeconds < 0) {
        // Other names of the domain may have got one.
        out.emplace_back(analysis.carrier ? "The name with the rhythm got no answer with a TTL, so "
                                            "no cache is taken into account."
                                          : "No answer with a TTL was seen, so no cache is taken "
                                            "into account.");
        return;
    }
    if (analysis.largestTtlSeconds == 0) {
        out.emplace_back("The answers' TTL is 0 s: no cache holds them.");
        return;
    }
    const std::string ttl = toHumanDuration(analysis.largestTtlSeconds);
    if (analysis.outcome(largestLnP) == Outcome::ExplainedByTtl) {
        const Compared chance = comparedChances(analysis.lnPFinal, largestLnP);
        out.push_back(fmt::format(
            "The cache explains it: the client asks again when its cached answer (TTL up to {}) "
            "expires. Chance beyond that {}, and less than {} would be needed.",
            ttl, chance.value, chance.limit));
    } else
        out.push_back(fmt::format("The answers' TTL (up to {}) does not explain it: chance {} {}.",
                                  ttl, describeChance(analysis.lnPFinal),
                                  analysis.lnPFinal < analysis.lnPFree
                                      ? "by the intervals of missed beats alone"
                                      : "with caches allowed for"));
}

void addCarrier(const SeriesAnalysis& analysis, const ExplanationContext& context, Sentences& out) {
    constexpr double kNewNames = 0.8;
    constexpr std::size_t kMinBeatsForNames = 9;
    const Outcome outcome = analysis.outcome(context.largestLnP);
    const bool hasRhythm = outcome == Outcome::Periodic || outcome == Outcome::ExplainedByTtl;
    if (analysis.newNameShare > kNewNames && analysis.beats >= kMinBeatsForNames)
        out.emplace_back("Nearly every beat asks for a new name: no cache can answer those, and "
                         "names can carry data.");
    else if (analysis.carrier && !context.carrier.empty())
        out.push_back(fmt::format("{} {}, one of {} names.",
                                  hasRhythm ? "The rhythm is in" : "These are the intervals of",
                                  context.carrier, withThousands(analysis.names)));
    if (analysis.givenUp > 0)
        out.push_back(fmt::format("{} came when the client gave up on an unanswered query that it "
                                  "had repeated: counted as a part of the same beat.",
                                  counted(analysis.givenUp, "query", "queries")));
    if (analysis.duplicates > 0)
        out.push_back(fmt::format("{} of {} queries repeated the same query (retransmitted or "
                                  "captured twice) and {} left out.",
                                  withThousands(analysis.duplicates),
                                  withThousands(analysis.queries),
                                  analysis.duplicates == 1 ? "is" : "are"));
}

/// Where it stands in the list is said of what is listed.
void addPlace(const SeriesAnalysis& analysis, const ExplanationContext& context, Sentences& out) {
    const Prevalence& prevalence = context.surroundings.prevalence;
    const bool isListed =
        context.isFlagged && analysis.outcome(context.largestLnP) == Outcome::Periodic;
    if (std::string asked = describe(prevalence, isListed ? ", as a common service is: listed lower"
                                                          : ", as a common service is");
        !asked.empty())
        out.push_back(std::move(asked));
    if (!context.service.empty())
        out.push_back(context.service);
    if (isListed && isShortEpisode(analysis))
        out.push_back(
            fmt::format("Active during {} of the capture: listed lower.", percent(analysis.cover)));
}

Sentences explainUntested(const SeriesAnalysis& analysis) {
    return {fmt::format("Not tested: {} in {}, and at least {} are needed.",
                        counted(analysis.beats, "beat", "beats"),
                        counted(analysis.queries, "query", "queries"), kMinBeats)};
}

Sentences explainFollowUps(const SeriesAnalysis& analysis) {
    const IntervalEvidence& delay = analysis.strongestFollowUps;
    return {fmt::format("{} of {} intervals lie between {}, but hardly any follows another: these "
                        "queries come a fixed time after other ones, as a client repeats a query "
                        "or looks up a second name.",
                        withThousands(delay.inside), withThousands(delay.intervals),
                        describeRange(delay)),
            fmt::format("The queries that they follow have no rhythm: chance {}.",
                        describeChance(analysis.lnPFinal))};
}

Sentences explainNothing(const SeriesAnalysis& analysis, double largestLnP) {
    const IntervalEvidence& window = analysis.window;
    const Compared chance = comparedChances(analysis.lnPFinal, largestLnP);
    Sentences out{fmt::format("No rhythm stands out in {} beats: chance {}, and less than {} would "
                              "be needed.",
                              withThousands(analysis.beats), chance.value, chance.limit)};
    if (window.lnP < 0)
        out.push_back(fmt::format("The most striking: {} of {} intervals between {}, where traffic "
                                  "without a rhythm may put {}.",
                                  withThousands(window.inside), withThousands(window.intervals),
                                  describeRange(window), describeByChance(window)));
    return out;
}

void addGrowth(const SeriesAnalysis& analysis, Sentences& out) {
    if (!analysis.growth)
        return;
    const Growth& growth = *analysis.growth;
    out.push_back(fmt::format("The intervals {}: {} of {} are about {:.2f} times the one before. "
                              "Chance {}.",
                              growth.ratio > 1 ? "grow" : "shrink", withThousands(growth.inside),
                              withThousands(growth.ratios), growth.ratio,
                              describeChance(growth.lnP)));
}

} // namespace

std::vector<std::string> explain(const SeriesAnalysis& analysis,
                                 const ExplanationContext& context) {
    const double largestLnP = context.largestLnP;
    Sentences out;
    switch (analysis.outcome(largestLnP)) {
    case Outcome::TooFewBeats:
        return explainUntested(analysis);
    case Outcome::NoRhythm:
        out = explainNothing(analysis, largestLnP);
        break;
    case Outcome::FollowUp:
        out = explainFollowUps(analysis);
        break;
    case Outcome::DailyRoutine:
        addRhythm(analysis, largestLnP, out);
        out.emplace_back(
            "About once a day or every other day, but at times that spread: a habit of "
            "people makes such a rhythm, and no clock is needed for it.");
        addEstimates(analysis, largestLnP, out);
        break;
    case Outcome::ExplainedByTtl:
    case Outcome::Periodic:
        addRhythm(analysis, largestLnP, out);
        addTtl(analysis, largestLnP, out);
        addEstimates(analysis, largestLnP, out);
        break;
    }
    addResolution(analysis, out);
    addGrowth(analysis, out);
    if (!context.domainsTogether.empty())
        out.push_back(context.domainsTogether);
    addCarrier(analysis, context, out);
    addPlace(analysis, context, out);
    return out;
}

} // namespace beaconscope::detect::rhythm
