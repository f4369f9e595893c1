// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/series/series.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::detect {

/// When a client asked for a registered domain.
struct Activity {
    AddressId client;
    DomainId domain;
    Timestamp first;
    Timestamp last;
    std::uint64_t queries = 0;
};

/// The activities of all clients in the whole capture, whatever rules hide and whatever time range
/// is chosen: who else asks for a domain does not depend on what one looks at. Immutable.
class Activities {
public:
    Activities() = default;
    /// Linear in the events of the capture.
    explicit Activities(const series::AnalysisInput& input);

    std::size_t domainCount() const { return m_firstOfDomain.size() - 1; }
    /// Returns one for each client that asks for the domain, in the order of their first queries.
    std::span<const Activity> of(DomainId domain) const;
    /// Returns all, ordered by domain.
    std::span<const Activity> all() const { return m_activities; }

private:
    std::vector<Activity> m_activities;
    std::vector<std::size_t> m_firstOfDomain{0}; ///< one more than domains
};

} // namespace beaconscope::detect
