// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/hosts.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

namespace beaconscope::detect {

namespace {

/// A host may use its old address for a while after it has a new one, by this share of the time
/// that it uses the one of the two that it uses for a shorter time.
constexpr double kMaxOverlap = 0.1;
/// In the same measure: when nobody asked for so long, it may be another host.
constexpr double kMaxPause = 2;

/// What is known of one address.
struct Life {
    Timestamp first = Timestamp::max();
    Timestamp last = Timestamp::min();
    std::vector<DomainId> habits; ///< in order
};

bool isHabit(std::span<const Activity> domain, std::size_t index, Timestamp lastBefore) {
    const Activity& one = domain[index];
    const Duration overlap = durationFromSeconds(kMaxOverlap * seconds(one.last - one.first));
    const bool isAloneBefore = index == 0 || lastBefore - overlap <= one.first;
    const bool isAloneAfter =
        index + 1 == domain.size() || one.last - overlap <= domain[index + 1].first;
    return one.queries >= Hosts::kMinQueries && isAloneBefore && isAloneAfter;
}

/// One address, and one that may follow it.
struct Succession {
    AddressId before;
    AddressId after;

    auto operator<=>(const Succession&) const = default;
};

bool hasGone(const Life& before, const Life& after) {
    const double shorter = seconds(std::min(before.last - before.first, after.last - after.first));
    const double pause = seconds(after.first - before.last);
    return before.first < after.first && before.last < after.last &&
           pause >= -kMaxOverlap * shorter && pause <= kMaxPause * shorter;
}

bool goesOn(const Life& before, const Life& after) {
    std::vector<DomainId> common;
    std::ranges::set_intersection(before.habits, after.habits, std::back_inserter(common));
    return 2 * common.size() > std::min(before.habits.size(), after.habits.size());
}

/// Fills in `lives`, and returns who may follow whom: those that have one habit after the other.
std::vector<Succession> findCandidates(const Activities& activities, std::vector<Life>& lives) {
    std::vector<Succession> candidates;
    for (std::uint32_t id = 0; id < activities.domainCount(); ++id) {
        const std::span<const Activity> domain = activities.of(DomainId(id));
        std::optional<AddressId> before; // the last that had this habit
        Timestamp lastBefore = Timestamp::min();
        for (std::size_t i = 0; i < domain.size(); ++i) {
            const Activity& one = domain[i];
            Life& life = lives[one.client.index()];
            life.first = std::min(life.first, one.first);
            life.last = std::max(life.last, one.last);
            if (isHabit(domain, i, lastBefore)) {
                life.habits.push_back(one.domain);
                if (before)
                    candidates.push_back({*before, one.client});
                before = one.client;
            }
            lastBefore = std::max(lastBefore, one.last);
        }
    }
    return candidates;
}

} // namespace

Hosts::Hosts(const Activities& activities, std::size_t addressCount)
    : m_changes(addressCount, false) {
    for (std::uint32_t i = 0; i < addressCount; ++i)
        m_hosts.emplace_back(i);
    std::vector<Life> lives(addressCount);
    std::vector<Succession> candidates = findCandidates(activities, lives);
    std::ranges::sort(candidates);
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::erase_if(candidates, [&lives](const Succession& one) {
        const Life& before = lives[one.before.index()];
        const Life& after = lives[one.after.index()];
        return !hasGone(before, after) || !goesOn(before, after);
    });
    // The shortest pause first; then the order of the addresses, so that results repeat.
    std::ranges::sort(candidates, {}, [&lives](const Succession& one) {
        return std::tuple(lives[one.after.index()].first - lives[one.before.index()].last,
                          one.before, one.after);
    });
    std::vector<AddressId> successor(addressCount);
    std::vector<bool> follows(addressCount, false);
    for (const Succession& one : candidates) {
        if (successor[one.before.index()].isValid() || follows[one.after.index()])
            continue;
        successor[one.before.index()] = one.after;
        follows[one.after.index()] = true;
    }
    for (std::uint32_t i = 0; i < addressCount; ++i) {
        if (follows[i])
            continue;
        m_changes[i] = successor[i].isValid();
        for (AddressId next = successor[i]; next.isValid(); next = successor[next.index()])
            m_hosts[next.index()] = AddressId(i);
    }
}

} // namespace beaconscope::detect
