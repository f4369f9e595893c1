// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/export/finding_fields.h"
#include "core/snapshot/snapshot.h"

#include <iosfwd>

namespace beaconscope::exporting {

/// Writes the listed findings in aligned columns, numbered from 1. Long names are shortened so that
/// a line has at most 100 characters, if possible. Writes nothing when there are no findings.
/// Control characters in names are escaped, so the text is safe on a terminal.
void writeFindingsTable(const snapshot::Snapshot& snapshot, Listed listed, std::ostream& out);

} // namespace beaconscope::exporting
