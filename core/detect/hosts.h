// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/detect/activities.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace beaconscope::detect {

/// Says which addresses are one host whose address changes: by DHCP, or as a temporary address of
/// IPv6 does each day. Immutable.
///
/// One address follows another if it comes soon after the other has gone, and goes on with its
/// habits. A habit is a registered domain that the address asks for at least kMinQueries times.
/// Meanwhile at most kMaxTogether addresses ask for it, and it is not common: isCommon() gets how
/// many addresses ask for it and how many are there, both as the mean over that time. Of the
/// habits of the one that has fewer, more than half must be those of the other too. Each address
/// has at most one that follows it. Where several hosts have the same habits and change their
/// addresses together, which follows which may be wrong; their number is right.
class Hosts {
public:
    static constexpr std::uint64_t kMinQueries = 5;
    static constexpr std::size_t kMaxTogether = 32;

    Hosts() = default;
    Hosts(const Activities& activities, std::size_t addressCount);

    /// Returns the first of the addresses that are one host with `address`; mostly itself.
    AddressId hostOf(AddressId address) const { return m_hosts[address.index()]; }
    /// Whether the address of this host changes.
    bool changesAddress(AddressId host) const { return m_changes[host.index()]; }

private:
    std::vector<AddressId> m_hosts; ///< by address
    std::vector<bool> m_changes;    ///< by the first address of a host
};

} // namespace beaconscope::detect
