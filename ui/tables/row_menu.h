// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule.h"
#include "core/snapshot/subject_key.h"
#include "ui/models/snapshot_table_model.h"

#include <QList>
#include <QMenu>
#include <QModelIndex>
#include <QStringList>

#include <functional>
#include <vector>

namespace beaconscope::ui {

/// What the entries of a row's context menu call.
struct RowMenuTargets {
    std::function<void(const QString& term)> filterBy;
    std::function<void(const std::vector<rules::Rule>& rules)> exclude;
    std::function<void(const QStringList& names)> markAsKnown;
    std::function<void(const std::vector<snapshot::SubjectKey>& subjects)> showInQueries;
    std::function<void(int column, bool descending)> sortBy;
    std::function<void()> copyRows;
    std::function<void()> exportRows;
};

/// An entry that would need a long text or many rules is left out for more rows than this.
inline constexpr qsizetype kMaxMenuRows = 1'000;

/// Fills `menu` with the actions for the rows that the model shows at `rows`. Every action is about
/// all of them. `index` is the cell under the mouse; its column is the one to filter and sort by.
void fillRowMenu(QMenu& menu, const models::SnapshotTableModel& model, const QList<int>& rows,
                 const QModelIndex& index, const RowMenuTargets& targets);

} // namespace beaconscope::ui
