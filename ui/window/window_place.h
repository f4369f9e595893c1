// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QByteArray;
class QWidget;

namespace beaconscope::ui {

/// Gives a window that is not shown yet its size and place: those of before where there are any, on
/// a screen that may be another one by now. All of it can be seen, the frame included.
void placeWindow(QWidget& window, const QByteArray& before);

} // namespace beaconscope::ui
