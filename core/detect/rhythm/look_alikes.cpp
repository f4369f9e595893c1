// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/look_alikes.h"

#include "core/base/hash.h"
#include "core/detect/beats_needed.h"
#include "core/detect/derived_series.h"
#include "core/detect/rhythm/query.h"
#include "core/dns/registered_domain.h"

#include <algorithm>
#include <bit>
#include <compare>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace beaconscope::detect::rhythm {

namespace {

using store::Event;
using store::EventFlag;

constexpr double kMaxShare = 3; ///< of the busiest domain's queries over the mean

/// What the queries of one client below one registered domain have in common.
struct Looks {
    AddressId client;
    std::string_view host;            ///< what is left of each name without its registered domain
    std::vector<std::uint16_t> types; ///< each once, in order
    double largestTtlSeconds = kUnknownTtl;

    auto operator<=>(const Looks&) const = default;
};

/// Returns none where the host labels differ or no name exists.
std::optional<Looks> looksOf(const series::AnalysisInput& input, const series::Series& one) {
    Looks looks;
    looks.client = one.key.client;
    const std::string_view domain = input.names.text(one.key.domain);
    NameId name;
    for (const EventId row : one.rows) {
        const Event& event = input.events[row.index()];
        if (doesNotExist(event))
            continue;
        if (event.name != name) {
            const std::string_view host = dns::subdomainOf(input.names.text(event.name), domain);
            if (name.isValid() && host != looks.host)
                return std::nullopt;
            looks.host = host;
            name = event.name;
        }
        const auto type = static_cast<std::uint16_t>(event.qtype);
        if (std::ranges::find(looks.types, type) == looks.types.end())
            looks.types.push_back(type);
        if (event.has(EventFlag::HasTtl))
            looks.largestTtlSeconds =
                std::max(looks.largestTtlSeconds, static_cast<double>(event.ttlSeconds));
    }
    if (!name.isValid())
        return std::nullopt;
    std::ranges::sort(looks.types);
    return looks;
}

/// Returns those of `candidates` that share their likeness with enough others, in order.
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
        for (std::size_t i = begin; i < end && end - begin >= kMinLookAlikes; ++i)
            shared.push_back(places[i].second);
    }
    std::sort(shared.begin(), shared.end());
    return shared;
}

/// Domains of one client that look alike.
struct Flock {
    std::size_t domains = 0;
    std::size_t busiest = 0; ///< queries of the busiest domain
    std::vector<EventId> rows;

    void add(std::span<const EventId> rowsOfDomain, const series::AnalysisInput& input) {
        const std::size_t before = rows.size();
        std::ranges::copy_if(rowsOfDomain, std::back_inserter(rows),
                             [&](EventId row) { return !doesNotExist(input.events[row.index()]); });
        ++domains;
        busiest = std::max(busiest, rows.size() - before);
    }

    bool isWorthATest() const {
        const double mean = static_cast<double>(rows.size()) / static_cast<double>(domains);
        return domains >= kMinLookAlikes && rows.size() >= kMinBeats &&
               rows.size() >= kMinReturns * domains &&
               static_cast<double>(busiest) <= kMaxShare * mean;
    }
};

} // namespace

std::uint64_t likenessOf(const series::AnalysisInput& input, const series::Series& one) {
    const std::optional<Looks> looks = looksOf(input, one);
    if (!looks)
        return 0;
    std::uint64_t hash = hashValues(looks->client, hashText(looks->host),
                                    std::bit_cast<std::uint64_t>(looks->largestTtlSeconds));
    for (const std::uint16_t type : looks->types)
        hash = hashValues(hash, type);
    return std::max<std::uint64_t>(hash, 1);
}

DomainUnions addLookAlikes(const series::AnalysisInput& input,
                           std::span<const std::size_t> candidates,
                           std::span<const std::uint64_t> likeness, series::SeriesSet& set) {
    std::map<Looks, Flock> flocks;
    for (const std::size_t index : sharedLikeness(candidates, likeness)) {
        if (auto looks = looksOf(input, set[index]))
            flocks[std::move(*looks)].add(set[index].rows, input);
    }
    DomainUnions unions;
    for (auto& [looks, flock] : flocks) {
        if (!flock.isWorthATest())
            continue;
        std::sort(flock.rows.begin(), flock.rows.end(), [&](EventId left, EventId right) {
            return std::pair(input.events[left.index()].time, left) <
                   std::pair(input.events[right.index()].time, right);
        });
        DomainUnion together{domainsOf(input, flock.rows), DomainUnion::Reason::SameHost};
        const series::SeriesKey key{looks.client, NameId(), together.domains.front(),
                                    series::FindingKind::LookAlikes};
        unions.emplace(set.size(), std::move(together));
        set.add(key, std::move(flock.rows), set[candidates.front()].excludedBy);
    }
    return unions;
}

} // namespace beaconscope::detect::rhythm
