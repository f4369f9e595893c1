// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <string>
#include <vector>

namespace beaconscope::exporting {

/// Which series an export lists.
enum class Listed : std::uint8_t {
    Reported, ///< flagged, and not hidden by a rule
    All,      ///< unflagged and excluded ones too
};

/// How many findings that are, from rank 0 on.
std::size_t listedFindings(const snapshot::Snapshot& snapshot, Listed listed);

/// Stands for the registered domain of a pool of names that do not exist.
inline constexpr const char* kPoolDomain = "*nx*";

// A finding's texts; empty where the grouping has no such thing. The name of a finding about a
// whole registered domain is the one that carries the rhythm, if there is one.
std::string clientOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding);
std::string nameOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding);
std::string domainOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding);
/// The rule that hides it, in words; empty when none does.
std::string excludedByOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding);

} // namespace beaconscope::exporting
