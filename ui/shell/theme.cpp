// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/theme.h"

#include "ui/shell/app_style.h"

#include <QApplication>
#include <QStyle>

namespace beaconscope::ui {

namespace {

struct Colours {
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb text;
    QRgb faint;
    QRgb disabled;
    QRgb button;
    QRgb line;
    QRgb highlight;
    QRgb highlightedText;
    QRgb link;
    QRgb toolTip;
};

constexpr Colours kLight{0xfff3f4f6, 0xffffffff, 0xfff7f8fa, 0xff1b1f24, 0xff5d6570, 0xff9aa1ab,
                         0xffebedf0, 0xffc4c9d0, 0xff0b62b8, 0xffffffff, 0xff0b62b8, 0xfffffbe6};
constexpr Colours kDark{0xff1f2328, 0xff17191d, 0xff1c1f24, 0xffe3e6ea, 0xff98a1ad, 0xff6b727c,
                        0xff2b3036, 0xff434a53, 0xff2f7fd1, 0xffffffff, 0xff6cb2f7, 0xff2b3036};

QPalette paletteOf(const Colours& colours) {
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour) {
        palette.setColor(role, QColor::fromRgb(colour));
    };
    set(QPalette::Window, colours.window);
    set(QPalette::WindowText, colours.text);
    set(QPalette::Base, colours.base);
    set(QPalette::AlternateBase, colours.alternate);
    set(QPalette::Text, colours.text);
    set(QPalette::PlaceholderText, colours.faint);
    set(QPalette::Button, colours.button);
    set(QPalette::ButtonText, colours.text);
    set(QPalette::BrightText, colours.highlightedText);
    set(QPalette::Mid, colours.line);
    set(QPalette::Highlight, colours.highlight);
    set(QPalette::HighlightedText, colours.highlightedText);
    set(QPalette::Link, colours.link);
    set(QPalette::LinkVisited, colours.link);
    set(QPalette::ToolTipBase, colours.toolTip);
    set(QPalette::ToolTipText, colours.text);
    const QColor window = QColor::fromRgb(colours.window);
    palette.setColor(QPalette::Light, window.lighter(120));
    palette.setColor(QPalette::Midlight, window.lighter(108));
    palette.setColor(QPalette::Dark, window.darker(140));
    palette.setColor(QPalette::Shadow, window.darker(220));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(colours.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(colours.line));
    return palette;
}

/// Returns the name of the style that the desktop chose, before any theme was forced.
const QString& systemStyle() {
    static const QString kName = QApplication::style()->name();
    return kName;
}

} // namespace

void applyTheme(session::Theme theme) {
    const QString& desktopStyle = systemStyle();
    if (theme == session::Theme::System) {
        QApplication::setStyle(new AppStyle(desktopStyle));
        QApplication::setPalette(QPalette());
        return;
    }
    // The styles of desktops draw with their own colours. Only Fusion uses those of the palette.
    QApplication::setStyle(new AppStyle(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(theme == session::Theme::Dark ? kDark : kLight));
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor warningColour(const QPalette& palette) {
    return isDark(palette) ? QColor(0xf0, 0xb4, 0x29) : QColor(0x95, 0x55, 0x00);
}

QColor errorColour(const QPalette& palette) {
    return isDark(palette) ? QColor(0xff, 0x8a, 0x80) : QColor(0xb3, 0x1d, 0x28);
}

} // namespace beaconscope::ui
