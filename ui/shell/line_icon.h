// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QString>

namespace beaconscope::ui {

/// Returns the icon of this name ("open") in resources/icons. It is painted in the palette's
/// present colour for text, so one drawing serves light and dark themes, and it is sharp at any
/// scale. Null when there is no such icon.
QIcon lineIcon(const QString& name);

/// Returns the icon of the program, in its own colours.
QIcon applicationIcon();

} // namespace beaconscope::ui
