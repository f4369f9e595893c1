// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/cycle.h"

#include "core/detect/rhythm/order_statistics.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace beaconscope::detect::rhythm {

namespace {

constexpr std::size_t kMostBeats = 4;
constexpr std::size_t kLeastCycles = 3;
constexpr double kTolerance = 0.05;
constexpr double kLeastShare = 0.7;
constexpr double kLeastVariation = 0.02; ///< of the gaps; below, they are alike
constexpr double kMostSpread = 0.3;      ///< of the runs, over that of the gaps

/// Half of what the middle three fifths of `values` span. A fifth of the gaps has to differ for it
/// to be more than nothing; did these come at random, too few pairs would add up to one length for
/// kLeastShare (0.8 squared).
double spreadOf(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    return (quantileOfSorted(values, 0.8) - quantileOfSorted(values, 0.2)) / 2;
}

/// Lengths of all runs of `beats` gaps.
void sumRuns(std::span<const double> gaps, std::size_t beats, std::vector<double>& sums) {
    sums.clear();
    for (std::size_t i = 0; i + beats <= gaps.size(); ++i) {
        double sum = 0;
        for (const double gap : gaps.subspan(i, beats))
            sum += gap;
        sums.push_back(sum);
    }
}

/// The cycle of so many beats that fits best, however badly; `sums` is overwritten.
Cycle measureCycle(std::span<const double> gaps, std::size_t beats, std::vector<double>& sums) {
    sumRuns(gaps, beats, sums);
    Cycle cycle;
    cycle.beats = beats;
    cycle.seconds = medianInPlace(sums);
    const auto near = std::count_if(sums.begin(), sums.end(), [&](double length) {
        return std::abs(length - cycle.seconds) <= kTolerance * cycle.seconds;
    });
    cycle.share = static_cast<double>(near) / static_cast<double>(sums.size());
    return cycle;
}

/// Median distance of the runs from the length of the cycle; `sums` as measureCycle() left them.
double spreadOfRuns(std::vector<double>& sums, double cycleSeconds) {
    for (double& length : sums)
        length = std::abs(length - cycleSeconds);
    return medianInPlace(sums);
}

/// Whether the same gaps in another order follow a cycle as well: then their order says nothing, as
/// with a handful of gaps. Always shuffled alike, so that a capture always gives the same words.
bool arisesByChance(std::span<const double> gaps, const Cycle& found, std::vector<double>& sums) {
    constexpr int kShuffles = 300;
    constexpr int kMostAlike = 2; // 1 %
    std::vector<double> shuffled(gaps.begin(), gaps.end());
    std::minstd_rand random(1);
    int alike = 0;
    for (int i = 0; i < kShuffles && alike <= kMostAlike; ++i) {
        // std::shuffle may differ from library to library.
        for (std::size_t last = shuffled.size() - 1; last > 0; --last)
            std::swap(shuffled[last], shuffled[random() % (last + 1)]);
        alike += measureCycle(shuffled, found.beats, sums).share >= found.share ? 1 : 0;
    }
    return alike > kMostAlike;
}

} // namespace

std::optional<Cycle> findCycle(std::span<const double> gaps, std::vector<double>& scratch) {
    constexpr std::size_t kMostShuffled = 5'000; // enough for certainty
    if (gaps.size() < kLeastCycles * 2)
        return std::nullopt;
    scratch.assign(gaps.begin(), gaps.end());
    const double spreadOfGaps = spreadOf(scratch);
    const double typicalGap = quantileOfSorted(scratch, 0.5);
    if (spreadOfGaps < kLeastVariation * typicalGap)
        return std::nullopt;
    std::optional<Cycle> best;
    for (std::size_t beats = 2; beats <= kMostBeats && gaps.size() >= kLeastCycles * beats;
         ++beats) {
        const Cycle cycle = measureCycle(gaps, beats, scratch);
        if (cycle.share >= kLeastShare && (!best || cycle.share > best->share) &&
            spreadOfRuns(scratch, cycle.seconds) <= kMostSpread * spreadOfGaps)
            best = cycle;
    }
    if (best && arisesByChance(gaps.first(std::min(gaps.size(), kMostShuffled)), *best, scratch))
        return std::nullopt;
    return best;
}

} // namespace beaconscope::detect::rhythm
