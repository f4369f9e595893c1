// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/domain_union.h"
#include "core/series/series.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::detect::rhythm {

/// Two domains may look alike by chance.
inline constexpr std::size_t kMinLookAlikes = 3;

/// Mean number of queries a domain. Who rotates comes back to its domains; a crawler, whose pace is
/// a rhythm too, asks for each once, in at most a few queries.
inline constexpr std::size_t kMinReturns = 4;

/// Returns a number that is the same for series whose queries have the same client, host, query
/// types and largest TTL; names that do not exist do not count. Where nearly every query has a new
/// host, the number of labels and the classes of their characters stand for the host. 0 where the
/// hosts differ but come back, or no name exists. Different series may share a number by chance,
/// and the numbers differ from run to run.
std::uint64_t likenessOf(const series::AnalysisInput& input, const series::Series& one);

/// A beacon that picks one of several registered domains for each beat leaves every single one
/// without a rhythm. This adds, for each client, a series of the domains that look alike: the same
/// query types, the same largest TTL, about as many queries (the busiest at most three times the
/// mean), and below each either one and the same host, or a new host each time. New hosts look
/// alike if they have as many labels, of the same classes of characters, and lengths that differ by
/// a quarter at most. At least kMinLookAlikes domains, and
/// kMinReturns queries for each on average. The key names the domain asked for first.
///
/// `candidates` are indices of series of `set` whose domain has one client; all of them are kept,
/// or all excluded by one rule. `likeness` holds their numbers. Names that do not exist are left to
/// the pools. `withRhythm` are those of the candidates, in order, that have a rhythm of their own,
/// as one of few domains may; at least half of a union has none. Returns the unions that were
/// added.
DomainUnions addLookAlikes(const series::AnalysisInput& input,
                           std::span<const std::size_t> candidates,
                           std::span<const std::uint64_t> likeness,
                           std::span<const std::size_t> withRhythm, series::SeriesSet& set);

} // namespace beaconscope::detect::rhythm
