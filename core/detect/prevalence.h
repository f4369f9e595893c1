// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>

namespace beaconscope::detect {

/// How common a domain is in the capture.
struct Prevalence {
    std::size_t clients = 1;          ///< that asked for the domain
    std::size_t clientsInCapture = 1; ///< that asked for anything
};

/// Fewer clients say nothing about what is common.
inline constexpr std::size_t kMinClientsForPrevalence = 5;

/// Asked by so many clients that it looks like a service everyone has.
bool isCommon(const Prevalence& prevalence);

/// What is left of a priority: less than 1 for what several clients ask for, least for what is
/// common.
double prevalenceWeight(const Prevalence& prevalence);

} // namespace beaconscope::detect
