// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace beaconscope::ui {

/// From now on, the mouse wheel changes the value of `field` (a box with a number or a choice) only
/// while it has the keyboard focus. Otherwise the wheel scrolls what is around it: a user who
/// scrolls past must not change a setting.
void guardFromWheel(QWidget* field);

} // namespace beaconscope::ui
