// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/export/finding_fields.h"
#include "core/snapshot/snapshot.h"

#include <iosfwd>

namespace beaconscope::exporting {

/// The report for a terminal: what the capture holds, notices, and a table of findings with their
/// reasons. For eyes, not for scripts; safe to print whatever names hold.
void writeTextReport(const snapshot::Snapshot& snapshot, Listed listed, std::ostream& out);

} // namespace beaconscope::exporting
