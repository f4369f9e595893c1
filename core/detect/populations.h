// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/prevalence.h"
#include "core/series/series.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace beaconscope::detect {

/// How many clients there are, and how many of them ask for each registered domain.
class Population {
public:
    Population() = default;
    Population(std::size_t domainCount, std::size_t addressCount)
        : m_clientsOfDomain(domainCount, 0)
        , m_isClient(addressCount, false) {}

    /// Counts a client and one of its domains. Call it once for each client and domain.
    void add(const series::SeriesKey& pair);

    std::size_t clients() const { return m_clients; }
    std::uint32_t clientsOf(DomainId domain) const { return m_clientsOfDomain[domain.index()]; }

private:
    std::vector<std::uint32_t> m_clientsOfDomain;
    std::vector<bool> m_isClient;
    std::size_t m_clients = 0;
};

/// The clients around a series. For a series that no rule hides, only what no rule hides counts.
/// For a hidden series everything counts, as it would without rules.
class Populations {
public:
    Populations() = default;
    /// Of a set that holds the pairs of client and registered domain.
    Populations(const series::SeriesSet& set, std::size_t domainCount, std::size_t addressCount);

    const Population& around(const series::Series& series) const {
        return series.isExcluded() ? m_all : m_kept;
    }

    /// Returns how many clients ask for the registered domain of `series`, at least 1: a pool has
    /// no domain.
    Prevalence prevalenceOf(const series::Series& series) const;

private:
    Population m_kept;
    Population m_all;
};

} // namespace beaconscope::detect
