// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/series/series.h"
#include "core/snapshot/selection.h"

#include <QRectF>

#include <memory>
#include <optional>

class QCPPainter;

namespace beaconscope::report {

/// The height that drawTimelineAndIntervals() needs, on every page size.
inline constexpr double kReportPlotsHeight = 455;

/// Draws the timeline and, below it, the histogram of `detail`, as vectors and in the light theme.
/// A text explains the marks of the timeline. When there is no interval, a sentence takes the place
/// of the histogram.
void drawTimelineAndIntervals(QCPPainter& painter, const QRectF& place,
                              const std::shared_ptr<const snapshot::SelectionDetail>& detail,
                              const std::optional<series::TimeRange>& capture);

} // namespace beaconscope::report
