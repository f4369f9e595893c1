// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QModelIndexList>
#include <QString>

namespace beaconscope::models {

/// The selected cells as tab-separated text with a header line, in the order in which they are
/// shown: `columns` are the visible ones from left to right, rows go by their number. Values are
/// the exact ones, neutralised as in CSV exports.
QString toTsv(const QAbstractItemModel& model, QList<int> rows, const QList<int>& columns);

} // namespace beaconscope::models
