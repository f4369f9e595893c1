// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>

namespace beaconscope::detect {

/// How common a domain is in the capture.
struct Prevalence {
    std::size_t clients = 1;          ///< that asked for the domain
    std::size_t clientsInCapture = 1; ///< that asked for anything
    /// The addresses under which the client of the series asks for the domain, one after the other.
    std::size_t addresses = 1;
};

/// In a capture with fewer clients nobody can say what is common.
inline constexpr std::size_t kMinClientsForPrevalence = 5;

/// Asked by so many clients that it looks like a service everyone has.
bool isCommon(const Prevalence& prevalence);

/// Returns sentences for people, with a blank before each but the first: how many clients ask, and
/// whether the address of the client changes. `ofCommon` is added for a common domain.
std::string describe(const Prevalence& prevalence, const std::string& ofCommon);

/// Returns the factor of the priority for a domain: 1 for a single client, less for several
/// clients, least for a common domain.
double prevalenceWeight(const Prevalence& prevalence);

/// Returns the factor of the priority for names of a known service.
inline double serviceWeight(bool isKnownService) {
    return isKnownService ? 0.5 : 1;
}

} // namespace beaconscope::detect
