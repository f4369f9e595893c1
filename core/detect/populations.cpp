// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/populations.h"

#include <algorithm>

namespace beaconscope::detect {

Populations::Populations(const series::AnalysisInput& input)
    : m_activities(input)
    , m_hosts(m_activities, input.addresses.size())
    , m_clientsOfDomain(m_activities.domainCount(), 0) {
    constexpr std::uint32_t kNever = UINT32_MAX;
    std::vector<std::uint32_t> lastDomain(input.addresses.size(), kNever);
    for (const Activity& one : m_activities.all()) {
        std::uint32_t& last = lastDomain[m_hosts.hostOf(one.client).index()];
        m_clients += last == kNever ? 1U : 0U;
        m_clientsOfDomain[one.domain.index()] += last == one.domain.value() ? 0U : 1U;
        last = one.domain.value();
    }
}

std::vector<TimeSpan> Populations::whenChangingClientAsks(const series::Series& series) const {
    std::vector<TimeSpan> spans;
    const series::SeriesKey& key = series.key;
    if (!key.domain.isValid() || !key.client.isValid())
        return spans;
    const AddressId host = m_hosts.hostOf(key.client);
    if (!m_hosts.changesAddress(host))
        return spans;
    for (const Activity& one : m_activities.of(key.domain)) {
        if (m_hosts.hostOf(one.client) == host)
            spans.push_back({one.first, one.last});
    }
    return spans;
}

Prevalence Populations::prevalenceOf(const series::Series& series) const {
    const DomainId domain = series.key.domain;
    Prevalence prevalence;
    prevalence.clients = domain.isValid() ? std::max(1U, clientsOf(domain)) : 1U;
    prevalence.clientsInCapture = std::max<std::size_t>(1, m_clients);
    prevalence.addresses = std::max<std::size_t>(1, whenChangingClientAsks(series).size());
    return prevalence;
}

} // namespace beaconscope::detect
