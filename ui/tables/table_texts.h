// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/tables/row_order.h"

#include <QString>

#include <vector>

namespace beaconscope::ui {

/// Returns why a table has no rows, for people. A null `snapshot` means that no capture is open; a
/// null `order` means that the rows are still being sorted. `isScoped`: only the queries of some
/// rows of other tables are wanted.
QString reasonWhyEmpty(tables::TableKind kind, const snapshot::Snapshot* snapshot,
                       const tables::RowOrder* order, bool isScoped = false);

/// Returns what a scope is about: "10.1.2.3 → www.example", or the first of several and how many
/// more there are.
QString scopeLabel(const std::vector<snapshot::SubjectKey>& scope);

/// Returns how many rows are shown, hidden and selected, for people.
QString rowCountText(const tables::RowOrder& order, int selectedRows);

} // namespace beaconscope::ui
