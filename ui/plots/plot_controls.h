// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string>

class QLabel;
class QToolBar;
class QWidget;

namespace beaconscope::plots {

class ZoomPlot;

/// A tool bar with what every plot has: move or zoom with the mouse, and everything back in view.
/// With `selectTip` also a mode in which a drag selects. What does not fit goes into a menu.
QToolBar* makePlotControls(ZoomPlot& plot, const char* selectTip, QWidget* parent);

/// A label for sentences from outside: plain text, whatever it looks like, and it may be narrower
/// than its text.
QLabel* makePlainLabel(QWidget* parent);

/// Without its middle where it is long: a name has few places to break a line at, and is written
/// out beside the plot.
QString shortTitle(const std::string& title);

} // namespace beaconscope::plots
