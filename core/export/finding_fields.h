// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <string>
#include <vector>

namespace beaconscope::exporting {

/// Which series an export lists.
enum class Listed : std::uint8_t {
    Reported, ///< series that are flagged and that no rule hides
    All,      ///< also series that are not flagged, or that a rule hides
};

/// Returns how many findings an export lists. Their ranks are all below this number.
std::size_t listedFindings(const snapshot::Snapshot& snapshot, Listed listed);

/// Stands for the registered domain of a pool of names that do not exist.
inline constexpr const char* kPoolDomain = "*nx*";

// These return the texts of a finding. A text is empty if the finding has no client or name: for
// example, a finding over all clients has no client. For a finding about a whole registered domain,
// nameOf() returns the name that has the rhythm, or an empty string if no single name has it.
std::string clientOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding);
std::string nameOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding);
std::string domainOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding);
/// Returns the rule that hides the finding, in words, or an empty string if no rule hides it.
std::string excludedByOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding);

} // namespace beaconscope::exporting
