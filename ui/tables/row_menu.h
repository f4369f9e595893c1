// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule.h"
#include "ui/models/row_subject.h"
#include "ui/models/snapshot_table_model.h"

#include <QMenu>
#include <QModelIndex>

#include <functional>

namespace beaconscope::ui {

/// What the entries of a row's context menu call.
struct RowMenuTargets {
    std::function<void(const QString& term)> filterBy;
    std::function<void(const rules::Rule& rule)> exclude;
    std::function<void(const QString& name)> markAsKnown;
    std::function<void(const std::vector<snapshot::SubjectKey>& subjects)> showInQueries;
    std::function<void(int column, bool descending)> sortBy;
    std::function<void()> copyRows;
    std::function<void()> exportRows;
};

/// Fills `menu` with the actions for the row and the cell at `index`.
void fillRowMenu(QMenu& menu, const models::SnapshotTableModel& model, const QModelIndex& index,
                 const RowMenuTargets& targets);

} // namespace beaconscope::ui
