// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/clock.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace beaconscope::detect::rhythm {

namespace {

/// How far the beats gather at one phase of a period: the length of their mean direction.
double gathering(std::span<const double> beatSeconds, double periodSeconds) {
    double cosine = 0;
    double sine = 0;
    for (const double beat : beatSeconds) {
        const double turn = beat / periodSeconds;
        const double angle = 2 * std::numbers::pi * (turn - std::floor(turn));
        cosine += std::cos(angle);
        sine += std::sin(angle);
    }
    return std::hypot(cosine, sine);
}

/// Width of the bins that a period is folded into: half a second, or more for long periods, so that
/// folding does not cost more for them.
double binSeconds(double periodSeconds) {
    constexpr double kFinestSeconds = 0.5;
    constexpr double kMaxBins = 2'048;
    return std::max(kFinestSeconds, periodSeconds / kMaxBins);
}

/// The largest share of the turns of a period that has beats in two neighbouring bins.
double occupiedTurns(std::span<const double> beatSeconds, double periodSeconds,
                     std::vector<unsigned>& counts) {
    const auto bins = std::max<std::size_t>(
        2, static_cast<std::size_t>(periodSeconds / binSeconds(periodSeconds)));
    counts.assign(bins, 0);
    for (const double beat : beatSeconds) {
        const double turn = (beat - beatSeconds.front()) / periodSeconds;
        const double phase = turn - std::floor(turn);
        ++counts[std::min(bins - 1, static_cast<std::size_t>(phase * static_cast<double>(bins)))];
    }
    unsigned most = counts.back() + counts.front();
    for (std::size_t bin = 1; bin < bins; ++bin)
        most = std::max(most, counts[bin - 1] + counts[bin]);
    const double turns = (beatSeconds.back() - beatSeconds.front()) / periodSeconds;
    return std::min(1.0, static_cast<double>(most) / turns);
}

/// The period near `roughSeconds` at which `fitness` of it is largest, with frequencies up to
/// `turns` over the whole series to either side.
template <typename Fitness>
double best(std::span<const double> beatSeconds, double roughSeconds, double turns, int steps,
            Fitness fitness) {
    const double span = beatSeconds.back() - beatSeconds.front();
    double best = roughSeconds;
    double most = fitness(roughSeconds);
    for (int step = -steps; step <= steps; ++step) {
        const double frequency = 1 / roughSeconds + turns * step / steps / span;
        const double found = frequency > 0 ? fitness(1 / frequency) : 0;
        if (found > most) {
            most = found;
            best = 1 / frequency;
        }
    }
    return best;
}

/// The spectrum knows a frequency to about half a turn over the whole series. Folded beats gather
/// in one second only if it is known so well that they smear less than that.
double refined(std::span<const double> beatSeconds, double lineSeconds,
               std::vector<unsigned>& counts) {
    constexpr double kCoarseTurns = 0.75;
    constexpr int kCoarseSteps = 30;
    constexpr double kFineTurns = 0.2;
    constexpr double kMaxSmear = 0.4; // of a bin
    const double coarse = best(beatSeconds, lineSeconds, kCoarseTurns, kCoarseSteps,
                               [&](double period) { return gathering(beatSeconds, period); });
    const double steps = std::max(1.0, kFineTurns * coarse / (kMaxSmear * binSeconds(coarse)));
    return best(beatSeconds, coarse, kFineTurns, static_cast<int>(steps),
                [&](double period) { return occupiedTurns(beatSeconds, period, counts); });
}

/// Some of the beats all over the series: more tell no more. Drawn one from each few, as every
/// second beat of a clock would be those of a slower one; always drawn alike.
std::vector<double> thinOut(std::span<const double> beatSeconds) {
    constexpr std::size_t kMax = 10'000;
    const std::size_t step = (beatSeconds.size() + kMax - 1) / kMax;
    std::minstd_rand random(1);
    std::vector<double> thinned;
    for (std::size_t first = 0; first < beatSeconds.size(); first += step) {
        const std::size_t among = std::min(step, beatSeconds.size() - first);
        thinned.push_back(beatSeconds[first + random() % among]);
    }
    return thinned;
}

/// Lower end of the 90 % interval of a share seen in `count` cases (Wilson 1927, JASA 22, 209).
double credible(double share, double count) {
    constexpr double kDeviations = 1.645;
    const double squared = kDeviations * kDeviations;
    const double spread = std::sqrt(share * (1 - share) / count + squared / (4 * count * count));
    return (share + squared / (2 * count) - kDeviations * spread) / (1 + squared / count);
}

/// The share of the beats that gather in two neighbouring bins of a period beyond what chance puts
/// there: 0 where there is nothing, 1 where all are.
double gatheredShare(std::span<const double> beatSeconds, double periodSeconds,
                     std::vector<unsigned>& counts) {
    constexpr double kDeviations = 2;
    const double turns = (beatSeconds.back() - beatSeconds.front()) / periodSeconds;
    const auto beats = static_cast<double>(beatSeconds.size());
    const double gathered = occupiedTurns(beatSeconds, periodSeconds, counts) * turns / beats;
    const double mean = 2 / static_cast<double>(counts.size());
    const double byChance =
        std::min(0.99, mean + kDeviations * std::sqrt(mean * (1 - mean) / beats));
    return std::clamp((gathered - byChance) / (1 - byChance), 0.0, 1.0);
}

/// Where many ticks pass without a beat, a multiple of the period has as many turns with a beat.
/// But only a part of the beats gathers at one phase of it, and all of them do at the period
/// itself.
double withoutMultiple(std::span<const double> beatSeconds, double periodSeconds,
                       std::vector<unsigned>& counts) {
    constexpr int kMaxPart = 12;
    constexpr double kMinSeconds = 2;
    constexpr double kClearlyMore = 1.5;
    constexpr double kNearlyAsMany = 0.8;
    const double whole = gatheredShare(beatSeconds, periodSeconds, counts);
    double most = kClearlyMore * whole;
    std::vector<double> shares;
    for (int part = 1; part <= kMaxPart && periodSeconds / part >= kMinSeconds; ++part) {
        shares.push_back(gatheredShare(beatSeconds, periodSeconds / part, counts));
        most = std::max(most, shares.back());
    }
    const auto longest = std::ranges::find_if(
        shares, [&](double share) { return share > whole && share >= kNearlyAsMany * most; });
    return longest == shares.end() || most <= kClearlyMore * whole
               ? periodSeconds
               : periodSeconds / static_cast<double>(1 + (longest - shares.begin()));
}

} // namespace

