// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/store/event_store.h"
#include "core/store/totals.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace beaconscope::snapshot {

/// One name over all clients.
struct NameSummary {
    NameId name;
    std::uint32_t clients = 0;
    store::Totals totals;
};

/// One registered domain over all clients.
struct DomainSummary {
    DomainId domain;
    std::uint32_t clients = 0;
    std::uint32_t names = 0;
    store::Totals totals;
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
};

/// The rows of the tables, those with the most queries first. What has neither a query nor a
/// response is not listed.
struct Summaries {
    std::vector<PairId> pairs;
    std::vector<NameSummary> names;
    std::vector<DomainSummary> domains;
    std::vector<ClientSummary> clients;
};

/// The time grows with the number of pairs of client and name, not with the number of events.
Summaries summarise(const store::StoreView& store);

} // namespace beaconscope::snapshot
