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
    std::string_view host; ///< what is left of each name without its registered domain
    // Of hosts that are new at each query; `host` is empty then.
    std::size_t labels = 0;           ///< without the registered domain; 0: there is one host
    unsigned characters = 0;          ///< which classes occur
    std::vector<std::uint16_t> types; ///< each once, in order
    double largestTtlSeconds = kUnknownTtl;

    auto operator<=>(const Looks&) const = default;
};

/// Returns a bit for each class of characters that occurs.
unsigned charactersOf(std::string_view text) {
    unsigned classes = 0;
    for (const char character : text) {
        if (character >= 'a' && character <= 'z')
            classes |= 1U;
        else if (character >= '0' && character <= '9')
            classes |= 2U;
        else if (character == '-' || character == '_')
            classes |= 4U;
        else if (character != '.')
            classes |= 8U;
    }
    return classes;
}

std::size_t labelsOf(std::string_view host) {
    return host.empty() ? 0 : 1 + static_cast<std::size_t>(std::ranges::count(host, '.'));
}

struct Shape {
    Looks looks;
    double meanLength = 0; ///< of its hosts
};

/// Fills in what fresh labels have in common. Returns false where the names are not alike or come
/// back.
bool addFreshLabels(const series::AnalysisInput& input, const series::Series& one, Shape& shape) {
    constexpr std::size_t kMaxVisits = 2; // of a name with one type
    const std::string_view domain = input.names.text(one.key.domain);
    std::vector<NameId> names;
    for (const EventId row : one.rows) {
        const Event& event = input.events[row.index()];
        if (!doesNotExist(event))
            names.push_back(event.name);
    }
    const std::size_t queries = names.size();
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (queries > kMaxVisits * names.size() * shape.looks.types.size())
        return false;
    std::size_t length = 0;
    shape.looks.host = {};
    for (const NameId name : names) {
        const std::string_view host = dns::subdomainOf(input.names.text(name), domain);
        const std::size_t labels = labelsOf(host);
        if (labels == 0 || (name != names.front() && labels != shape.looks.labels))
            return false;
        shape.looks.labels = labels;
        shape.looks.characters |= charactersOf(host);
        length += host.size();
    }
    shape.meanLength = static_cast<double>(length) / static_cast<double>(names.size());
    return true;
}

/// Returns none where the names are not alike or none exists.
std::optional<Shape> shapeOf(const series::AnalysisInput& input, const series::Series& one) {
    Shape shape;
    Looks& looks = shape.looks;
    looks.client = one.key.client;
    const std::string_view domain = input.names.text(one.key.domain);
    NameId name;
    bool hasOneHost = true;
    for (const EventId row : one.rows) {
        const Event& event = input.events[row.index()];
        if (doesNotExist(event))
            continue;
        if (event.name != name && hasOneHost) {
            const std::string_view host = dns::subdomainOf(input.names.text(event.name), domain);
            hasOneHost = !name.isValid() || host == looks.host;
            // Names of the usual kind differ in their number of labels.
            if (!hasOneHost && labelsOf(host) != labelsOf(looks.host))
                return std::nullopt;
            looks.host = host;
            name = event.name;
        }
        const auto type = static_cast<std::uint16_t>(event.qtype);
        const bool isAsBefore = !looks.types.empty() && looks.types.back() == type;
        if (!isAsBefore && std::ranges::find(looks.types, type) == looks.types.end())
            looks.types.push_back(type);
        if (event.has(EventFlag::HasTtl))
            looks.largestTtlSeconds =
                std::max(looks.largestTtlSeconds, static_cast<double>(event.ttlSeconds));
    }
    if (!name.isValid() || (!hasOneHost && !addFreshLabels(input, one, shape)))
        return std::nullopt;
    std::ranges::sort(looks.types);
    return shape;
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

namespace {

/// A domain and the mean length of its hosts.
using Member = std::pair<double, std::size_t>;

/// Splits domains with fresh labels where the lengths differ by more than a quarter.
std::vector<std::vector<std::size_t>> byLength(std::vector<Member> members, bool hasFreshLabels) {
    constexpr double kMaxRatio = 1.25;
    if (hasFreshLabels)
        std::sort(members.begin(), members.end());
    std::vector<std::vector<std::size_t>> runs;
    double shortest = 0;
    for (const auto& [length, index] : members) {
        if (runs.empty() || (hasFreshLabels && length > kMaxRatio * shortest)) {
            runs.emplace_back();
            shortest = length;
        }
        runs.back().push_back(index);
    }
    return runs;
}

} // namespace

std::uint64_t likenessOf(const series::AnalysisInput& input, const series::Series& one) {
    const std::optional<Shape> shape = shapeOf(input, one);
    if (!shape)
        return 0;
    const Looks& looks = shape->looks;
    std::uint64_t hash = hashValues(looks.client, hashText(looks.host),
                                    std::bit_cast<std::uint64_t>(looks.largestTtlSeconds));
    hash = hashValues(hash, looks.labels, looks.characters);
    for (const std::uint16_t type : looks.types)
        hash = hashValues(hash, type);
    return std::max<std::uint64_t>(hash, 1);
}

DomainUnions addLookAlikes(const series::AnalysisInput& input,
                           std::span<const std::size_t> candidates,
                           std::span<const std::uint64_t> likeness,
                           std::span<const std::size_t> withRhythm, series::SeriesSet& set) {
    std::map<Looks, std::vector<Member>> alike;
    for (const std::size_t index : sharedLikeness(candidates, likeness)) {
        if (auto shape = shapeOf(input, set[index]))
            alike[std::move(shape->looks)].emplace_back(shape->meanLength, index);
    }
    DomainUnions unions;
    for (auto& [looks, members] : alike) {
        for (const auto& run : byLength(std::move(members), looks.labels > 0)) {
            Flock flock;
            for (const std::size_t index : run)
                flock.add(set[index].rows, input);
            const auto own = std::ranges::count_if(run, [&](std::size_t index) {
                return std::ranges::binary_search(withRhythm, index);
            });
            if (!flock.isWorthATest() || 2 * static_cast<std::size_t>(own) > run.size())
                continue;
            std::sort(flock.rows.begin(), flock.rows.end(), [&](EventId left, EventId right) {
                return std::pair(input.events[left.index()].time, left) <
                       std::pair(input.events[right.index()].time, right);
            });
            DomainUnion together{domainsOf(input, flock.rows),
                                 looks.labels > 0 ? DomainUnion::Reason::FreshLabels
                                                  : DomainUnion::Reason::SameHost};
            const series::SeriesKey key{looks.client, NameId(), together.domains.front(),
                                        series::FindingKind::LookAlikes};
            unions.emplace(set.size(), std::move(together));
            set.add(key, std::move(flock.rows), set[candidates.front()].excludedBy);
        }
    }
    return unions;
}

} // namespace beaconscope::detect::rhythm
