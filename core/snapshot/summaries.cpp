// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/summaries.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>

namespace beaconscope::snapshot {

namespace {

using store::PairTotals;

bool occurs(const PairTotals& pair) {
    return pair.totals.queries + pair.totals.responses > 0;
}

template <typename Summary>
void sortByQueries(std::vector<Summary>& summaries) {
    std::stable_sort(summaries.begin(), summaries.end(),
                     [](const Summary& left, const Summary& right) {
                         return left.totals.queries > right.totals.queries;
                     });
}

std::vector<NameSummary> summariseNames(const store::StoreView& store,
                                        const std::vector<PairId>& pairs) {
    std::vector<NameSummary> byName(store.names.names.size());
    for (const PairId id : pairs) {
        const PairTotals& pair = (*store.pairs)[id.index()];
        NameSummary& summary = byName[pair.name.index()];
        summary.name = pair.name;
        ++summary.clients;
        summary.totals.add(pair.totals);
    }
    std::erase_if(byName, [](const NameSummary& summary) { return summary.clients == 0; });
    sortByQueries(byName);
    return byName;
}

std::vector<DomainSummary> summariseDomains(const store::StoreView& store,
                                            const std::vector<NameSummary>& names) {
    std::vector<DomainSummary> byDomain(store.names.domains.size());
    for (const NameSummary& name : names) {
        const DomainId domain = store.names.domainOf(name.name);
        DomainSummary& summary = byDomain[domain.index()];
        summary.domain = domain;
        ++summary.names;
        summary.totals.add(name.totals);
    }
    return byDomain;
}

/// What one client asked of one registered domain.
struct ClientDomain {
    AddressId client;
    DomainId domain;
    store::Totals totals;
    std::uint32_t names = 0;
};

std::vector<ClientDomain> clientDomains(const store::StoreView& store,
                                        const std::vector<PairId>& pairs) {
    struct Place {
        AddressId client;
        DomainId domain;
        PairId pair;
    };
    std::vector<Place> places;
    places.reserve(pairs.size());
    for (const PairId id : pairs) {
        const PairTotals& pair = (*store.pairs)[id.index()];
        places.push_back({pair.client, store.names.domainOf(pair.name), id});
    }
    std::sort(places.begin(), places.end(), [](const Place& left, const Place& right) {
        return std::tie(left.client, left.domain) < std::tie(right.client, right.domain);
    });
    std::vector<ClientDomain> merged;
    for (const Place& place : places) {
        if (merged.empty() || merged.back().client != place.client ||
            merged.back().domain != place.domain)
            merged.push_back({place.client, place.domain, {}, 0});
        merged.back().totals.add((*store.pairs)[place.pair.index()].totals);
        ++merged.back().names;
    }
    return merged;
}

/// Sums up `domains`, which must all belong to one client and must not be empty.
ClientSummary summariseClient(std::span<const ClientDomain> domains) {
    ClientSummary summary;
    summary.client = domains.front().client;
    summary.domains = static_cast<std::uint32_t>(domains.size());
    std::uint64_t top = 0;
    for (const ClientDomain& one : domains) {
        summary.names += one.names;
        summary.totals.add(one.totals);
        if (!summary.topDomain.isValid() || one.totals.queries > top) {
            top = one.totals.queries;
            summary.topDomain = one.domain;
        }
    }
    const auto all = static_cast<double>(summary.totals.queries);
    if (all == 0)
        return summary;
    summary.topDomainShare = static_cast<double>(top) / all;
    double entropy = 0;
    for (const ClientDomain& one : domains) {
        const double share = static_cast<double>(one.totals.queries) / all;
        if (share > 0)
            entropy -= share * std::log(share);
    }
    if (domains.size() > 1)
        summary.diversity = entropy / std::log(static_cast<double>(domains.size()));
    return summary;
}

} // namespace

Summaries summarise(const store::StoreView& store) {
    Summaries result;
    for (std::size_t i = 0; i < store.pairs->size(); ++i) {
        if (occurs((*store.pairs)[i]))
            result.pairs.emplace_back(static_cast<std::uint32_t>(i));
    }
    result.names = summariseNames(store, result.pairs);
    result.domains = summariseDomains(store, result.names);

    const std::vector<ClientDomain> clientsAndDomains = clientDomains(store, result.pairs);
    for (auto first = clientsAndDomains.begin(); first != clientsAndDomains.end();) {
        const auto last = std::find_if(first, clientsAndDomains.end(), [&](const auto& one) {
            return one.client != first->client;
        });
        for (auto one = first; one != last; ++one)
            ++result.domains[one->domain.index()].clients;
        if (!store.addresses[first->client.index()].isMulticast())
            result.clients.push_back(summariseClient({first, last}));
        first = last;
    }

    std::erase_if(result.domains, [](const DomainSummary& one) { return one.names == 0; });
    sortByQueries(result.domains);
    sortByQueries(result.clients);
    std::stable_sort(result.pairs.begin(), result.pairs.end(), [&](PairId left, PairId right) {
        return (*store.pairs)[left.index()].totals.queries >
               (*store.pairs)[right.index()].totals.queries;
    });
    return result;
}

} // namespace beaconscope::snapshot
