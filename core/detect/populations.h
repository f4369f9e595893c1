// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/activities.h"
#include "core/detect/hosts.h"
#include "core/detect/prevalence.h"
#include "core/series/series.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace beaconscope::detect {

/// How many clients there are in the whole capture, and how many of them ask for each registered
/// domain. Counts all, whatever rules hide: what is common stays common while one looks at a part.
/// The addresses of a host whose address changes count as one client. Immutable.
class Populations {
public:
    Populations() = default;
    explicit Populations(const series::AnalysisInput& input);

    std::size_t clients() const { return m_clients; }
    std::uint32_t clientsOf(DomainId domain) const { return m_clientsOfDomain[domain.index()]; }

    /// Returns how many clients ask for the registered domain of `series`, at least 1: a pool has
    /// no domain.
    Prevalence prevalenceOf(const series::Series& series) const;

    /// Returns when the client of `series`, under all of its addresses, asks for its registered
    /// domain; empty if its address does not change.
    std::vector<TimeSpan> whenChangingClientAsks(const series::Series& series) const;

private:
    Activities m_activities;
    Hosts m_hosts;
    std::vector<std::uint32_t> m_clientsOfDomain;
    std::size_t m_clients = 0;
};

} // namespace beaconscope::detect
