// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/window_place.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace beaconscope::ui {

namespace {

constexpr QSize kFirstSize(1440, 900);

/// Returns the part of the screen that a window may fill. The rest is for its frame: how much a
/// frame needs is known only when the window is shown.
QRect roomFor(const QWidget& window) {
    const QScreen* const below = QGuiApplication::screenAt(window.geometry().center());
    const QScreen& screen = below != nullptr ? *below : *window.screen();
    const int side = window.fontMetrics().averageCharWidth();
    const int title = 3 * window.fontMetrics().height();
    return screen.availableGeometry().adjusted(side, title, -side, -side);
}

} // namespace

void placeWindow(QWidget& window, const QByteArray& before) {
    if (!window.restoreGeometry(before)) {
        // Without an earlier place, the desktop chooses one.
        window.resize(kFirstSize.boundedTo(roomFor(window).size()));
        return;
    }
    if (window.isMaximized() || window.isFullScreen())
        return;
    const QRect room = roomFor(window);
    QRect place = window.geometry();
    place.setSize(place.size().boundedTo(room.size()));
    place.moveLeft(std::clamp(place.left(), room.left(), room.right() + 1 - place.width()));
    place.moveTop(std::clamp(place.top(), room.top(), room.bottom() + 1 - place.height()));
    window.setGeometry(place);
}

} // namespace beaconscope::ui
