// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/app_style.h"

#include "ui/shell/theme.h"

#include <QHeaderView>
#include <QStyleOption>
#include <QTableView>

namespace beaconscope::ui {

namespace {

/// Fusion draws its outlines in the colour of the window, darkened by this much (percent).
constexpr int kOutlineDarkening = 140;

/// Returns a palette that makes Fusion draw a visible outline. Its own outline is darker than the
/// window, so with dark colours nobody could see it.
QPalette withVisibleOutline(QPalette palette) {
    if (isDark(palette)) {
        const QColor outline = palette.color(QPalette::Disabled, QPalette::Text);
        palette.setColor(QPalette::Window, outline.lighter(kOutlineDarkening));
    }
    return palette;
}

} // namespace

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                          const QWidget* widget) const {
    const int base = QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_FocusFrameHMargin:
        if (qobject_cast<const QTableView*>(widget) != nullptr)
            return base + widget->fontMetrics().averageCharWidth() / 2;
        break;
    case PM_HeaderMargin:
        // Qt adds one pixel to cells. Titles get it as well, so that they stand exactly above their
        // cells.
        if (qobject_cast<const QHeaderView*>(widget) != nullptr)
            return base + 1 + widget->fontMetrics().averageCharWidth() / 2;
        break;
    default:
        break;
    }
    return base;
}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                             QPainter* painter, const QWidget* widget) const {
    // Copies the option as its real type: a plain QStyleOption would lose its type and would not be
    // drawn.
    if (const auto* const frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        frame != nullptr && element == PE_FrameLineEdit) {
        QStyleOptionFrame outlined = *frame;
        outlined.palette = withVisibleOutline(frame->palette);
        QProxyStyle::drawPrimitive(element, &outlined, painter, widget);
    } else if (const auto* const button = qstyleoption_cast<const QStyleOptionButton*>(option);
               button != nullptr && element == PE_IndicatorCheckBox) {
        QStyleOptionButton outlined = *button;
        outlined.palette = withVisibleOutline(button->palette);
        QProxyStyle::drawPrimitive(element, &outlined, painter, widget);
    } else {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AppStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                  QPainter* painter, const QWidget* widget) const {
    if (const auto* const box = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
        QStyleOptionSpinBox outlined = *box;
        outlined.palette = withVisibleOutline(box->palette);
        QProxyStyle::drawComplexControl(control, &outlined, painter, widget);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace beaconscope::ui
