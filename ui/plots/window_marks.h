// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/judged_beats.h"
#include "core/series/interval_histogram.h"
#include "ui/plots/plot_theme.h"

#include <qcustomplot.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace beaconscope::plots {

/// Shows in a histogram where a detector saw the rhythm: the window with each of its teeth as an
/// area, the part of each bar that lies inside, and how high this part would be with the most
/// intervals that chance alone can put there. GUI thread. The plot must outlive it.
class WindowMarks {
public:
    /// Draws its areas below everything that the plot already has, and its other marks above.
    explicit WindowMarks(QCustomPlot& plot);

    void setTheme(const PlotTheme& theme);
    /// Sets the window and the intervals of the histogram, which `sorted` holds in ascending order.
    /// The detector found the window in these intervals.
    void setWindow(std::optional<detect::IntervalWindow> window, std::span<const double> sorted);
    /// Draws everything for the bins of `histogram` and the present view, and names it in the
    /// legend.
    void show(const series::IntervalHistogram& histogram);

    /// Returns the longest interval that lies in the window. 0 without a window or when no interval
    /// lies in it.
    double endSeconds() const { return m_inside.empty() ? 0 : m_inside.back(); }
    /// Returns for each bin how many of its intervals lie in the window. Empty without a window.
    const std::vector<std::uint64_t>& insideCounts() const { return m_counts; }

private:
    void showArea();
    void showInside(const series::IntervalHistogram& histogram);
    void showChance(const series::IntervalHistogram& histogram);
    QString insideText() const;

    QCPAxis* m_intervals;
    QCPGraph* m_area;
    QCPGraph* m_bars;
    QCPGraph* m_chance;
    std::optional<detect::IntervalWindow> m_window;
    std::vector<double> m_inside; ///< intervals in the teeth, sorted
    std::size_t m_total = 0;      ///< all intervals
    std::vector<std::uint64_t> m_counts;
};

} // namespace beaconscope::plots
