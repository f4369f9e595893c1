// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session/settings.h"

#include <QPalette>

namespace beaconscope::ui {

/// Forces light or dark colours on the whole application, or gives them back to the system, whose
/// changes are then followed at run time.
void applyTheme(session::Theme theme);

bool isDark(const QPalette& palette);

/// For what is wrong or needs attention; readable on the palette's base, told apart by people who
/// do not see red and green. Never the only sign: a glyph or a word goes with it.
QColor warningColour(const QPalette& palette);
QColor errorColour(const QPalette& palette);

} // namespace beaconscope::ui
