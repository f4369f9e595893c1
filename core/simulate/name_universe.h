// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/simulate/random.h"
#include "core/simulate/scenario.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace beaconscope::simulate {

/// One name of the simulated internet.
struct SimulatedName {
    std::string text;
    std::string wire;
    std::uint32_t ttlSeconds = 300;
    bool exists = true;
    bool hasIpv6 = false;
};

/// All names that hosts can ask for. Each has a number. Names of sites are invented and end in
/// ".example" (RFC 2606), so that no real domain is named.
class NameUniverse {
public:
    NameUniverse(const Scenario& scenario, Random random);

    const SimulatedName& operator[](std::uint32_t name) const { return m_names[name]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_names.size()); }

    std::uint32_t service(std::size_t index) const { return m_services[index]; }
    std::uint32_t beacon(std::size_t index) const { return m_beacons[index]; }

    // Call these only for a scenario with browsing. The k-th site or third party is drawn with a
    // weight of 1/k (Zipf's law).
    std::uint32_t drawSite(Random& random) const;
    std::uint32_t drawThirdParty(Random& random) const;

private:
    void addInvented(std::uint32_t count, bool thirdParty, Random& random);
    /// Returns the number of the name. If the name exists already, it keeps its properties.
    std::uint32_t add(const std::string& text, std::uint32_t ttlSeconds, bool exists, bool hasIpv6);

    std::vector<SimulatedName> m_names; // sites and third parties first, by rank
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::uint32_t m_siteCount = 0;
    std::uint32_t m_thirdPartyCount = 0;
    std::vector<std::uint32_t> m_services;
    std::vector<std::uint32_t> m_beacons;
    std::vector<std::uint64_t> m_cumulativeWeights; // of Zipf's law
};

} // namespace beaconscope::simulate
