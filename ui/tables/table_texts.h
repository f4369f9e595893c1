// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/tables/row_order.h"

#include <QString>

namespace beaconscope::ui {

/// Why a table has no rows, for people. Null `snapshot`: nothing is open; null `order`: the rows
/// are still being sorted.
QString reasonWhyEmpty(tables::TableKind kind, const snapshot::Snapshot* snapshot,
                       const tables::RowOrder* order);

/// How many rows are shown and selected, and how many are not shown.
QString rowCountText(const tables::RowOrder& order, int selectedRows);

} // namespace beaconscope::ui
