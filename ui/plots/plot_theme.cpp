// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/plot_theme.h"

#include <QPalette>
#include <qcustomplot.h>

namespace beaconscope::plots {

namespace {

QColor mixed(const QColor& one, const QColor& other, float share) {
    return QColor::fromRgbF(one.redF() * (1 - share) + other.redF() * share,
                            one.greenF() * (1 - share) + other.greenF() * share,
                            one.blueF() * (1 - share) + other.blueF() * share);
}

PlotTheme themeOn(const QColor& background, const QColor& text, bool dark, const QFont& font) {
    PlotTheme theme;
    theme.font = font;
    theme.background = background;
    theme.text = text;
    theme.axis = mixed(text, background, 0.35F);
    theme.grid = mixed(text, background, dark ? 0.80F : 0.88F);
    theme.shade = withOpacity(mixed(text, background, 0.4F), 0.25F);
    theme.data = dark ? QColor(0x56, 0xb4, 0xe9) : QColor(0x00, 0x72, 0xb2);
    theme.period = dark ? QColor(0x1f, 0xc8, 0x9a) : QColor(0x00, 0x9e, 0x73);
    theme.missed = dark ? QColor(0xf2, 0x7f, 0x30) : QColor(0xd5, 0x5e, 0x00);
    theme.ttl = QColor(0xcc, 0x79, 0xa7);
    theme.labRule = QColor(0xe6, 0x9f, 0x00);
    theme.window = dark ? QColor(0xf0, 0xe4, 0x42) : QColor(0x50, 0x50, 0x50);
    return theme;
}

void applyTo(QCPAxis& axis, const PlotTheme& theme) {
    axis.setBasePen(QPen(theme.axis, 1));
    axis.setTickPen(QPen(theme.axis, 1));
    axis.setSubTickPen(QPen(theme.axis, 1));
    axis.setLabelColor(theme.text);
    axis.setTickLabelColor(theme.text);
    axis.setLabelFont(theme.font);
    axis.setTickLabelFont(theme.font);
    axis.grid()->setPen(QPen(theme.grid, 1));
    axis.grid()->setZeroLinePen(QPen(theme.grid, 1));
}

} // namespace

QColor withOpacity(QColor color, float opacity) {
    color.setAlphaF(opacity);
    return color;
}

PlotTheme plotTheme(const QPalette& palette, const QFont& font) {
    const QColor background = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    return themeOn(background, text, text.lightnessF() > background.lightnessF(), font);
}

PlotTheme printTheme(const QFont& font) {
    return themeOn(Qt::white, Qt::black, false, font);
}

void applyTheme(QCustomPlot& plot, const PlotTheme& theme) {
    plot.setBackground(QBrush(theme.background));
    for (QCPAxisRect* rect : plot.axisRects()) {
        for (QCPAxis* axis : rect->axes())
            applyTo(*axis, theme);
    }
    plot.legend->setFont(theme.font);
    plot.legend->setTextColor(theme.text);
    plot.legend->setBrush(Qt::NoBrush);
    plot.legend->setBorderPen(Qt::NoPen);
}

} // namespace beaconscope::plots
