// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/export/finding_fields.h"
#include "core/snapshot/snapshot.h"

#include <iosfwd>

namespace beaconscope::exporting {

/// Writes the report for a terminal: what the capture holds, the notices, and the findings with
/// their reasons. It is for people; scripts should read JSON or CSV. Control characters in names
/// are escaped, so the text is safe on a terminal.
void writeTextReport(const snapshot::Snapshot& snapshot, Listed listed, std::ostream& out);

} // namespace beaconscope::exporting
