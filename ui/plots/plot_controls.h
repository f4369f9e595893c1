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

/// Returns a tool bar with the actions of every plot: move, zoom, and show everything again. With
/// `selectTip` (not null) it also has a mode in which a drag selects a range. Actions that do not
/// fit move into a menu.
QToolBar* makePlotControls(ZoomPlot& plot, const char* selectTip, QWidget* parent);

/// Returns a label for text that comes from a capture. It shows any text as plain text, even if it
/// looks like HTML, and can be narrower than its text.
QLabel* makePlainLabel(QWidget* parent);

/// Returns a long title without its middle: a name has few places to break a line at, and stands
/// beside the plot in full.
QString shortTitle(const std::string& title);

} // namespace beaconscope::plots
