// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/populations.h"

#include <algorithm>

namespace beaconscope::detect {

void Population::add(const series::SeriesKey& pair) {
    ++m_clientsOfDomain[pair.domain.index()];
    if (!m_isClient[pair.client.index()])
        ++m_clients;
    m_isClient[pair.client.index()] = true;
}

Populations::Populations(const series::SeriesSet& set, std::size_t domainCount,
                         std::size_t addressCount)
    : m_kept(domainCount, addressCount)
    , m_all(domainCount, addressCount) {
    // A group's own series holds what is kept of it, if anything is.
    for (std::size_t group = 0; group < set.groups().size(); ++group) {
        m_all.add(set[group].key);
        if (!set[group].isExcluded())
            m_kept.add(set[group].key);
    }
}

Prevalence Populations::prevalenceOf(const series::Series& series) const {
    const Population& population = around(series);
    const DomainId domain = series.key.domain;
    const std::size_t clients = domain.isValid() ? std::max(1U, population.clientsOf(domain)) : 1U;
    return {clients, population.clients()};
}

} // namespace beaconscope::detect
