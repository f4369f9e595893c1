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

/// What drawTimelineAndIntervals() wants as a height, at any width a page has.
inline constexpr double kReportPlotsHeight = 455;

/// Draws both plots of `detail`, one above the other, as vectors and in the light theme, with words
/// for the marks of the first; a sentence in the place of a histogram that has nothing to show.
void drawTimelineAndIntervals(QCPPainter& painter, const QRectF& place,
                              const std::shared_ptr<const snapshot::SelectionDetail>& detail,
                              const std::optional<series::TimeRange>& capture);

} // namespace beaconscope::report
