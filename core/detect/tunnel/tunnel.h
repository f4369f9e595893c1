// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/measured.h"
#include "core/detect/prevalence.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::detect::tunnel {

/// One query of one client below one registered domain, or below none, with what a tunnel would
/// use.
struct TunnelQuery {
    double timeSeconds = 0;
    std::uint32_t name = 0; ///< any number that is the same for the same name
    /// The name without its registered domain; the whole name where there are several domains.
    std::string_view subdomain;
    std::uint16_t type = 0;
    std::uint32_t queryBytes = 0;
    std::uint32_t responseBytes = 0; ///< 0: no response
};

/// How much a client may have carried in names, and how that looks.
struct TunnelVolume {
    std::size_t queries = 0;
    std::size_t names = 0;  ///< different names with a subdomain
    double newShare = 0;    ///< of the queries, those that ask for a name and type the first time
    double bitsPerName = 0; ///< mean length times entropy per byte: what a name can carry
    double meanLength = 0;  ///< bytes of the subdomain on the wire, without lengths
    std::size_t longestLabel = 0;
    double entropyBits = 0;   ///< of the subdomains' bytes, bits a byte
    double dataTypeShare = 0; ///< of the queries: types other than A, AAAA, HTTPS, SVCB and PTR
    double streamShare = 0;   ///< of the queries, those that follow the one before within a beat
    std::map<std::uint16_t, std::size_t> types;
    std::uint64_t queryBytes = 0;
    std::uint64_t responseBytes = 0;
    /// Mean over the responses of the bytes that they are longer than their queries: the answer.
    double answerBytes = 0;
    double firstSeconds = 0;
    double lastSeconds = 0;
};

/// When volume counts as a tunnel. All can be edited by the user.
struct TunnelLimits {
    std::size_t leastNames = 100;
    double leastNewShare = 0.8;
    /// Blocklist look-ups of IPv4 addresses and labels of content networks stay below.
    double leastBitsPerName = 80;
    /// Names whose queries want addresses alone need this many times more: antivirus look-ups put a
    /// hash into a name and read the verdict from an address.
    double addressOnlyFactor = 5;
    /// Of the queries, for a domain not to count as addresses alone.
    double leastDataTypeShare = 0.1;
    /// Data is sent in a stream, or comes back in the answers; look-ups of hashes and the like come
    /// one by one, as files and mails do, and are answered with a verdict. One of the two suffices.
    double leastStreamShare = 0.5;
    double leastAnswerBytes = 40;
};

/// Linear in queries and their subdomains. `queries` in time order.
TunnelVolume measureTunnel(std::span<const TunnelQuery> queries);

/// Continuous streams have no beats, so the rhythm test cannot see a busy tunnel; its volume can.
/// What the numbers cannot do: tell a tunnel from another service that puts data into names in a
/// stream or answers at length, and see a tunnel that sends less than the limits, or sends slowly
/// and takes nothing back.
bool looksLikeTunnel(const TunnelVolume& volume, const TunnelLimits& limits);

/// Returns the first limit that is not met, or the number of names.
DecidingValue decidingLimit(const TunnelVolume& volume, const TunnelLimits& limits);

/// Where it stands among findings, 0 to 100; see priority().
double tunnelPriority(const TunnelVolume& volume, const TunnelLimits& limits,
                      const Prevalence& prevalence);

/// In words and numbers, with the limits, for tunnels and for what is none.
std::vector<std::string> explainTunnel(const TunnelVolume& volume, const TunnelLimits& limits,
                                       const Prevalence& prevalence);

} // namespace beaconscope::detect::tunnel
