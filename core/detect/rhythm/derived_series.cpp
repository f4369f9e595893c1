// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/derived_series.h"

#include "core/detect/rhythm/beacon_query.h"
#include "core/detect/rhythm/look_alikes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

using store::Event;
using store::EventFlag;

constexpr std::size_t kFewestPoolQueries = 4;
constexpr std::uint32_t kPoolDomainClients = 3; ///< a pool's domains are asked for by fewer

/// Pairs with fewer queries are not looked at as tunnels, whatever the limits.
constexpr std::size_t kFewestTunnelQueries = 50;

bool doesNotExist(const Event& event) {
    return event.has(EventFlag::HasResponse) && event.rcode == dns::ResponseCode::NxDomain;
}

std::string_view hostOf(const series::AnalysisInput& input, const Event& event) {
    return subdomainOf(input.names.text(event.name),
                       input.names.text(input.names.domainOf(event.name)));
}

void sortByTime(const series::AnalysisInput& input, std::vector<EventId>& rows) {
    std::sort(rows.begin(), rows.end(), [&input](EventId left, EventId right) {
        return std::pair(input.events[left.index()].time, left) <
               std::pair(input.events[right.index()].time, right);
    });
}

/// Combines hashes as Boost's hash_combine does, widened to 64 bits.
std::uint64_t combine(std::uint64_t seed, std::uint64_t value) {
    constexpr std::uint64_t kGoldenRatio = 0x9e3779b97f4a7c15;
    return seed ^ (value + kGoldenRatio + (seed << 12U) + (seed >> 4U));
}

/// Queries of pairs that share a likeness, as the look-alike grouping takes them.
class Candidates {
public:
    explicit Candidates(const series::AnalysisInput& input)
        : m_input(input) {}

    void add(const series::Series& pair) {
        for (const EventId row : pair.rows) {
            const Event& event = m_input.events[row.index()];
            const auto host = m_hosts.try_emplace(std::string(hostOf(m_input, event)),
                                                  static_cast<std::uint32_t>(m_hosts.size()));
            m_queries.push_back({pair.key.client.value(), pair.key.domain.value(),
                                 host.first->second, beaconQuery(event, m_input.captureFirst)});
            m_rows.push_back(row);
        }
    }

    const std::vector<CaptureQuery>& queries() const { return m_queries; }
    EventId row(std::size_t index) const { return m_rows[index]; }

private:
    const series::AnalysisInput& m_input;
    std::map<std::string, std::uint32_t> m_hosts;
    std::vector<CaptureQuery> m_queries;
    std::vector<EventId> m_rows;
};

/// Those of `candidates` that share their likeness with enough others, in order.
std::vector<std::size_t> sharedLikeness(std::span<const std::size_t> candidates,
                                        std::span<const std::uint64_t> likeness) {
    std::vector<std::pair<std::uint64_t, std::size_t>> places;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (likeness[i] != 0)
            places.emplace_back(likeness[i], candidates[i]);
    }
    std::sort(places.begin(), places.end());
    std::vector<std::size_t> shared;
    for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
        while (end < places.size() && places[end].first == places[begin].first)
            ++end;
        for (std::size_t i = begin; i < end && end - begin >= kLeastLookAlikes; ++i)
            shared.push_back(places[i].second);
    }
    std::sort(shared.begin(), shared.end());
    return shared;
}

} // namespace

void addPools(const series::AnalysisInput& input, const Populations& populations,
              series::SeriesSet& set) {
    std::map<std::pair<series::RuleIndex, AddressId>, std::vector<EventId>> pools;
    for (const series::Series& pair : set) {
        if (populations.around(pair).clientsOf(pair.key.domain) >= kPoolDomainClients)
            continue;
        for (const EventId row : pair.rows) {
            if (doesNotExist(input.events[row.index()]))
                pools[{pair.excludedBy, pair.key.client}].push_back(row);
        }
    }
    for (auto& [owner, rows] : pools) {
        if (rows.size() < kFewestPoolQueries)
            continue;
        sortByTime(input, rows);
        set.add({owner.second, NameId(), DomainId(), series::FindingKind::NxdomainPool},
                std::move(rows), owner.first);
    }
}

void addTunnels(series::SeriesSet& set) {
    const std::size_t size = set.size();
    for (std::size_t i = 0; i < size; ++i) {
        if (set[i].key.kind != series::FindingKind::Beacon ||
            set[i].rows.size() < kFewestTunnelQueries)
            continue;
        series::Series tunnel = set[i];
        tunnel.key.kind = series::FindingKind::Tunnel;
        set.add(tunnel);
    }
}

