// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/export/finding_fields.h"
#include "core/snapshot/snapshot.h"

#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>

namespace beaconscope::exporting {

/// This number rises when a field changes its meaning or is removed. New fields do not raise it.
inline constexpr int kJsonSchemaVersion = 1;

/// Writes the report for programs: capture, detector, parameters, rules and findings. The man page
/// documents its fields. Times are ISO 8601 in UTC with nanoseconds. The names of fields with a
/// duration or a size end with the unit. Unknown values are null. Returns early when `stop` is
/// requested; the content is then unfinished.
void writeJson(const snapshot::Snapshot& snapshot, Listed listed, std::ostream& out,
               const std::stop_token& stop = {});

/// Writes to a file. When this returns an error, the file is as it was before.
std::optional<Error> writeJson(const snapshot::Snapshot& snapshot, Listed listed,
                               const std::string& path);

} // namespace beaconscope::exporting
