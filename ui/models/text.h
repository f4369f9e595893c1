// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string_view>

namespace beaconscope::models {

/// Core speaks UTF-8.
inline QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A tooltip that shows `text` as it is, in lines that wrap. Qt takes a tooltip for HTML where it
/// looks like it, and names, notes and paths can be made to.
QString toolTipOf(const QString& text);

/// "1,234", the way core writes counts, whatever the locale: numbers in one window look alike.
QString countText(qulonglong count);

/// "1.2 MB": decimal multiples, as drives and networks count.
QString bytesText(double bytes);

} // namespace beaconscope::models
