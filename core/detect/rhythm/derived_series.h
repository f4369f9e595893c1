// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/populations.h"
#include "core/series/series.h"

#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

// Series that are made from others. All take a set that holds the pairs of client and registered
// domain, and add to its end in an order that depends on the pairs alone.

/// For each client a pool of the names that do not exist and whose registered domain fewer than
/// three clients ask for; its key has no domain. What a rule hides makes pools of its own.
void addPools(const series::AnalysisInput& input, const Populations& populations,
              series::SeriesSet& set);

/// Each busy pair once more, to be looked at for its volume; hidden ones too.
void addTunnels(series::SeriesSet& set);

/// For each client what it asks for under last labels that no registry has, in names that nobody
/// else asks for and that do not come back: a tunnel without a domain makes each name a registered
/// domain of its own. As one series of look-alikes and, where it is busy, a tunnel; their key names
/// the domain asked for first. Answers that a name does not exist are left to the pools. Gives the
/// domains of each series added, in order.
std::vector<std::vector<DomainId>> addUnregistered(const series::AnalysisInput& input,
                                                   const Populations& populations,
                                                   series::SeriesSet& set);

/// What a pair's queries have in common, so that pairs of a client that are alike have the same
/// number: client, host label, query types, largest TTL. 0 where the host labels differ or nothing
/// exists. Different pairs may share a number by chance.
std::uint64_t likenessOf(const series::AnalysisInput& input, const series::Series& pair);

/// Registered domains of one client that look alike (see beacon/look_alikes.h), as one series each
/// whose key names the domain asked for first. `candidates` are indices of pairs whose domain has
/// one client and that have no rhythm of their own, `likeness` their numbers; all are kept, or
/// all excluded by one rule. Gives the domains of each series added, in order.
std::vector<std::vector<DomainId>> addLookAlikes(const series::AnalysisInput& input,
                                                 std::span<const std::size_t> candidates,
                                                 std::span<const std::uint64_t> likeness,
                                                 series::SeriesSet& set);

} // namespace beaconscope::detect::rhythm
