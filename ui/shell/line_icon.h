// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QString>

namespace beaconscope::ui {

/// An icon of resources/icons by its name ("open"), drawn in the colour that the palette has for
/// text at the moment it is painted: one drawing for light and dark, sharp at any scale. Null when
/// there is no such drawing.
QIcon lineIcon(const QString& name);

/// In its own colours.
QIcon applicationIcon();

} // namespace beaconscope::ui
