// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QModelIndexList>
#include <QString>

namespace beaconscope::models {

/// Returns the selected cells as tab-separated text with a header line, in the order in which they
/// are shown. `columns` are the visible columns from left to right; rows are sorted by their
/// number. Values are exact, and made harmless for spreadsheets as in CSV exports.
QString toTsv(const QAbstractItemModel& model, QList<int> rows, const QList<int>& columns);

} // namespace beaconscope::models
