// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/series/exclusions.h"
#include "core/store/event_store.h"
#include "core/store/totals.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace beaconscope::snapshot {

// What rules hide is not in the sums of a row: a client is not judged by names that are hidden.
// Only a row whose pairs of client and name are all hidden is summed up whole; `excludedBy` names a
// rule that hides it.

/// One name over all clients.
struct NameSummary {
    NameId name;
    std::uint32_t clients = 0;
    store::Totals totals;
    series::RuleIndex excludedBy = series::kNotExcluded;
};

/// One registered domain over all clients.
struct DomainSummary {
    DomainId domain;
    std::uint32_t clients = 0;
    std::uint32_t names = 0;
    store::Totals totals;
    series::RuleIndex excludedBy = series::kNotExcluded;
};

/// One client over all names. A client is an address that sent a query or received a response. The
/// multicast group that an mDNS response is sent to is not a client.
struct ClientSummary {
    AddressId client;
    std::uint32_t names = 0;
    std::uint32_t domains = 0;
    double topDomainShare = 0; ///< share of its queries for `topDomain`, 0 to 1
    DomainId topDomain;
    /// Entropy of its queries over registered domains, divided by the logarithm of their number:
    /// 0 when all go to one, 1 when they are spread evenly (Shannon; Pielou's evenness).
    double diversity = 0;
    store::Totals totals;
    series::RuleIndex excludedBy = series::kNotExcluded;
};

/// The rows of the tables, those with the most queries first. What has neither a query nor a
/// response is not listed.
struct Summaries {
    std::vector<PairId> pairs;
    std::vector<NameSummary> names;
    std::vector<DomainSummary> domains;
    std::vector<ClientSummary> clients;

    // How much of it no rule hides.
    std::uint64_t queriesInView = 0;
    std::size_t namesInView = 0;
    std::size_t clientsInView = 0;
};

/// `pairRules` has for each pair the rule that hides it; null when there are no rules. The time
/// grows with the number of pairs of client and name, not with the number of events.
Summaries summarise(const store::StoreView& store,
                    const std::vector<series::RuleIndex>* pairRules = nullptr);

} // namespace beaconscope::snapshot
