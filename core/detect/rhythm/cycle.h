// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Intervals that differ but repeat in turn: 17 s, 35 s, 17 s, 35 s is a cycle of 2 beats and 52 s.
struct Cycle {
    std::size_t beats = 0; ///< 2 to 4
    double seconds = 0;    ///< median length
    double share = 0;      ///< of the runs of so many intervals, those within 5 % of it
};

/// The cycle that most of `intervals` (in time order) follow, the shortest of equals: the lengths
/// of runs of intervals spread far less than the intervals do, where runs of independent intervals
/// spread more. None if fewer than three cycles fit, or if one in a hundred other orders of the
/// same intervals would do as well. It describes a rhythm and is no evidence of one: the interval
/// test sees each of the interval lengths by itself.
std::optional<Cycle> findCycle(std::span<const double> intervals, std::vector<double>& scratch);

} // namespace beaconscope::detect::rhythm
