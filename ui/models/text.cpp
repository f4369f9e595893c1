// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/text.h"

#include "core/base/text.h"

#include <QLocale>
#include <QStringList>

#include <array>

namespace beaconscope::models {

QString shown(const QString& text) {
    QStringList lines = text.split(u'\n');
    for (QString& line : lines)
        line = QString::fromStdString(escapeForTerminal(line.toStdString()));
    return lines.join(u'\n');
}

QString shown(std::string_view text) {
    return shown(toQString(text));
}

QString toolTipOf(const QString& text) {
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>")
        .arg(shown(text).toHtmlEscaped());
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
