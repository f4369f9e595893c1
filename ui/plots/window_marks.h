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

/// Shows in a histogram where a detector saw the rhythm: the window as an area, with each of its
/// teeth; what of the bars lies inside; and how high that would be if chance had put as much there
/// as it can. GUI thread; the plot must outlive it.
class WindowMarks {
public:
    /// Areas are drawn below what the plot has already, the rest above.
    explicit WindowMarks(QCustomPlot& plot);

    void setTheme(const PlotTheme& theme);
    /// `sorted`: the intervals that the histogram shows, of which the window is.
    void setWindow(std::optional<detect::IntervalWindow> window, std::span<const double> sorted);
    /// Follows the bins of `histogram` and the view, and names everything in the legend.
    void show(const series::IntervalHistogram& histogram);

    /// Upper end of the last tooth that holds an interval; 0 without a window.
    double endSeconds() const { return m_inside.empty() ? 0 : m_inside.back(); }
    /// How many of the intervals in each bin lie inside; empty without a window.
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
