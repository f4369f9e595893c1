// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/text.h"

#include <QLocale>

#include <array>

namespace beaconscope::models {

QString toolTipOf(const QString& text) {
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(text.toHtmlEscaped());
}

QString countText(qulonglong count) {
    QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale.toString(count);
}

QString bytesText(double bytes) {
    static constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (bytes >= 999.5 && unit + 1 < kUnits.size()) {
        bytes /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 || bytes >= 99.95 ? 0 : 1;
    return QStringLiteral("%1 %2").arg(bytes, 0, 'f', decimals).arg(QLatin1String(kUnits[unit]));
}

} // namespace beaconscope::models
