// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <qcustomplot.h>

namespace beaconscope::plots {

/// Names `graph` in the legend. If `key` is outside of the view, the name also says on which side
/// it lies.
void nameInLegend(QCPGraph& graph, const QString& name, double key);

/// Removes `graph` from the plot and from the legend.
void hide(QCPGraph& graph);

} // namespace beaconscope::plots
