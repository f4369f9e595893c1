// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session/settings.h"

#include <QPalette>

namespace beaconscope::ui {

/// Forces light or dark colours on the whole application. With Theme::System it uses the colours of
/// the desktop again, and follows their changes at run time.
void applyTheme(session::Theme theme);

bool isDark(const QPalette& palette);

/// Colours for warnings and errors. They are readable on the palette's base, and people who cannot
/// tell red from green can tell them apart. A colour is never the only sign: always show a symbol
/// or a word with it.
QColor warningColour(const QPalette& palette);
QColor errorColour(const QPalette& palette);

} // namespace beaconscope::ui
