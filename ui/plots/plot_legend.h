// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <qcustomplot.h>

namespace beaconscope::plots {

/// Names `graph` in the legend, and says on which side of the view `key` lies if it is not in it.
void nameInLegend(QCPGraph& graph, const QString& name, double key);

/// Draws nothing of `graph`, nor names it.
void hide(QCPGraph& graph);

} // namespace beaconscope::plots
