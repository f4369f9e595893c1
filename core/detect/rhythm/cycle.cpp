// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/cycle.h"

#include "core/detect/rhythm/order_statistics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

namespace beaconscope::detect::rhythm {

namespace {

constexpr std::size_t kMaxBeats = 4;
constexpr std::size_t kMinCycles = 3;
constexpr double kTolerance = 0.05;
constexpr double kMinShare = 0.7;
constexpr double kMinVariation = 0.02; ///< of the intervals; below, they are alike
constexpr double kMaxSpread = 0.3;     ///< of the runs, over that of the intervals

/// Half of what the middle three fifths of `values` span. A fifth of the intervals has to differ
/// for it to be more than nothing; did these come at random, too few pairs would add up to one
/// length for kMinShare (0.8 squared).
double spreadOf(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    return (quantileOfSorted(values, 0.8) - quantileOfSorted(values, 0.2)) / 2;
}

/// Lengths of all runs of `beats` intervals.
void sumRuns(std::span<const double> intervals, std::size_t beats, std::vector<double>& sums) {
    sums.clear();
    for (std::size_t i = 0; i + beats <= intervals.size(); ++i) {
        double sum = 0;
        for (const double interval : intervals.subspan(i, beats))
            sum += interval;
        sums.push_back(sum);
    }
}

/// The cycle of so many beats that fits best, however badly; `sums` is overwritten.
Cycle measureCycle(std::span<const double> intervals, std::size_t beats,
                   std::vector<double>& sums) {
    sumRuns(intervals, beats, sums);
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

/// Whether these intervals are a turn of the cycle with its longest interval last.
bool isTurn(const Cycle& cycle, std::span<const double> intervals) {
    const double length = std::accumulate(intervals.begin(), intervals.end(), 0.0);
    return std::abs(length - cycle.seconds) <= kTolerance * cycle.seconds &&
           std::ranges::max_element(intervals) == intervals.end() - 1;
}

/// The median of each part of `turns`, which have equally many parts; the longest last.
std::vector<double> medianParts(const std::vector<std::vector<double>>& turns) {
    std::vector<double> medians;
    std::vector<double> values;
    for (std::size_t part = 0; part < turns.front().size(); ++part) {
        values.clear();
        for (const std::vector<double>& turn : turns)
            values.push_back(turn[part]);
        medians.push_back(medianInPlace(values));
    }
    std::rotate(medians.begin(), std::ranges::max_element(medians) + 1, medians.end());
    return medians;
}

std::vector<double> partsOf(const Cycle& cycle, std::span<const double> intervals) {
    std::vector<std::vector<double>> turns;
    for (std::size_t i = 0; i + cycle.beats <= intervals.size(); ++i) {
        const auto turn = intervals.subspan(i, cycle.beats);
        if (isTurn(cycle, turn))
            turns.emplace_back(turn.begin(), turn.end());
    }
    return turns.empty() ? std::vector<double>{} : medianParts(turns);
}

/// Whether the same intervals in another order follow a cycle as well: then their order says
/// nothing, as with a handful of intervals. Always shuffled alike, so that a capture always gives
/// the same words.
bool arisesByChance(std::span<const double> intervals, const Cycle& found,
                    std::vector<double>& sums) {
    constexpr int kShuffles = 300;
    constexpr int kMaxAlike = 2; // 1 %
    std::vector<double> shuffled(intervals.begin(), intervals.end());
    std::minstd_rand random(1);
    int alike = 0;
    for (int i = 0; i < kShuffles && alike <= kMaxAlike; ++i) {
        // std::shuffle may differ from library to library.
        for (std::size_t last = shuffled.size() - 1; last > 0; --last)
            std::swap(shuffled[last], shuffled[random() % (last + 1)]);
        alike += measureCycle(shuffled, found.beats, sums).share >= found.share ? 1 : 0;
    }
    return alike > kMaxAlike;
}

} // namespace

std::optional<Cycle> findCycle(std::span<const double> intervals, std::vector<double>& scratch) {
    constexpr std::size_t kMaxShuffled = 5'000; // enough for certainty
    if (intervals.size() < kMinCycles * 2)
        return std::nullopt;
    scratch.assign(intervals.begin(), intervals.end());
    const double spreadOfIntervals = spreadOf(scratch);
    const double typicalInterval = quantileOfSorted(scratch, 0.5);
    if (spreadOfIntervals < kMinVariation * typicalInterval)
        return std::nullopt;
    std::optional<Cycle> best;
    for (std::size_t beats = 2; beats <= kMaxBeats && intervals.size() >= kMinCycles * beats;
         ++beats) {
        const Cycle cycle = measureCycle(intervals, beats, scratch);
        if (cycle.share >= kMinShare && (!best || cycle.share > best->share) &&
            spreadOfRuns(scratch, cycle.seconds) <= kMaxSpread * spreadOfIntervals)
            best = cycle;
    }
    if (best &&
        arisesByChance(intervals.first(std::min(intervals.size(), kMaxShuffled)), *best, scratch))
        return std::nullopt;
    if (best)
        best->partsSeconds = partsOf(*best, intervals);
    return best;
}

std::vector<std::uint32_t> firstBeatsOf(const Cycle& cycle, std::span<const double> intervals) {
    std::vector<std::uint32_t> firsts;
    for (std::size_t i = 0; i + cycle.beats <= intervals.size();) {
        if (!isTurn(cycle, intervals.subspan(i, cycle.beats))) {
            ++i;
            continue;
        }
        firsts.push_back(static_cast<std::uint32_t>(i));
        i += cycle.beats;
        // What follows the last turn begins the next, whole or not.
        if (i + cycle.beats > intervals.size())
            firsts.push_back(static_cast<std::uint32_t>(i));
    }
    return firsts;
}

std::optional<Cycle> cycleOfTurns(const BeatSeries& beats, const BeatSeries& turns) {
    constexpr std::size_t kMaxParts = 8;
    constexpr double kMinTurnShare = 0.5;
    std::map<std::size_t, std::vector<std::vector<double>>> turnsByParts;
    std::size_t beat = 0;
    for (std::size_t turn = 0; turn + 1 < turns.size(); ++turn) {
        while (beats.startSeconds[beat] < turns.startSeconds[turn])
            ++beat;
        std::vector<double> parts;
        for (; beats.startSeconds[beat] < turns.startSeconds[turn + 1]; ++beat)
            parts.push_back(beats.intervals[beat]);
        turnsByParts[parts.size()].push_back(std::move(parts));
    }
    const auto most = std::ranges::max_element(
        turnsByParts, {}, [](const auto& entry) { return entry.second.size(); });
    if (most == turnsByParts.end() || most->first < 2 || most->first > kMaxParts)
        return std::nullopt;
    Cycle cycle;
    cycle.beats = most->first;
    cycle.share =
        static_cast<double>(most->second.size()) / static_cast<double>(turns.intervals.size());
    if (cycle.share < kMinTurnShare)
        return std::nullopt;
    cycle.partsSeconds = medianParts(most->second);
    cycle.seconds = std::accumulate(cycle.partsSeconds.begin(), cycle.partsSeconds.end(), 0.0);
    return cycle;
}

} // namespace beaconscope::detect::rhythm
