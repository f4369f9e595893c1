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
    QColor shade;  ///< covers what lies outside a brushed range
    QColor data;   ///< queries and intervals
    QColor period; ///< the period and the expected beats
    QColor missed; ///< beats that did not come
    QColor ttl;
    QColor labRule;
    QColor window; ///< of the detector
};

/// Returns the dark theme when the text of the palette is lighter than its base, else the light
/// one.
PlotTheme plotTheme(const QPalette& palette, const QFont& font);

/// Returns black on white, whatever colours the screen has. For printing, `font` must have a size
/// in pixels.
PlotTheme printTheme(const QFont& font);

/// Sets the colours of background, axes, grids and legends. Graphs and bars are coloured by the
/// code that owns them.
void applyTheme(QCustomPlot& plot, const PlotTheme& theme);

/// Returns `color` with another opacity, from 0 to 1.
QColor withOpacity(QColor color, float opacity);

} // namespace beaconscope::plots