std::vector<std::vector<DomainId>> addUnregistered(const series::AnalysisInput& input,
                                                   const Populations& populations,
                                                   series::SeriesSet& set) {
    constexpr std::size_t kMostQueriesOfName = 2; // for both types of address
    std::map<std::pair<series::RuleIndex, AddressId>, std::vector<EventId>> found;
    for (const series::Series& pair : set) {
        if (pair.key.kind != series::FindingKind::Beacon)
            continue;
        const store::DomainEntry& domain = input.names.domains[pair.key.domain.index()];
        if (domain.hasPublicSuffix || pair.rows.size() > kMostQueriesOfName ||
            domain.text.find('.') == std::string::npos ||
            populations.around(pair).clientsOf(pair.key.domain) != 1)
            continue;
        for (const EventId row : pair.rows) {
            if (!doesNotExist(input.events[row.index()]))
                found[{pair.excludedBy, pair.key.client}].push_back(row);
        }
    }
    std::vector<std::vector<DomainId>> domainsOfSeries;
    for (auto& [owner, rows] : found) {
        if (rows.size() < kLeastBeats)
            continue;
        sortByTime(input, rows);
        std::vector<DomainId> domains;
        std::set<DomainId> seen;
        for (const EventId row : rows) {
            const DomainId domain = input.names.domainOf(input.events[row.index()].name);
            if (seen.insert(domain).second)
                domains.push_back(domain);
        }
        series::SeriesKey key{owner.second, NameId(), domains.front(),
                              series::FindingKind::LookAlikes};
        const bool isBusy = rows.size() >= kFewestTunnelQueries;
        domainsOfSeries.push_back(domains);
        set.add(key, rows, owner.first);
        if (!isBusy)
            continue;
        key.kind = series::FindingKind::Tunnel;
        domainsOfSeries.push_back(std::move(domains));
        set.add(key, std::move(rows), owner.first);
    }
    return domainsOfSeries;
}

std::uint64_t likenessOf(const series::AnalysisInput& input, const series::Series& pair) {
    std::string_view host;
    NameId name;
    std::vector<std::uint16_t> types;
    double largestTtlSeconds = kUnknownTtl;
    for (const EventId row : pair.rows) {
        const Event& event = input.events[row.index()];
        if (doesNotExist(event))
            continue;
        if (event.name != name) {
            const std::string_view own = hostOf(input, event);
            if (name.isValid() && own != host)
                return 0;
            host = own;
            name = event.name;
        }
        const auto type = static_cast<std::uint16_t>(event.qtype);
        if (std::find(types.begin(), types.end(), type) == types.end())
            types.push_back(type);
        if (event.has(EventFlag::HasTtl))
            largestTtlSeconds = std::max(largestTtlSeconds, static_cast<double>(event.ttlSeconds));
    }
    if (!name.isValid())
        return 0;
    std::sort(types.begin(), types.end());
    std::uint64_t hash = combine(pair.key.client.value(), std::hash<std::string_view>{}(host));
    hash = combine(hash, std::hash<double>{}(largestTtlSeconds));
    for (const std::uint16_t type : types)
        hash = combine(hash, type);
    return std::max<std::uint64_t>(hash, 1);
}

std::vector<std::vector<DomainId>> addLookAlikes(const series::AnalysisInput& input,
                                                 std::span<const std::size_t> candidates,
                                                 std::span<const std::uint64_t> likeness,
                                                 series::SeriesSet& set) {
    Candidates shared(input);
    for (const std::size_t index : sharedLikeness(candidates, likeness))
        shared.add(set[index]);
    const CapturePairs flocks = groupLookAlikes(shared.queries(), {}, {});
    std::vector<std::vector<DomainId>> domainsOfFlocks;
    for (const Unit& flock : flocks.units) {
        std::vector<EventId> rows;
        std::vector<DomainId> domains;
        std::set<DomainId> seen;
        for (const std::uint32_t query : flocks.rowsOf(flock)) {
            rows.push_back(shared.row(query));
            const DomainId domain(shared.queries()[query].domain);
            if (seen.insert(domain).second)
                domains.push_back(domain);
        }
        set.add({AddressId(flock.client), NameId(), DomainId(flock.domain),
                 series::FindingKind::LookAlikes},
                std::move(rows), set[candidates.front()].excludedBy);
        domainsOfFlocks.push_back(std::move(domains));
    }
    return domainsOfFlocks;
}

} // namespace beaconscope::detect::rhythm
