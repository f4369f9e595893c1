// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string_view>

namespace beaconscope::models {

/// Converts text of core, which is UTF-8.
inline QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Returns text from captures, files and paths for display, escaped as escapeForTerminal() does. So
/// no character that is invisible or changes the direction of writing is shown as what it does.
/// Line breaks stay.
QString shown(const QString& text);
QString shown(std::string_view text);

/// Returns a tooltip that shows `text` as it is, in lines that wrap. Qt would show text that looks
/// like HTML as HTML, and an attacker can choose names, notes and paths that look like HTML.
QString toolTipOf(const QString& text);

/// Returns a count as core writes it ("1,234"), whatever the locale, so that all numbers in the
/// window look alike.
QString countText(qulonglong count);

/// Returns "1.2 MB" and the like. Uses decimal multiples, as drives and networks do.
QString bytesText(double bytes);

} // namespace beaconscope::models
