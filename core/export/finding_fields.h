// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/snapshot.h"

#include <string>
#include <vector>

namespace beaconscope::exporting {

/// Which series an export lists.
enum class Listed : std::uint8_t {
    Reported, ///< flagged, and not hidden by a rule
    All,      ///< unflagged and excluded ones too
};

/// How many findings that are, from rank 0 on.
std::size_t listedFindings(const engine::Snapshot& snapshot, Listed listed);

/// Stands for the registered domain of a pool of names that do not exist.
inline constexpr const char* kPoolDomain = "*nx*";

// A finding's texts; empty where the grouping has no such thing. The name of a finding about a
// whole registered domain is the one that carries the rhythm, if there is one.
std::string clientOf(const engine::Snapshot& snapshot, const analysis::Finding& finding);
std::string nameOf(const engine::Snapshot& snapshot, const analysis::Finding& finding);
std::string domainOf(const engine::Snapshot& snapshot, const analysis::Finding& finding);
/// The rule that hides it, in words; empty when none does.
std::string excludedByOf(const engine::Snapshot& snapshot, const analysis::Finding& finding);

} // namespace beaconscope::exporting
