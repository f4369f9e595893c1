// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/column_layout.h"

namespace beaconscope::session {

QStringList toStringList(const ColumnLayout& layout) {
    QStringList list;
    for (const ColumnState& column : layout) {
        list.append(QStringLiteral("%1:%2:%3")
                        .arg(column.id)
                        .arg(column.width)
                        .arg(column.visible ? QStringLiteral("shown") : QStringLiteral("hidden")));
    }
    return list;
}

ColumnLayout columnLayoutFrom(const QStringList& list) {
    ColumnLayout layout;
    for (const QString& entry : list) {
        const QStringList parts = entry.split(QLatin1Char(':'));
        bool isNumber = false;
        const int width = parts.size() == 3 ? parts[1].toInt(&isNumber) : 0;
        if (!isNumber || width < 0 || parts[0].isEmpty())
            continue;
        layout.push_back({parts[0], width, parts[2] != QLatin1String("hidden")});
    }
    return layout;
}

} // namespace beaconscope::session
