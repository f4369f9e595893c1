// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace beaconscope::rules {

/// Finds the first rule whose network holds an address. Two networks are apart or one is in the
/// other, so the rules cut the line of all addresses into stretches with one answer each, and a
/// binary search finds the stretch. Add all networks, then call finish(). After that, several
/// threads may call find().
class NetworkIndex {
public:
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

    /// `network` is a text that IpPrefix::parse() accepts. An address alone is a network too.
    void add(std::string_view network, std::size_t rule);
    void finish();
    /// Returns the lowest rule, or kNone.
    std::size_t find(const IpAddress& address) const;

private:
    struct Network {
        IpAddress first;
        IpAddress last;
        std::uint32_t rule;
    };
    struct Stretch {
        IpAddress first; ///< it ends before the next one
        std::uint32_t rule;
    };

    void startStretch(const IpAddress& first, std::uint32_t rule);
    void startAfter(const IpAddress& last, std::uint32_t rule);

    std::vector<Network> m_pending;
    std::vector<Stretch> m_stretches;
};

} // namespace beaconscope::rules
