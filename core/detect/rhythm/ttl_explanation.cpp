// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/ttl_explanation.h"

#include "core/detect/rhythm/binomial_tail.h"
#include "core/detect/rhythm/estimates.h"
#include "core/detect/rhythm/order_statistics.h"
#include "core/detect/rhythm/window_mass.h"

#include <algorithm>
#include <cmath>

namespace beaconscope::detect::rhythm {

namespace {

/// How the intervals stand to the TTLs: those a cache could have lengthened, and those too short
/// for one.
struct Observance {
    std::size_t cacheable = 0;
    std::size_t violations = 0;

    bool honoursTtls() const {
        constexpr double kMaxViolations = 0.1;
        return static_cast<double>(violations) <= kMaxViolations * static_cast<double>(cacheable);
    }
};

/// How much too early a query may come that waited for an expiry: TTLs are whole seconds, and so
/// may the times be. A cache itself never asks early.
double slackSeconds(const BeatSeries& beats) {
    constexpr double kTtlSeconds = 1.5;
    return std::max(kTtlSeconds, 2 * beats.resolutionSeconds);
}

bool isViolation(const BeatSeries& beats, std::size_t interval, double remaining) {
    return remaining > beats.deadTimeSeconds &&
           beats.intervals[interval] < remaining - slackSeconds(beats);
}

Observance observe(const BeatSeries& beats, std::span<const double> remaining) {
    Observance result;
    for (std::size_t i = 0; i < remaining.size(); ++i) {
        if (remaining[i] > beats.deadTimeSeconds)
            ++result.cacheable;
        if (isViolation(beats, i, remaining[i]))
            ++result.violations;
    }
    return result;
}

double windowMassAfter(double dead, const IntervalEvidence& evidence) {
    if (evidence.lowSeconds > dead)
        return largestWindowMass((evidence.highSeconds - dead) /
                                 std::max(evidence.lowSeconds - dead, 1e-9));
    return evidence.highSeconds > dead ? 1 : 0;
}

double combMassAfter(double dead, const IntervalEvidence& evidence) {
    constexpr double kMinRest = 0.02; ///< of the period that must remain beyond the dead time
    const double period = (evidence.lowSeconds + evidence.highSeconds) / 2;
    const double width = relativeHalfWidth(evidence) * period / std::max(period - dead, 1e-6);
    return period - dead > kMinRest * period && width < kWidestComb ? largestCombMass(width) : 1;
}

double meanMass(const BeatSeries& beats, std::span<const double> remaining,
                const IntervalEvidence& evidence) {
    const Observance observance = observe(beats, remaining);
    const bool cacheCanExplain = observance.honoursTtls();
    double sum = 0;
    // Neighbouring intervals mostly share their dead time, and a mass costs a few transcendentals.
    double lastDead = -1;
    double lastMass = 0;
    for (std::size_t i = 0; i < remaining.size(); ++i) {
        double dead = beats.deadTimeSeconds;
        if (cacheCanExplain && !isViolation(beats, i, remaining[i]))
            dead = std::max(dead, remaining[i]);
        if (dead != lastDead) {
            lastMass =
                evidence.comb ? combMassAfter(dead, evidence) : windowMassAfter(dead, evidence);
            lastDead = dead;
        }
        sum += lastMass;
    }
    return sum / static_cast<double>(remaining.size());
}

/// Second chance for beacons whose TTL is about their period: do the intervals of missed beats,
/// which no expiry precedes, sit on multiples of the period?
double testLongerIntervals(const BeatSeries& beats, std::span<const double> remaining,
                           const IntervalEvidence& evidence, double period, double lnCorrections) {
    constexpr double kWidest = 0.1;
    constexpr double kNarrowestMass = 0.005;
    constexpr double kFiveTeeth = 1.3; ///< multiples 2..6 in place of the comb's 1..4
    constexpr std::size_t kMinIntervals = 4;
    const double width = std::min((evidence.ratio - 1) / (evidence.ratio + 1), kWidest);
    std::size_t longer = 0;
    std::size_t onMultiple = 0;
    for (std::size_t i = 0; i < remaining.size(); ++i) {
        const double interval = beats.intervals[i];
        const bool followsExpiry =
            remaining[i] > beats.deadTimeSeconds && interval <= 1.1 * remaining[i] + 2;
        if (interval <= period * (1 + width) || followsExpiry)
            continue;
        ++longer;
        const double multiple = std::nearbyint(interval / period);
        if (multiple >= 2 && multiple <= kMaxMissedPeriods &&
            std::abs(interval - multiple * period) <= width * period * std::sqrt(multiple))
            ++onMultiple;
    }
    if (longer < kMinIntervals)
        return 0;
    const double mass = kFiveTeeth * largestCombMass(std::max(width, kNarrowestMass));
    const double share = static_cast<double>(onMultiple) / static_cast<double>(longer);
    if (bernoulliDivergence(share, mass) < kMinEvidence)
        return 0;
    return std::min(0.0, lnBinomialTail(longer, onMultiple, mass) + lnCorrections);
}

double shareFollowingExpiry(const BeatSeries& beats, std::span<const double> remaining,
                            const IntervalEvidence& evidence) {
    std::size_t inside = 0;
    std::size_t following = 0;
    for (std::size_t i = 0; i < remaining.size(); ++i) {
        const double interval = beats.intervals[i];
        if (interval < evidence.lowSeconds || interval > evidence.highSeconds)
            continue;
        ++inside;
        if (remaining[i] > beats.intervalSeconds &&
            interval >= remaining[i] - slackSeconds(beats) && interval <= 1.3 * remaining[i] + 3)
            ++following;
    }
    return inside == 0 ? 0 : static_cast<double>(following) / static_cast<double>(inside);
}

} // namespace

void CachedAnswer::hear(const Query& query) {
    if (query.ttlSeconds >= 0) {
        timeSeconds = query.timeSeconds + std::max(0.0, double{query.roundTripSeconds});
        assumedSeconds = timeSeconds;
        ttlSeconds = query.ttlSeconds;
    } else if (!hasAnswer(query)) {
        assumedSeconds = query.timeSeconds;
    }
}

void remainingTtls(std::span<const Query> queries, const BeatSeries& beats, std::size_t nameCount,
                   std::vector<CachedAnswer>& scratch, std::vector<double>& remainingSeconds) {
    auto& answers = scratch;
    answers.assign(nameCount, CachedAnswer{});
    remainingSeconds.assign(beats.intervals.size(), 0);
    for (std::size_t beat = 0; beat + 1 < beats.size(); ++beat) {
        for (std::size_t i = beats.firstQuery[beat]; i < beats.firstQuery[beat + 1]; ++i)
            answers[queries[i].name].hear(queries[i]);
        const CachedAnswer& answer = answers[queries[beats.firstQuery[beat + 1]].name];
        if (answer.ttlSeconds < 0)
            continue;
        const auto remainingFrom = [&](double seconds) {
            return std::max(0.0, seconds + answer.ttlSeconds - beats.startSeconds[beat]);
        };
        const double assumed = remainingFrom(answer.assumedSeconds);
        // Who asks again before the assumed answer has expired got none.
        remainingSeconds[beat] =
            isViolation(beats, beat, assumed) ? remainingFrom(answer.timeSeconds) : assumed;
    }
}

TtlExplanation explainByTtl(const BeatSeries& beats, std::span<const double> remainingSeconds,
                            const IntervalEvidence& evidence, double periodSeconds,
                            double lnCorrections) {
    TtlExplanation result;
    result.chanceMass = meanMass(beats, remainingSeconds, evidence);
    const double share =
        static_cast<double>(evidence.inside) / static_cast<double>(evidence.intervals);
    if (evidence.inside > 0 && bernoulliDivergence(share, result.chanceMass) >= kMinEvidence) {
        const double tail =
            lnBinomialTail(evidence.intervals - 1, evidence.inside - 1, result.chanceMass);
        result.lnP = std::min(0.0, tail + lnCorrections);
    }
    result.lnPRest =
        testLongerIntervals(beats, remainingSeconds, evidence, periodSeconds, lnCorrections);
    result.followingExpiry = shareFollowingExpiry(beats, remainingSeconds, evidence);
    return result;
}

bool ttlExplainsLine(const BeatSeries& beats, std::span<const double> remainingSeconds,
                     double followingExpiry, double lnPTtl, const SpectralLine& line,
                     double largestTtlSeconds) {
    if (line.harmonics == 0 || line.lnP >= 0)
        return false;
    constexpr double kStillSignificant = -3;
    if (followingExpiry >= 0.5 && lnPTtl > kStillSignificant)
        return true;

    constexpr double kMinTtlSeconds = 20;
    if (largestTtlSeconds < kMinTtlSeconds)
        return false;
    const Observance observance = observe(beats, remainingSeconds);
    const bool honours = static_cast<double>(observance.cacheable) >=
                             0.3 * static_cast<double>(remainingSeconds.size()) &&
                         observance.honoursTtls();
    const double multiple = std::max(1.0, std::nearbyint(largestTtlSeconds / line.periodSeconds));
    const double deviation = multiple * line.periodSeconds / largestTtlSeconds - 1;
    return multiple <= (honours ? 8 : 4) && deviation >= -0.03 &&
           deviation <= (honours ? 0.1 : 0.03);
}

} // namespace beaconscope::detect::rhythm
