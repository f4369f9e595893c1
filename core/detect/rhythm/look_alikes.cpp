// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/look_alikes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

constexpr double kLargestShare = 3; ///< of the busiest domain's queries over the mean

/// What a client's queries below one domain have in common.
struct Looks {
    std::optional<std::uint32_t> host;
    bool severalHosts = false;
    std::set<std::uint16_t> types;
    double largestTtlSeconds = kUnknownTtl;
    std::vector<std::uint32_t> rows;

    void add(const CaptureQuery& one, std::uint32_t row) {
        severalHosts = severalHosts || (host && *host != one.host);
        host = one.host;
        types.insert(one.query.type);
        largestTtlSeconds = std::max(largestTtlSeconds, one.query.ttlSeconds);
        rows.push_back(row);
    }
};

using ClientDomain = std::pair<std::uint32_t, std::uint32_t>;
/// Client, host label, types and TTL.
using Likeness = std::tuple<std::uint32_t, std::uint32_t, std::set<std::uint16_t>, double>;

struct Flock {
    std::size_t domains = 0;
    std::size_t busiest = 0;
    std::vector<std::uint32_t> rows;

    bool comesBack() const { return rows.size() >= kLeastReturns * domains; }

    bool isBalanced() const {
        const double mean = static_cast<double>(rows.size()) / static_cast<double>(domains);
        return static_cast<double>(busiest) <= kLargestShare * mean;
    }
};

std::set<ClientDomain> rhythmicPairs(const CapturePairs& pairs,
                                     std::span<const UnitResult> results) {
    std::set<ClientDomain> found;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const Unit& unit = pairs.units[i];
        if (unit.kind == UnitKind::Pair && results[i].analysis.outcome() == Outcome::Periodic)
            found.emplace(unit.client, unit.domain);
    }
    return found;
}

/// The only client that asks for a domain; none when there are several.
std::unordered_map<std::uint32_t, std::optional<std::uint32_t>>
onlyClients(std::span<const CaptureQuery> queries) {
    std::unordered_map<std::uint32_t, std::optional<std::uint32_t>> clients;
    for (const CaptureQuery& one : queries) {
        const auto [position, isNew] = clients.try_emplace(one.domain, one.client);
        if (!isNew && position->second != one.client)
            position->second.reset();
    }
    return clients;
}

std::map<ClientDomain, Looks> looksOfRareDomains(std::span<const CaptureQuery> queries) {
    const auto clients = onlyClients(queries);
    std::map<ClientDomain, Looks> looks;
    for (std::uint32_t row = 0; row < queries.size(); ++row) {
        const CaptureQuery& one = queries[row];
        if (clients.at(one.domain) && one.query.rcode != kRcodeNxDomain)
            looks[{one.client, one.domain}].add(one, row);
    }
    return looks;
}

std::map<Likeness, Flock> gather(const std::map<ClientDomain, Looks>& looks,
                                 const std::set<ClientDomain>& rhythmic) {
    std::map<Likeness, Flock> flocks;
    for (const auto& [pair, one] : looks) {
        if (one.severalHosts || rhythmic.contains(pair))
            continue;
        Flock& flock = flocks[{pair.first, *one.host, one.types, one.largestTtlSeconds}];
        ++flock.domains;
        flock.busiest = std::max(flock.busiest, one.rows.size());
        flock.rows.insert(flock.rows.end(), one.rows.begin(), one.rows.end());
    }
    return flocks;
}

} // namespace

CapturePairs groupLookAlikes(std::span<const CaptureQuery> queries, const CapturePairs& pairs,
                             std::span<const UnitResult> results, const std::stop_token& stop) {
    CapturePairs grouped;
    grouped.captureSeconds = pairs.captureSeconds;
    auto flocks = gather(looksOfRareDomains(queries), rhythmicPairs(pairs, results));
    for (auto& [likeness, flock] : flocks) {
        if (stop.stop_requested())
            return {};
        if (flock.domains < kLeastLookAlikes || flock.rows.size() < kLeastBeats ||
            !flock.comesBack() || !flock.isBalanced())
            continue;
        std::sort(flock.rows.begin(), flock.rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tie(queries[a].query.timeSeconds, a) <
                   std::tie(queries[b].query.timeSeconds, b);
        });
        Unit unit;
        unit.kind = UnitKind::LookAlikes;
        unit.client = std::get<0>(likeness);
        unit.domain = queries[flock.rows.front()].domain;
        unit.firstRow = grouped.rows.size();
        unit.rowCount = flock.rows.size();
        if (!pairs.units.empty())
            unit.prevalence.clientsInCapture = pairs.units.front().prevalence.clientsInCapture;
        grouped.rows.insert(grouped.rows.end(), flock.rows.begin(), flock.rows.end());
        grouped.units.push_back(unit);
    }
    return grouped;
}

} // namespace beaconscope::detect::rhythm
