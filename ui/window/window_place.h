// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QByteArray;
class QWidget;

namespace beaconscope::ui {

/// Gives a window its size and place before it is shown. Uses those of the last run (`before`), if
/// there are any, even when the screen is another one now. The whole window with its frame is
/// visible.
void placeWindow(QWidget& window, const QByteArray& before);

} // namespace beaconscope::ui
