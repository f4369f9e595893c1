// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/rhythm_measurements.h"
#include "core/series/series.h"

#include <cstddef>
#include <map>
#include <span>

namespace beaconscope::detect::rhythm {

// One beacon is to be one finding. A beacon that asks for several registered domains in turn gives
// each of them a rhythm of its own, several times slower than the beacon's.

/// Adds for each client, as one series of kind LookAlikes, the registered domains that it asks for
/// in turn: each has a rhythm of its own with about the same period, all of them together have a
/// faster one that stands out more, and each query falls into that. The key names the domain that
/// the fewest clients ask for. `candidates` are indices of series of `set` with a rhythm of their
/// own; all of them are kept, or all excluded by one rule. Domains that are all parts of one pool,
/// as `measured.parts` says, need no union. Returns the unions that were added.
DomainUnions addInTurn(const series::AnalysisInput& input, std::span<const std::size_t> candidates,
                       const RhythmMeasurements& measured, series::SeriesSet& set);

/// Returns for each series that is not a finding of its own where another one is: the index of the
/// other. A domain is a part of a pool or union whose rhythm it has; a pool or union is a part of
/// the domain that it owes its rhythm to.
std::map<std::size_t, std::size_t> findParts(const series::AnalysisInput& input,
                                             const series::SeriesSet& set,
                                             const RhythmMeasurements& measured);

} // namespace beaconscope::detect::rhythm
