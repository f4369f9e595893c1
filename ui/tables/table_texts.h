// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/tables/row_order.h"

#include <QString>

namespace beaconscope::ui {

/// Returns why a table has no rows, for people. A null `snapshot` means that no capture is open; a
/// null `order` means that the rows are still being sorted.
QString reasonWhyEmpty(tables::TableKind kind, const snapshot::Snapshot* snapshot,
                       const tables::RowOrder* order);

/// Returns how many rows are shown, hidden and selected, for people.
QString rowCountText(const tables::RowOrder& order, int selectedRows);

} // namespace beaconscope::ui
