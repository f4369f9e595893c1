// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/interval_period.h"

#include "core/detect/rhythm/clock.h"
#include "core/detect/rhythm/order_statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <vector>

namespace beaconscope::detect::rhythm {

namespace {

/// Returns cos(2 pi turns) within 1e-9, in a third of the time that std::cos needs. `turns` must be
/// far below 2^51.
double cosineOfTurns(double turns) {
    constexpr double kNoFraction = 0x1.8p52; // a sum with it has no bits left for a fraction
    const double part = turns - ((turns + kNoFraction) - kNoFraction);
    // The series of the cosine of half the angle, which is at most a quarter of a turn.
    const double square = std::numbers::pi * std::numbers::pi * part * part;
    double half = -1.0 / 87'178'291'200; // 14!
    half = half * square + 1.0 / 479'001'600;
    half = half * square - 1.0 / 3'628'800;
    half = half * square + 1.0 / 40'320;
    half = half * square - 1.0 / 720;
    half = half * square + 1.0 / 24;
    half = half * square - 1.0 / 2;
    half = half * square + 1;
    return 2 * half * half - 1;
}

/// 1 where all intervals are multiples of the period, about 0 where they have nothing to do with
/// it.
double multiplicity(std::span<const double> intervals, double periodSeconds) {
    double sum = 0;
    const double turnsPerSecond = 1 / periodSeconds;
    for (const double interval : intervals)
        sum += cosineOfTurns(interval * turnsPerSecond);
    return sum / static_cast<double>(intervals.size());
}

struct Candidate {
    double seconds = 0;
    double multiplicity = 0;
};

/// The best period within 2 % of `roughSeconds`.
Candidate refined(std::span<const double> intervals, double roughSeconds) {
    constexpr int kSteps = 20;
    constexpr double kStep = 0.001;
    Candidate best{roughSeconds, multiplicity(intervals, roughSeconds)};
    for (int step = -kSteps; step <= kSteps; ++step) {
        const double seconds = roughSeconds * (1 + kStep * step);
        if (const double found = multiplicity(intervals, seconds); found > best.multiplicity)
            best = {seconds, found};
    }
    return best;
}

/// Whether most beats come at no more than a third of the `phases` that a period has.
bool usesFewPhases(std::span<const double> beatSeconds, double periodSeconds, int phases) {
    constexpr double kMost = 0.75;
    std::vector<std::size_t> beats(static_cast<std::size_t>(phases), 0);
    for (const double beat : beatSeconds) {
        const double turn = (beat - beatSeconds.front()) / periodSeconds;
        const double phase = std::nearbyint((turn - std::floor(turn)) * phases);
        ++beats[static_cast<std::size_t>(phase) % beats.size()];
    }
    std::ranges::sort(beats, std::greater<>{});
    const std::size_t inBusiestThird = std::accumulate(
        beats.begin(), beats.begin() + static_cast<std::ptrdiff_t>(beats.size() / 3),
        std::size_t{0});
    return static_cast<double>(inBusiestThird) >= kMost * static_cast<double>(beatSeconds.size());
}

} // namespace

std::optional<double> periodOfIntervals(std::span<const double> intervals, double roughSeconds) {
    constexpr std::size_t kMaxIntervals = 300;
    constexpr int kMaxPart = 8;
    constexpr double kMaxMedians = 1.5;
    constexpr double kNearlyAsMuch = 0.9;
    constexpr double kHalfAsMuch = 0.6; // what was found otherwise must be clearly worse to go
    constexpr std::size_t kGiven = 1;   // candidates that were
    constexpr double kMinMultiplicity = 0.75;
    constexpr double kMinDeviations = 5; // of what intervals without a period give
    intervals = intervals.first(std::min(intervals.size(), kMaxIntervals));
    std::vector<double> sorted(intervals.begin(), intervals.end());
    const double longest = kMaxMedians * medianInPlace(sorted);
    std::vector<Candidate> candidates;
    double most = 0;
    const auto add = [&](double seconds) {
        candidates.push_back(refined(intervals, seconds));
        most = std::max(most, candidates.back().multiplicity);
    };
    add(roughSeconds);
    for (int part = 1; part <= kMaxPart; ++part) {
        for (int multiple = 1; multiple <= kMaxPart; ++multiple) {
            const double seconds = roughSeconds * multiple / part;
            if (std::gcd(part, multiple) == 1 && seconds <= longest)
                add(seconds);
        }
    }
    const double deviation = std::sqrt(0.5 / static_cast<double>(intervals.size()));
    if (most < std::max(kMinMultiplicity, kMinDeviations * deviation))
        return std::nullopt;
    double period = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const double enough = (i < kGiven ? kHalfAsMuch : kNearlyAsMuch) * most;
        if (candidates[i].multiplicity >= enough)
            period = std::max(period, candidates[i].seconds);
    }
    return period;
}

double tickSeconds(std::span<const double> beatSeconds, std::span<const double> intervals,
                   double lineSeconds) {
    constexpr double kSame = 0.05;
    constexpr int kMinMultiple = 4;
    const double folded = clockPeriod(beatSeconds, lineSeconds);
    auto tick = periodOfIntervals(intervals, lineSeconds);
    if (!tick)
        tick = periodOfIntervals(intervals, folded);
    if (!tick || std::abs(*tick / folded - 1) <= kSame) // folding knows it better
        return folded;
    const auto multiple = static_cast<int>(std::nearbyint(folded / *tick));
    const bool isMultiple = std::abs(folded / (multiple * *tick) - 1) <= kSame;
    return isMultiple && multiple >= kMinMultiple && usesFewPhases(beatSeconds, folded, multiple)
               ? folded
               : *tick;
}

} // namespace beaconscope::detect::rhythm
