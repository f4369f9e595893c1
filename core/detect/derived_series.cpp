// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/derived_series.h"

#include "core/detect/beats_needed.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace beaconscope::detect {

namespace {

using store::Event;
using store::EventFlag;

constexpr std::size_t kMinPoolQueries = 4;
constexpr std::uint32_t kPoolDomainClients = 3; ///< fewer ask for each domain of a pool

/// Rows by the rule that hides them and by client.
using RowsByOwner = std::map<std::pair<series::RuleIndex, AddressId>, std::vector<EventId>>;

void sortByTime(const series::AnalysisInput& input, std::vector<EventId>& rows) {
    std::sort(rows.begin(), rows.end(), [&input](EventId left, EventId right) {
        return std::pair(input.events[left.index()].time, left) <
               std::pair(input.events[right.index()].time, right);
    });
}

} // namespace

bool doesNotExist(const Event& event) {
    return event.has(EventFlag::HasResponse) && event.rcode == dns::ResponseCode::NxDomain;
}

std::vector<DomainId> domainsOf(const series::AnalysisInput& input, std::span<const EventId> rows) {
    std::vector<DomainId> domains;
    std::set<DomainId> seen;
    for (const EventId row : rows) {
        const DomainId domain = input.names.domainOf(input.events[row.index()].name);
        if (seen.insert(domain).second)
            domains.push_back(domain);
    }
    return domains;
}

void addPools(const series::AnalysisInput& input, const Populations& populations,
              series::SeriesSet& set) {
    RowsByOwner pools;
    for (const series::Series& one : set) {
        if (populations.clientsOf(one.key.domain) >= kPoolDomainClients)
            continue;
        for (const EventId row : one.rows) {
            if (doesNotExist(input.events[row.index()]))
                pools[{one.excludedBy, one.key.client}].push_back(row);
        }
    }
    for (auto& [owner, rows] : pools) {
        if (rows.size() < kMinPoolQueries)
            continue;
        sortByTime(input, rows);
        set.add({owner.second, NameId(), DomainId(), series::FindingKind::NxdomainPool},
                std::move(rows), owner.first);
    }
}

DomainUnions addUnregistered(const series::AnalysisInput& input, const Populations& populations,
                             series::SeriesSet& set) {
    constexpr std::size_t kMaxQueriesOfName = 2; // for both types of address
    RowsByOwner found;
    for (const series::Series& one : set) {
        if (one.key.kind != series::FindingKind::Beacon)
            continue;
        const store::DomainEntry& domain = input.names.domains[one.key.domain.index()];
        if (domain.hasPublicSuffix || one.rows.size() > kMaxQueriesOfName ||
            domain.text.find('.') == std::string::npos ||
            populations.clientsOf(one.key.domain) != 1)
            continue;
        for (const EventId row : one.rows) {
            if (!doesNotExist(input.events[row.index()]))
                found[{one.excludedBy, one.key.client}].push_back(row);
        }
    }
    DomainUnions unions;
    for (auto& [owner, rows] : found) {
        if (rows.size() < kMinBeats)
            continue;
        sortByTime(input, rows);
        std::vector<DomainId> domains = domainsOf(input, rows);
        const series::SeriesKey key{owner.second, NameId(), domains.front(),
                                    series::FindingKind::LookAlikes};
        unions.emplace(set.size(),
                       DomainUnion{std::move(domains), DomainUnion::Reason::NoRegistry});
        set.add(key, std::move(rows), owner.first);
    }
    return unions;
}

} // namespace beaconscope::detect
