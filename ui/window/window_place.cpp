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

/// Of the screen, what a window may fill: its frame needs some too, but how much is only known once
/// the window is seen.
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
        // Where it goes is for the desktop to say.
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
