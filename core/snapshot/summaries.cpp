// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/summaries.h"

#include "core/base/counting_sort.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

namespace beaconscope::snapshot {

namespace {

using series::kNotExcluded;
using series::RuleIndex;
using store::PairTotals;

bool occurs(const PairTotals& pair) {
    return pair.totals.queries + pair.totals.responses > 0;
}

template <typename Summary>
void sortByQueries(std::vector<Summary>& summaries) {
    summaries =
        sortByFallingCount(summaries, [](const Summary& one) { return one.totals.queries; });
}

/// Says which pairs are in view: those that no rule hides.
class View {
public:
    explicit View(const std::vector<RuleIndex>* rules)
        : m_rules(rules) {}

    RuleIndex ruleOf(PairId pair) const {
        return m_rules != nullptr ? (*m_rules)[pair.index()] : kNotExcluded;
    }
    bool has(PairId pair) const { return ruleOf(pair) == kNotExcluded; }

    /// Returns the pairs that count for the rows which `rowOf` assigns them to: of a row that has
    /// pairs in view only these, of any other row all. There are `rows` rows.
    template <typename RowOf>
    std::vector<PairId> counting(const std::vector<PairId>& pairs, std::size_t rows,
                                 RowOf rowOf) const {
        if (m_rules == nullptr)
            return pairs;
        std::vector<bool> isInView(rows, false);
        for (const PairId pair : pairs) {
            if (has(pair))
                isInView[rowOf(pair)] = true;
        }
        std::vector<PairId> counting;
        std::ranges::copy_if(pairs, std::back_inserter(counting),
                             [&](PairId pair) { return has(pair) || !isInView[rowOf(pair)]; });
        return counting;
    }

private:
    const std::vector<RuleIndex>* m_rules;
};

/// `pairs` are those that count for their names.
std::vector<NameSummary> summariseNames(const store::StoreView& store,
                                        const std::vector<PairId>& pairs, const View& view) {
    std::vector<NameSummary> byName(store.names.names.size());
    for (const PairId id : pairs) {
        const PairTotals& pair = (*store.pairs)[id.index()];
        NameSummary& summary = byName[pair.name.index()];
        summary.name = pair.name;
        summary.excludedBy = view.ruleOf(id);
        ++summary.clients;
        summary.totals.add(pair.totals);
    }
    std::erase_if(byName, [](const NameSummary& summary) { return summary.clients == 0; });
    sortByQueries(byName);
    return byName;
}

/// A domain with a name in view is the sum of such names.
std::vector<DomainSummary> summariseDomains(const store::StoreView& store,
                                            const std::vector<NameSummary>& names) {
    std::vector<DomainSummary> byDomain(store.names.domains.size());
    const auto add = [&](const NameSummary& name) {
        const DomainId domain = store.names.domainOf(name.name);
        DomainSummary& summary = byDomain[domain.index()];
        if (name.excludedBy != kNotExcluded && summary.names > 0 &&
            summary.excludedBy == kNotExcluded)
            return;
        summary.domain = domain;
        summary.excludedBy = name.excludedBy;
        ++summary.names;
        summary.totals.add(name.totals);
    };
    for (const bool isInView : {true, false}) {
        for (const NameSummary& name : names) {
            if ((name.excludedBy == kNotExcluded) == isInView)
                add(name);
        }
    }
    return byDomain;
}

/// What one client asked of one name, or of one registered domain.
struct ClientDomain {
    AddressId client;
    DomainId domain;
    std::uint32_t queries = 0;
    std::uint32_t names = 0;
};

/// Returns what clients asked of registered domains, in the order of clients, then of domains.
LargeVector<ClientDomain> clientDomains(const store::StoreView& store,
                                        const std::vector<PairId>& pairs) {
    LargeVector<ClientDomain> places;
    places.reserve(pairs.size());
    for (const PairId id : pairs) {
        const PairTotals& pair = (*store.pairs)[id.index()];
        places.push_back({pair.client, store.names.domainOf(pair.name), pair.totals.queries, 1});
    }
    places = countingSort(places, store.names.domains.size(),
                          [](const ClientDomain& one) { return one.domain.index(); });
    places = countingSort(places, store.addresses.size(),
                          [](const ClientDomain& one) { return one.client.index(); });
    std::size_t merged = 0;
    for (const ClientDomain& one : places) {
        if (merged > 0 && places[merged - 1].client == one.client &&
            places[merged - 1].domain == one.domain) {
            places[merged - 1].queries += one.queries;
            ++places[merged - 1].names;
        } else {
            places[merged++] = one;
        }
    }
    places.resize(merged);
    return places;
}

/// Sums up `domains`, which must all belong to one client and must not be empty.
ClientSummary summariseClient(std::span<const ClientDomain> domains, const store::Totals& totals) {
    ClientSummary summary;
    summary.client = domains.front().client;
    summary.totals = totals;
    summary.domains = static_cast<std::uint32_t>(domains.size());
    std::uint64_t top = 0;
    for (const ClientDomain& one : domains) {
        summary.names += one.names;
        if (!summary.topDomain.isValid() || one.queries > top) {
            top = one.queries;
            summary.topDomain = one.domain;
        }
    }
    const auto all = static_cast<double>(summary.totals.queries);
    if (all == 0)
        return summary;
    summary.topDomainShare = static_cast<double>(top) / all;
    double entropy = 0;
    for (const ClientDomain& one : domains) {
        const double share = static_cast<double>(one.queries) / all;
        if (share > 0)
            entropy -= share * std::log(share);
    }
    if (domains.size() > 1)
        summary.diversity = entropy / std::log(static_cast<double>(domains.size()));
    return summary;
}

/// Counts for each domain the clients that ask for it.
void countClients(const store::StoreView& store, const std::vector<PairId>& pairs,
                  std::vector<DomainSummary>& domains) {
    for (const ClientDomain& one : clientDomains(store, pairs))
        ++domains[one.domain.index()].clients;
}

std::vector<ClientSummary> summariseClients(const store::StoreView& store,
                                            const std::vector<PairId>& pairs, const View& view) {
    std::vector<store::Totals> totals(store.addresses.size());
    std::vector<RuleIndex> rules(store.addresses.size(), kNotExcluded);
    for (const PairId id : pairs) {
        const PairTotals& pair = (*store.pairs)[id.index()];
        totals[pair.client.index()].add(pair.totals);
        rules[pair.client.index()] = view.ruleOf(id);
    }
    std::vector<ClientSummary> clients;
    const LargeVector<ClientDomain> domains = clientDomains(store, pairs);
    for (auto first = domains.begin(); first != domains.end();) {
        const auto last = std::find_if(
            first, domains.end(), [&](const auto& one) { return one.client != first->client; });
        const std::size_t client = first->client.index();
        if (!store.addresses[client].isMulticast()) {
            clients.push_back(summariseClient({first, last}, totals[client]));
            clients.back().excludedBy = rules[client];
        }
        first = last;
    }
    return clients;
}

template <typename Summary>
std::size_t countInView(const std::vector<Summary>& summaries) {
    return static_cast<std::size_t>(
        std::ranges::count(summaries, kNotExcluded, &Summary::excludedBy));
}

} // namespace

Summaries summarise(const store::StoreView& store, const std::vector<RuleIndex>* pairRules) {
    Summaries result;
    const View view(pairRules);
    const auto& pairs = *store.pairs;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const PairId id(static_cast<std::uint32_t>(i));
        if (!occurs(pairs[i]))
            continue;
        result.pairs.push_back(id);
        if (view.has(id))
            result.queriesInView += pairs[i].totals.queries;
    }
    const auto nameOf = [&](PairId pair) { return pairs[pair.index()].name.index(); };
    const auto clientOf = [&](PairId pair) { return pairs[pair.index()].client.index(); };
    const auto domainOf = [&](PairId pair) {
        return store.names.domainOf(pairs[pair.index()].name).index();
    };
    result.names =
        summariseNames(store, view.counting(result.pairs, store.names.names.size(), nameOf), view);
    result.domains = summariseDomains(store, result.names);
    countClients(store, view.counting(result.pairs, store.names.domains.size(), domainOf),
                 result.domains);
    result.clients = summariseClients(
        store, view.counting(result.pairs, store.addresses.size(), clientOf), view);

    std::erase_if(result.domains, [](const DomainSummary& one) { return one.names == 0; });
    sortByQueries(result.domains);
    sortByQueries(result.clients);
    result.pairs = sortByFallingCount(
        result.pairs, [&](PairId pair) { return pairs[pair.index()].totals.queries; });
    result.namesInView = countInView(result.names);
    result.clientsInView = countInView(result.clients);
    return result;
}

} // namespace beaconscope::snapshot
