// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/tsv.h"

#include "core/base/text.h"
#include "ui/models/snapshot_table_model.h"
#include "ui/models/text.h"

#include <QStringList>

#include <algorithm>

namespace beaconscope::models {

namespace {

/// A tab or a line break inside a cell would shift every cell after it, and a spreadsheet must not
/// run a pasted cell as a formula.
QString cellText(const QString& exact) {
    QString text = toQString(neutralised(exact.toStdString()));
    for (QChar& character : text) {
        if (character == QLatin1Char('\t') || character == QLatin1Char('\n') ||
            character == QLatin1Char('\r'))
            character = QLatin1Char(' ');
    }
    return text;
}

} // namespace

QString toTsv(const QAbstractItemModel& model, QList<int> rows, const QList<int>& columns) {
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    QStringList cells;
    for (const int column : columns)
        // The exact texts of times have their own zone.
        cells.append(
            cellText(model.headerData(column, Qt::Horizontal, SnapshotTableModel::PlainTitleRole)
                         .toString()));
    lines.append(cells.join(QLatin1Char('\t')));
    for (const int row : rows) {
        cells.clear();
        for (const int column : columns) {
            const QModelIndex index = model.index(row, column);
            cells.append(cellText(index.data(SnapshotTableModel::ExactTextRole).toString()));
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace beaconscope::models
