// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProxyStyle>

namespace beaconscope::ui {

/// The style of the desktop with two corrections. Cells and titles of tables get some space at
/// their sides, so that a number does not touch the text to its right. With dark colours, the
/// outlines of fields and check boxes are made visible.
class AppStyle : public QProxyStyle {
    Q_OBJECT
public:
    /// `base` is the name of the style that does the drawing.
    explicit AppStyle(const QString& base)
        : QProxyStyle(base) {}

    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                            QPainter* painter, const QWidget* widget) const override;
};

} // namespace beaconscope::ui
