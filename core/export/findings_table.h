// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/export/finding_fields.h"
#include "core/snapshot/snapshot.h"

#include <iosfwd>

namespace beaconscope::exporting {

/// The listed findings in aligned columns, numbered from 1: as wide as their texts, and names only
/// so far that a line fits 100 columns where it can. Nothing when there are none. Safe to print.
void writeFindingsTable(const snapshot::Snapshot& snapshot, Listed listed, std::ostream& out);

} // namespace beaconscope::exporting
