// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/export/finding_fields.h"
#include "core/snapshot/snapshot.h"

#include <iosfwd>
#include <optional>
#include <string>

namespace beaconscope::exporting {

/// Rises when a field changes its meaning or goes away; new fields do not raise it.
inline constexpr int kJsonSchemaVersion = 1;

/// The report for machines, as the man page documents it: capture, detector, parameters, rules and
/// findings. Times are ISO 8601 UTC with nanoseconds, lengths carry their unit in their name; what
/// is not known is null.
void writeJson(const snapshot::Snapshot& snapshot, Listed listed, std::ostream& out);

/// The same, into a file that is complete or as it was before.
std::optional<Error> writeJson(const snapshot::Snapshot& snapshot, Listed listed,
                               const std::string& path);

} // namespace beaconscope::exporting