double clockPeriod(std::span<const double> beatSeconds, double lineSeconds) {
    constexpr int kMaxMultiple = 60;
    constexpr double kMinTurns = 5;
    constexpr double kNearlyAsMany = 0.7;
    const double span = beatSeconds.back() - beatSeconds.front();
    if (span < kMinTurns * lineSeconds)
        return lineSeconds;
    const std::vector<double> thinned = thinOut(beatSeconds);
    beatSeconds = thinned;
    std::vector<unsigned> counts;
    const double line = refined(beatSeconds, lineSeconds, counts);
    std::vector<double> occupied;
    for (int multiple = 1; multiple <= kMaxMultiple && multiple * line * kMinTurns <= span;
         ++multiple)
        occupied.push_back(occupiedTurns(beatSeconds, multiple * line, counts));
    if (occupied.empty())
        return line;
    // The best of several phases has luck where there are few turns, so as to the most the least
    // that is credible counts.
    double most = 0;
    for (std::size_t i = 0; i < occupied.size(); ++i)
        most = std::max(most, credible(occupied[i], span / (static_cast<double>(i + 1) * line)));
    const double enough = kNearlyAsMany * most;
    const auto first =
        std::ranges::find_if(occupied, [enough](double share) { return share >= enough; });
    const double period = line * static_cast<double>(1 + (first - occupied.begin()));
    return withoutMultiple(beatSeconds, period, counts);
}

} // namespace beaconscope::detect::rhythm
