// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/plot_controls.h"

#include "ui/plots/zoom_plot.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QLabel>
#include <QToolBar>

namespace beaconscope::plots {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::plots::PlotControls", text);
}

} // namespace

QToolBar* makePlotControls(ZoomPlot& plot, const char* selectTip, QWidget* parent) {
    auto* const bar = new QToolBar(parent);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* const modes = new QActionGroup(bar);
    const auto addMode = [&](MouseMode mode, const QString& text, const QString& tip) {
        QAction* const action = bar->addAction(text);
        action->setToolTip(tip);
        action->setCheckable(true);
        action->setChecked(plot.mouseMode() == mode);
        modes->addAction(action);
        QObject::connect(action, &QAction::triggered, &plot,
                         [&plot, mode] { plot.setMouseMode(mode); });
        QObject::connect(&plot, &ZoomPlot::mouseModeChanged, action,
                         [&plot, action, mode] { action->setChecked(plot.mouseMode() == mode); });
    };
    addMode(MouseMode::Move, tr("Move"), tr("Drag moves the view (Z); the wheel zooms"));
    addMode(MouseMode::Zoom, tr("Zoom"), tr("Drag over the part that you want to zoom to (Z)"));
    if (selectTip != nullptr)
        addMode(MouseMode::Select, tr("Select"), tr(selectTip));
    QAction* const all = bar->addAction(tr("Show all"));
    all->setToolTip(tr("Show everything again (0, or double click)"));
    QObject::connect(all, &QAction::triggered, &plot, &ZoomPlot::reset);
    return bar;
}

QLabel* makePlainLabel(QWidget* parent) {
    auto* const label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    // Takes all the width there is and wraps what does not fit: a number that is cut off would be
    // read as another number.
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString shortTitle(const std::string& title) {
    constexpr qsizetype kMaxCharacters = 60;
    QString whole = QString::fromStdString(title);
    if (whole.size() <= kMaxCharacters)
        return whole;
    return whole.left(kMaxCharacters / 2) + QChar(0x2026) + whole.right(kMaxCharacters / 2 - 1);
}

} // namespace beaconscope::plots
