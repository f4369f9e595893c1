// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/activities.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace beaconscope::detect {

namespace {

void add(Activity& activity, Timestamp first, Timestamp last, std::uint64_t queries) {
    activity.first = std::min(activity.first, first);
    activity.last = std::max(activity.last, last);
    activity.queries += queries;
}

/// Returns one for each client and name, those without a query included.
std::vector<Activity> activitiesByPair(const series::AnalysisInput& input) {
    series::AnalysisInput whole = input;
    whole.range.reset();
    std::vector<Activity> pairs;
    for (std::size_t i = 0; i < whole.events.size(); ++i) {
        const store::Event& event = whole.events[i];
        if (!whole.isJudged(event))
            continue;
        const std::size_t pair = event.pair.index();
        if (pair >= pairs.size())
            pairs.resize(pair + 1);
        if (pairs[pair].queries == 0)
            pairs[pair] = {event.client, whole.names.domainOf(event.name), event.time, event.time,
                           0};
        add(pairs[pair], event.time, event.time, 1);
    }
    return pairs;
}

/// Merges those of the same client and puts them in the order of their first queries. Returns how
/// many are left at the beginning of `domain`.
std::size_t mergeClients(std::span<Activity> domain) {
    if (domain.size() < 2)
        return domain.size();
    std::ranges::sort(domain, {}, &Activity::client);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < domain.size(); ++i) {
        const Activity one = domain[i];
        if (one.client == domain[kept].client)
            add(domain[kept], one.first, one.last, one.queries);
        else
            domain[++kept] = one;
    }
    std::ranges::sort(domain.first(++kept), [](const Activity& left, const Activity& right) {
        return std::tie(left.first, left.client) < std::tie(right.first, right.client);
    });
    return kept;
}

} // namespace

Activities::Activities(const series::AnalysisInput& input)
    : m_firstOfDomain(input.names.domains.size() + 1, 0) {
    const std::vector<Activity> pairs = activitiesByPair(input);
    for (const Activity& pair : pairs) {
        if (pair.queries > 0)
            ++m_firstOfDomain[pair.domain.index() + 1];
    }
    std::partial_sum(m_firstOfDomain.begin(), m_firstOfDomain.end(), m_firstOfDomain.begin());
    m_activities.resize(m_firstOfDomain.back());
    std::vector<std::size_t> next(m_firstOfDomain.begin(), m_firstOfDomain.end() - 1);
    for (const Activity& pair : pairs) {
        if (pair.queries > 0)
            m_activities[next[pair.domain.index()]++] = pair;
    }
    std::size_t end = 0;
    for (std::size_t domain = 0; domain < domainCount(); ++domain) {
        const std::size_t begin = m_firstOfDomain[domain];
        const std::size_t size = m_firstOfDomain[domain + 1] - begin;
        const std::size_t kept = mergeClients(std::span(m_activities).subspan(begin, size));
        std::copy_n(m_activities.begin() + static_cast<std::ptrdiff_t>(begin), kept,
                    m_activities.begin() + static_cast<std::ptrdiff_t>(end));
        m_firstOfDomain[domain] = end;
        end += kept;
    }
    m_firstOfDomain.back() = end;
    m_activities.resize(end);
}

std::span<const Activity> Activities::of(DomainId domain) const {
    const std::size_t first = m_firstOfDomain[domain.index()];
    return all().subspan(first, m_firstOfDomain[domain.index() + 1] - first);
}

} // namespace beaconscope::detect
