// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/domain_union.h"
#include "core/detect/populations.h"
#include "core/series/series.h"
#include "core/store/event.h"

#include <vector>

namespace beaconscope::detect {

// Series that are made from others. Both functions take a set that holds one series for each client
// and registered domain, and add to its end in an order that depends on these alone.

/// Adds for each client a pool of the names that do not exist and whose registered domain fewer
/// than three clients ask for; its key has no domain. What a rule hides makes pools of its own.
void addPools(const series::AnalysisInput& input, const Populations& populations,
              series::SeriesSet& set);

/// Adds for each client, as one series of kind LookAlikes, what it asks for under last labels that
/// no registry has, in names that nobody else asks for and that do not come back: a tunnel without
/// a domain makes each name a registered domain of its own. The key names the domain asked for
/// first. Answers that a name does not exist are left to the pools. Returns the unions that were
/// added.
DomainUnions addUnregistered(const series::AnalysisInput& input, const Populations& populations,
                             series::SeriesSet& set);

/// Whether the response said that the name does not exist.
bool doesNotExist(const store::Event& event);

/// Returns the registered domains of `rows`, each once, in the order in which they come first.
std::vector<DomainId> domainsOf(const series::AnalysisInput& input, std::span<const EventId> rows);

} // namespace beaconscope::detect
