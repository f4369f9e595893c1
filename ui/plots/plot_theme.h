// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QFont>

class QCustomPlot;
class QPalette;

namespace beaconscope::plots {

/// Colours and fonts of a plot. Data colours are those of Okabe and Ito ("Color Universal Design",
/// 2008), which colour-blind viewers tell apart; every mark has a shape or pattern of its own too.
struct PlotTheme {
    QFont font;
    QColor background;
    QColor text;
    QColor axis;
    QColor grid;
    QColor shade;  ///< over what lies outside a brushed range
    QColor data;   ///< queries and intervals
    QColor period; ///< the period and the beats it lets expect
    QColor missed; ///< beats that did not come
    QColor ttl;
    QColor labRule;
    QColor window; ///< of the detector
};

/// Follows the palette, which is dark when its text is lighter than its base.
PlotTheme plotTheme(const QPalette& palette, const QFont& font);

/// Black on white, whatever the screen has. `font` must have a pixel size for printing.
PlotTheme printTheme(const QFont& font);

/// Sets background, axes, grids and legends. Plottables are for their owners to colour.
void applyTheme(QCustomPlot& plot, const PlotTheme& theme);

/// `color` with another opacity, 0 to 1.
QColor withOpacity(QColor color, float opacity);

} // namespace beaconscope::plots
