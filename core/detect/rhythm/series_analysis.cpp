// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/series_analysis.h"

#include "core/detect/rhythm/carry_on.h"
#include "core/detect/rhythm/interval_period.h"
#include "core/detect/rhythm/rounded_estimates.h"

#include <algorithm>
#include <cmath>

namespace beaconscope::detect::rhythm {

namespace {

/// Evidence that needs no second opinion from the spectrum.
constexpr double kCertainLnP = -60;

bool standsOutMore(const IntervalEvidence& candidate, const IntervalEvidence& best) {
    return candidate.lnP < best.lnP ||
           (candidate.lnP == best.lnP && candidate.evidence > best.evidence);
}

/// A little less than the shortest period that is told, as the window may lie a little below it.
double shortestPeriod(const BeatSeries& beats) {
    constexpr double kSlack = 0.9;
    return kSlack * kMinPeriodResolutions * beats.resolutionSeconds;
}

} // namespace

Outcome SeriesAnalysis::outcome(double largestLnP) const {
    if (!tested())
        return Outcome::TooFewBeats;
    if (lnPFinal < largestLnP)
        return isDailyRoutine() ? Outcome::DailyRoutine : Outcome::Periodic;
    if (lnPFree < largestLnP)
        return Outcome::ExplainedByTtl;
    return strongestFollowUps.lnP < largestLnP ? Outcome::FollowUp : Outcome::NoRhythm;
}

bool SeriesAnalysis::isDailyRoutine() const {
    constexpr double kDaySeconds = 86'400;
    constexpr double kTolerance = 0.15;
    constexpr double kMinJitter = 0.02; // half an hour to either side
    const double days = periodSeconds() / kDaySeconds;
    const double whole = std::nearbyint(days);
    return !isClocked() && (whole == 1 || whole == 2) && std::abs(days / whole - 1) <= kTolerance &&
           estimates.jitterHalfWidth >= kMinJitter;
}

bool SeriesAnalysis::estimatesFitPeriod() const {
    constexpr double kTolerance = 0.05;
    return windowIsOfCarrier &&
           std::abs(estimates.periodSeconds - periodSeconds()) <= kTolerance * periodSeconds();
}

SeriesAnalysis SeriesAnalyser::analyse(std::span<const Query> queries,
                                       const SeriesOptions& options) {
    SeriesAnalysis result;
    result.queries = queries.size();
    result.resolutionSeconds = options.resolutionSeconds;
    m_beats.resolutionSeconds = options.resolutionSeconds;
    m_restarts = options.restartsSeconds;
    if (queries.size() < kMinBeats) {
        result.beats = queries.size();
        return result;
    }
    dropDuplicates(queries, m_duplicates, m_kept);
    result.duplicates = queries.size() - m_kept.size();
    numberNames();
    result.names = m_names.size();
    chooseGroups(options.splitNames);

    m_bestGroup.reset();
    m_lineGroup.reset();
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        testGroup(i, result);
    if (!result.tested())
        return result;
    if (options.seekClock && result.window.lnP > kCertainLnP)
        testCoherence(result);

    const double lnTests = std::log(static_cast<double>(result.tests));
    result.lnPInterval = std::min(0.0, result.window.lnP + lnTests);
    if (result.line.harmonics > 0) {
        result.line.lnP = std::min(0.0, result.line.lnP + lnTests);
        result.lnPCoherent = result.line.lnP;
    }
    result.lnPFree = std::min(result.lnPInterval, result.lnPCoherent);
    explain(result, options);
    return result;
}

void SeriesAnalyser::numberNames() {
    m_names.clear();
    for (const Query& query : m_kept)
        m_names.push_back(query.name);
    std::sort(m_names.begin(), m_names.end());
    m_names.erase(std::unique(m_names.begin(), m_names.end()), m_names.end());
    m_nameCounts.assign(m_names.size(), 0);
    for (Query& query : m_kept) {
        const auto position = std::lower_bound(m_names.begin(), m_names.end(), query.name);
        query.name = static_cast<std::uint32_t>(position - m_names.begin());
        ++m_nameCounts[query.name];
    }
}

void SeriesAnalyser::chooseGroups(bool splitNames) {
    m_groups.assign(1, Group{});
    if (!splitNames || m_names.size() < 2)
        return;
    for (std::uint32_t name = 0; name < m_names.size(); ++name) {
        if (m_nameCounts[name] >= kMinBeats)
            m_groups.push_back({name});
    }
    const auto busier = [this](const Group& a, const Group& b) {
        const auto countA = m_nameCounts[*a.name];
        const auto countB = m_nameCounts[*b.name];
        return countA != countB ? countA > countB : *a.name > *b.name;
    };
    std::sort(m_groups.begin() + 1, m_groups.end(), busier);
    if (m_groups.size() > 1 + kMaxNames)
        m_groups.resize(1 + kMaxNames);
}

std::span<const Query> SeriesAnalyser::queriesOf(const Group& group) {
    if (!group.name)
        return m_kept;
    m_groupQueries.clear();
    for (const Query& query : m_kept) {
        if (query.name == *group.name)
            m_groupQueries.push_back(query);
    }
    return m_groupQueries;
}

/// Tests the intervals of m_beats. Where the ones that stand out do not carry on, leaves in m_beats
/// the beats that open them, tests those, and returns the delay; `m_evidence` is the result.
std::optional<IntervalEvidence> SeriesAnalyser::testBeats(SeriesAnalysis& result) {
    m_evidence = testIntervals(m_beats.intervals, m_beats.deadTimeSeconds, m_sortedIntervals,
                               shortestPeriod(m_beats));
    if (m_evidence.lnP >= 0 || lnPCarriesOn(m_beats.intervals, m_evidence) >= kFollowUpLnP)
        return std::nullopt;
    const IntervalEvidence delay = m_evidence;
    BeatSeries opening = openingBeats(m_beats, delay);
    m_evidence.lnP = m_evidence.evidence = 0;
    if (opening.size() >= kMinBeats) {
        m_evidence = testIntervals(opening.intervals, opening.deadTimeSeconds, m_sortedIntervals,
                                   shortestPeriod(opening));
        if (lnPCarriesOn(opening.intervals, m_evidence) < kFollowUpLnP)
            m_evidence.lnP = m_evidence.evidence = 0;
    }
    if (delay.lnP < result.strongestFollowUps.lnP)
        result.strongestFollowUps = delay;
    if (opening.size() < kMinBeats)
        return std::nullopt;
    m_beats = std::move(opening);
    return delay;
}

/// Tests one group at every level and keeps it in `result` if its intervals stand out more than
/// those of the groups before.
void SeriesAnalyser::testGroup(std::size_t index, SeriesAnalysis& result) {
    const std::span<const Query> queries = queriesOf(m_groups[index]);
    if (index < kMaxCoherentGroups)
        m_clockBeats[index].clear();
    std::size_t beatsBefore = 0;
    for (const double level : kBeatIntervalsSeconds) {
        collapseToBeats(queries, level, m_scratch, m_beats);
        const bool mayKeepClock = level <= kClockBeatIntervalSeconds && index < kMaxCoherentGroups;
        if (mayKeepClock && m_beats.size() != beatsBefore) {
            m_clockBeats[index] = m_beats.startSeconds;
            m_clockFollowUps[index].reset();
        }
        if (!result.tested())
            result.beats = std::max(result.beats, m_beats.size());
        if (m_beats.size() < kMinBeats || m_beats.size() == beatsBefore)
            continue;
        beatsBefore = m_beats.size();
        ++result.tests;
        const std::optional<IntervalEvidence> delay = testBeats(result);
        if (delay && mayKeepClock) {
            m_clockBeats[index] = m_beats.startSeconds;
            m_clockFollowUps[index] = delay;
        }
        if (m_bestGroup && !standsOutMore(m_evidence, result.window))
            continue;
        m_bestGroup = index;
        result.window = m_evidence;
        result.followUps = delay;
        result.levelSeconds = level;
        result.beats = m_beats.size();
    }
}

void SeriesAnalyser::testCoherence(SeriesAnalysis& result) {
    bool lineInAll = false;
    const std::size_t groups = std::min(m_groups.size(), kMaxCoherentGroups);
    for (std::size_t i = 0; i < groups; ++i) {
        if (!CoherentTest::canTest(m_clockBeats[i]))
            continue;
        // A pair that asks one name in every beat has the same beats for that name.
        if (i > 0 && m_clockBeats[i] == m_clockBeats[0]) {
            result.tests += lineInAll ? 1 : 0;
            continue;
        }
        const SpectralLine line = m_coherent.find(m_clockBeats[i]);
        if (line.harmonics == 0 || line.periodSeconds < shortestPeriod(m_beats))
            continue;
        ++result.tests;
        lineInAll = lineInAll || i == 0;
        if (!m_lineGroup || line.lnP < result.line.lnP) {
            m_lineGroup = i;
            result.line = line;
        }
    }
}

/// What there is to say of a group's beats at one level; leaves them in m_beats. With a `delay`
/// these are the beats that open it.
void SeriesAnalyser::describeSeries(const Group& group, double levelSeconds,
                                    const std::optional<IntervalEvidence>& delay,
                                    const SeriesOptions& options, SeriesAnalysis& result) {
    const std::span<const Query> queries = queriesOf(group);
    collapseToBeats(queries, levelSeconds, m_scratch, m_beats);
    result.cycle.reset();
    result.beatsAreTurns = false;
    result.followUps = delay;
    result.givenUp = m_beats.givenUp;
    if (delay) {
        BeatSeries opening = openingBeats(m_beats, *delay);
        result.cycle = cycleOfTurns(m_beats, opening);
        m_beats = std::move(opening);
    }
    result.carrier.reset();
    if (group.name)
        result.carrier = m_names[*group.name];
    result.levelSeconds = levelSeconds;
    result.beats = m_beats.size();
    result.deadTimeSeconds = m_beats.deadTimeSeconds;
    result.firstBeatSeconds = m_beats.startSeconds.front();
    result.lastBeatSeconds = m_beats.startSeconds.back();
    const double names = group.name ? 1.0 : static_cast<double>(m_names.size());
    result.namesPerBeat = names / static_cast<double>(m_beats.size());
    result.newNameShare = shareWithNewName(queries);
    if (options.captureSeconds > 0)
        result.cover = (result.lastBeatSeconds - result.firstBeatSeconds) / options.captureSeconds;
    result.largestTtlSeconds = kUnknownTtl;
    for (const Query& query : queries)
        result.largestTtlSeconds = std::max(result.largestTtlSeconds, query.ttlSeconds);
}

/// Of the beats in m_beats, those that ask for a name for the first time.
double SeriesAnalyser::shareWithNewName(std::span<const Query> queries) {
    m_seenNames.assign(m_names.size(), 0);
    std::size_t withNewName = 0;
    for (std::size_t beat = 0; beat < m_beats.size(); ++beat) {
        const std::size_t end =
            beat + 1 < m_beats.size() ? m_beats.firstQuery[beat + 1] : queries.size();
        bool isNew = false;
        for (std::size_t i = m_beats.firstQuery[beat]; i < end; ++i) {
            isNew = isNew || m_seenNames[queries[i].name] == 0;
            m_seenNames[queries[i].name] = 1;
        }
        withNewName += isNew ? 1U : 0U;
    }
    return static_cast<double>(withNewName) / static_cast<double>(m_beats.size());
}

/// Step 9 for the beats in m_beats, which the window was found in.
void SeriesAnalyser::describeIntervals(SeriesAnalysis& result) {
    const bool standsOut = result.lnPInterval < kFlagLnP;
    if (standsOut)
        result.otherPaces = findOtherPaces(m_beats.intervals, result.window);
    // Stretches of equal intervals make runs of equal length, and do not alternate.
    if (standsOut && result.otherPaces.empty() && !result.cycle)
        joinCycle(result);
    result.estimates =
        estimateRhythm(m_beats, result.window, result.otherPaces, m_restarts, m_scratch);
    result.growth = findGrowth(m_beats.intervals, m_beats.deadTimeSeconds, m_scratch);
    if (result.growth && result.growth->lnP >= result.lnPInterval)
        result.growth.reset();
    if (standsOut && !result.cycle && result.otherPaces.empty()) {
        correctMultiple(result);
        result.otherLength =
            findOtherLength(m_beats.intervals, result.window, result.estimates.periodSeconds,
                            m_beats.deadTimeSeconds, m_scratch);
        if (result.otherLength)
            result.estimates.missedRate.reset(); // the longer intervals are none of missed beats
    }
    roundToResolution(result);
}

/// Tells no more digits than the times have.
void SeriesAnalyser::roundToResolution(SeriesAnalysis& result) {
    const double resolution = result.resolutionSeconds;
    if (resolution <= 0)
        return;
    removeJitterOfDraws(resolution, result.estimates);
    const auto round = [&](double& lengthSeconds) {
        lengthSeconds = roundedTo(resolution, result.estimates.oneBeatIntervals, lengthSeconds);
    };
    round(result.estimates.periodSeconds);
    if (result.cycle) {
        round(result.cycle->seconds);
        std::ranges::for_each(result.cycle->partsSeconds, round);
    }
    for (OtherPace& pace : result.otherPaces)
        round(pace.intervalSeconds);
    if (result.otherLength) {
        round(result.otherLength->lowSeconds);
        round(result.otherLength->highSeconds);
    }
}

/// The window may lie at a multiple of the period where most beats did not come.
void SeriesAnalyser::correctMultiple(SeriesAnalysis& result) {
    constexpr double kSame = 0.1;
    RhythmEstimates& estimates = result.estimates;
    if (2 * estimates.oneBeatIntervals >= m_beats.intervals.size())
        return;
    const auto period = periodOfIntervals(m_beats.intervals, estimates.periodSeconds);
    if (period && std::abs(*period / estimates.periodSeconds - 1) > kSame)
        estimates = estimateRhythmAt(*period, m_beats, m_restarts, m_scratch);
}

/// Where the intervals alternate, takes each turn of the cycle as one beat if that stands out more.
void SeriesAnalyser::joinCycle(SeriesAnalysis& result) {
    result.cycle = findCycle(m_beats.intervals, m_scratch);
    if (!result.cycle)
        return;
    const std::vector<std::uint32_t> firsts = firstBeatsOf(*result.cycle, m_beats.intervals);
    if (firsts.size() < kMinBeats)
        return;
    BeatSeries turns = joinBeats(m_beats, firsts);
    const IntervalEvidence evidence = testIntervals(turns.intervals, turns.deadTimeSeconds,
                                                    m_sortedIntervals, shortestPeriod(turns));
    if (evidence.lnP >= result.window.lnP)
        return;
    m_beats = std::move(turns);
    result.window = evidence;
    result.beats = m_beats.size();
    result.beatsAreTurns = true;
}

/// Step 7 for the beats in m_beats, which the window was found in.
void SeriesAnalyser::explainByCache(std::span<const Query> queries, SeriesAnalysis& result) {
    remainingTtls(queries, m_beats, m_names.size(), m_answers, m_remaining);
    const double lnCorrections =
        lnScannedWindows(m_beats.intervals.size()) + std::log(static_cast<double>(result.tests));
    result.ttl = explainByTtl(m_beats, m_remaining, result.window, result.estimates.periodSeconds,
                              lnCorrections);
    // The intervals of missed beats are those of a rhythm that stands out, or they mean nothing.
    const bool standsOut = result.lnPInterval < kFlagLnP;
    // What caches allow for cannot make the window itself stand out more.
    result.lnPTtl = std::max(result.ttl.lnP, result.lnPInterval);
    if (standsOut)
        result.lnPTtl = std::min(result.lnPTtl, result.ttl.lnPRest);
    result.ttlExplainsLine = ttlExplainsLine(m_beats, m_remaining, result.ttl.followingExpiry,
                                             result.lnPTtl, result.line, result.largestTtlSeconds);
    result.lnPFinal =
        result.ttlExplainsLine ? result.lnPTtl : std::min(result.lnPTtl, result.lnPCoherent);
}

/// Steps 7 and 9 for the series that won. Both steps are about the intervals that stand out most;
/// what is said of the series is about the clock where that is the stronger evidence.
void SeriesAnalyser::explain(SeriesAnalysis& result, const SeriesOptions& options) {
    const Group& group = m_groups[*m_bestGroup];
    describeSeries(group, result.levelSeconds, result.followUps, options, result);
    describeIntervals(result);
    explainByCache(queriesOf(group), result);
    if (!result.isClocked())
        return;
    const Group& clocked = m_groups[*m_lineGroup];
    result.windowIsOfCarrier = clocked.name == group.name;
    describeSeries(clocked, kClockBeatIntervalSeconds, m_clockFollowUps[*m_lineGroup], options,
                   result);
    result.line.periodSeconds =
        roundedTo(result.resolutionSeconds, m_beats.intervals.size(),
                  tickSeconds(m_beats.startSeconds, m_beats.intervals, result.line.periodSeconds));
}

} // namespace beaconscope::detect::rhythm
