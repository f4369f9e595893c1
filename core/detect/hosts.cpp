// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/hosts.h"

#include "core/detect/prevalence.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
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

/// How many of some addresses are there, on average over a time.
class Presence {
public:
    /// `times` are Life or Activity.
    template <typename Times>
    explicit Presence(const Times& times) {
        for (const auto& one : times) {
            if (one.last < one.first)
                continue; // an address that never asks
            m_begun.add(one.first);
            m_over.add(one.last);
        }
        m_begun.sort();
        m_over.sort();
    }

    /// Costs a few binary searches. `last` must be after `first`.
    double meanDuring(Timestamp first, Timestamp last) const {
        const double addressSeconds = m_begun.secondsUpTo(last) - m_begun.secondsUpTo(first) -
                                      m_over.secondsUpTo(last) + m_over.secondsUpTo(first);
        return addressSeconds / seconds(last - first);
    }

private:
    /// Moments, of each of which it is asked how long ago it was.
    class Moments {
    public:
        void add(Timestamp time) { m_times.push_back(time); }
        void sort() {
            std::ranges::sort(m_times);
            double sum = 0;
            m_sums.push_back(sum);
            for (const Timestamp time : m_times)
                m_sums.push_back(sum += seconds(time - m_times.front()));
        }
        /// Returns the sum of the times from each moment before `time` to `time`.
        double secondsUpTo(Timestamp time) const {
            const auto before = std::ranges::lower_bound(m_times, time) - m_times.begin();
            return before == 0 ? 0
                               : static_cast<double>(before) * seconds(time - m_times.front()) -
                                     m_sums[static_cast<std::size_t>(before)];
        }

    private:
        std::vector<Timestamp> m_times;
        std::vector<double> m_sums; ///< of the seconds from the first; one more than times
    };

    Moments m_begun;
    Moments m_over;
};

bool hasEnoughQueries(const Activity& one) {
    return one.queries >= Hosts::kMinQueries;
}

bool isHabit(const Activity& one, const Presence& asking, const Presence& present) {
    if (!hasEnoughQueries(one) || one.last <= one.first)
        return false;
    const auto together =
        static_cast<std::size_t>(std::lround(asking.meanDuring(one.first, one.last)));
    const auto there =
        static_cast<std::size_t>(std::lround(present.meanDuring(one.first, one.last)));
    return together <= Hosts::kMaxTogether && !isCommon({together, there});
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

/// Adds who may follow whom among the addresses that have a habit, in the order of their first
/// queries: those that come when the other has gone, and before any of these has gone, too.
void addCandidates(std::span<const Activity> habit, const std::vector<Life>& lives,
                   std::vector<Succession>& candidates) {
    constexpr std::ptrdiff_t kMaxLookedAt = 2 * Hosts::kMaxTogether;
    for (auto before = habit.begin(); before != habit.end(); ++before) {
        const Duration overlap =
            durationFromSeconds(kMaxOverlap * seconds(before->last - before->first));
        const auto first = std::ranges::lower_bound(before + 1, habit.end(), before->last - overlap,
                                                    {}, &Activity::first);
        const auto end = first + std::min(habit.end() - first, kMaxLookedAt);
        Timestamp firstGone = Timestamp::max();
        for (auto after = first; after != end && after->first < firstGone; ++after) {
            if (!hasGone(lives[before->client.index()], lives[after->client.index()]))
                continue;
            candidates.push_back({before->client, after->client});
            firstGone = std::min(firstGone, after->last);
        }
    }
}

std::vector<Life> findLives(const Activities& activities, std::size_t addressCount) {
    std::vector<Life> lives(addressCount);
    for (const Activity& one : activities.all()) {
        Life& life = lives[one.client.index()];
        life.first = std::min(life.first, one.first);
        life.last = std::max(life.last, one.last);
    }
    return lives;
}

/// Fills in the habits of `lives`, and returns who may follow whom.
std::vector<Succession> findCandidates(const Activities& activities, std::vector<Life>& lives) {
    std::vector<Succession> candidates;
    const Presence present(lives);
    std::vector<Activity> habit;
    for (std::uint32_t id = 0; id < activities.domainCount(); ++id) {
        const std::span<const Activity> domain = activities.of(DomainId(id));
        if (std::ranges::none_of(domain, hasEnoughQueries))
            continue;
        const Presence asking(domain);
        habit.clear();
        for (const Activity& one : domain) {
            if (!isHabit(one, asking, present))
                continue;
            lives[one.client.index()].habits.push_back(one.domain);
            habit.push_back(one);
        }
        addCandidates(habit, lives, candidates);
    }
    return candidates;
}

} // namespace

Hosts::Hosts(const Activities& activities, std::size_t addressCount)
    : m_changes(addressCount, false) {
    for (std::uint32_t i = 0; i < addressCount; ++i)
        m_hosts.emplace_back(i);
    std::vector<Life> lives = findLives(activities, addressCount);
    std::vector<Succession> candidates = findCandidates(activities, lives);
    std::ranges::sort(candidates);
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::erase_if(candidates, [&lives](const Succession& one) {
        return !goesOn(lives[one.before.index()], lives[one.after.index()]);
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
