// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/plot_legend.h"

#include <QCoreApplication>

namespace beaconscope::plots {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::plots::PlotLegend", text);
}

} // namespace

void nameInLegend(QCPGraph& graph, const QString& name, double key) {
    const QCPRange shown = graph.keyAxis()->range();
    const QString where = key > shown.upper   ? tr(" (to the right)")
                          : key < shown.lower ? tr(" (to the left)")
                                              : QString();
    graph.setName(name + where);
    graph.addToLegend();
}

void hide(QCPGraph& graph) {
    graph.data()->clear();
    graph.removeFromLegend();
}

} // namespace beaconscope::plots
