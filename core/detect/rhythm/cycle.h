// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/beats.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Intervals that differ but repeat in turn: 17 s, 35 s, 17 s, 35 s is a cycle of 2 beats and 52 s.
struct Cycle {
    std::size_t beats = 0;            ///< 2 to 4
    double seconds = 0;               ///< median length
    double share = 0;                 ///< of the turns, those that have its length or as many beats
    std::vector<double> partsSeconds; ///< the typical intervals of a turn, the longest last
};

/// The cycle that most of `intervals` (in time order) follow, the shortest of equals: the lengths
/// of runs of intervals spread far less than the intervals do, where runs of independent intervals
/// spread more. None if fewer than three cycles fit, or if one in a hundred other orders of the
/// same intervals would do as well. It describes a rhythm and is no evidence of one: the interval
/// test sees each of the interval lengths by itself.
std::optional<Cycle> findCycle(std::span<const double> intervals, std::vector<double>& scratch);

/// Returns the indices of the beats that begin a turn of `cycle`. A turn ends with its longest
/// interval; beats that fit no turn are left out.
std::vector<std::uint32_t> firstBeatsOf(const Cycle& cycle, std::span<const double> intervals);

/// Returns the cycle of `turns`, each of which is made of one or more beats of `beats`, or nothing
/// if fewer than half of them have the same number of beats, 2 to 8.
std::optional<Cycle> cycleOfTurns(const BeatSeries& beats, const BeatSeries& turns);

} // namespace beaconscope::detect::rhythm
