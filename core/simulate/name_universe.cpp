// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/name_universe.h"

#include "core/simulate/wire_name.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace beaconscope::simulate {

namespace {

constexpr std::array<std::string_view, 32> kSyllables{
    "ba",  "cor", "del", "fin", "ga",  "hal", "in",  "jo",  "ka",  "lum", "mer",
    "nor", "ol",  "pa",  "qui", "ren", "sol", "tar", "ul",  "ver", "wi",  "xa",
    "yor", "zen", "bri", "cle", "dra", "fro", "gre", "pla", "sta", "tri"};

constexpr std::array<std::string_view, 4> kSitePrefixes{"www", "www", "m", "shop"};
constexpr std::array<std::string_view, 5> kThirdPartyPrefixes{"cdn", "static", "api", "img",
                                                              "tags"};

/// TTLs that are common on the internet, with their shares, in rising order.
constexpr std::array<std::uint32_t, 8> kTtls{20, 60, 60, 300, 300, 300, 3600, 86'400};

std::string inventDomain(Random& random) {
    std::string domain;
    const std::uint64_t syllables = 2 + random.below(3);
    for (std::uint64_t i = 0; i < syllables; ++i)
        domain += kSyllables.at(random.below(kSyllables.size()));
    return domain;
}

} // namespace

NameUniverse::NameUniverse(const Scenario& scenario, Random random) {
    if (scenario.browsing) {
        m_siteCount = scenario.browsing->sites;
        m_thirdPartyCount = scenario.browsing->thirdParties;
        addInvented(m_siteCount, false, random);
        addInvented(m_thirdPartyCount, true, random);
        std::uint64_t total = 0;
        for (std::uint64_t rank = 1; rank <= std::max(m_siteCount, m_thirdPartyCount); ++rank)
            m_cumulativeWeights.push_back(total += (std::uint64_t{1} << 32U) / rank);
    }
    for (const Service& service : scenario.services)
        m_services.push_back(add(service.name, service.ttlSeconds, service.exists, false));
    for (const Beacon& beacon : scenario.beacons)
        m_beacons.push_back(add(beacon.name, beacon.ttlSeconds, true, false));
}

void NameUniverse::addInvented(std::uint32_t count, bool thirdParty, Random& random) {
    for (const std::uint32_t end = size() + count; size() < end;) {
        const std::string domain = inventDomain(random);
        const std::string_view prefix =
            thirdParty ? kThirdPartyPrefixes.at(random.below(kThirdPartyPrefixes.size()))
                       : kSitePrefixes.at(random.below(kSitePrefixes.size()));
        const std::uint32_t ttl = kTtls.at(random.below(kTtls.size()));
        add(fmt::format("{}.{}.example", prefix, domain), ttl, true, random.chance(0.4));
    }
}

std::uint32_t NameUniverse::add(const std::string& text, std::uint32_t ttlSeconds, bool exists,
                                bool hasIpv6) {
    const auto [entry, isNew] = m_numbers.emplace(text, size());
    if (isNew)
        m_names.push_back(
            {text, wireName(text).value_or(std::string(1, '\0')), ttlSeconds, exists, hasIpv6});
    return entry->second;
}

std::uint32_t NameUniverse::drawSite(Random& random) const {
    const auto last = m_cumulativeWeights.begin() + m_siteCount;
    const std::uint64_t drawn = random.below(*(last - 1));
    return static_cast<std::uint32_t>(std::upper_bound(m_cumulativeWeights.begin(), last, drawn) -
                                      m_cumulativeWeights.begin());
}

std::uint32_t NameUniverse::drawThirdParty(Random& random) const {
    const auto last = m_cumulativeWeights.begin() + m_thirdPartyCount;
    const std::uint64_t drawn = random.below(*(last - 1));
    return m_siteCount +
           static_cast<std::uint32_t>(std::upper_bound(m_cumulativeWeights.begin(), last, drawn) -
                                      m_cumulativeWeights.begin());
}

} // namespace beaconscope::simulate
