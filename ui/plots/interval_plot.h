// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/series/interval_histogram.h"
#include "core/snapshot/selection.h"
#include "ui/plots/plot_theme.h"

#include <qcustomplot.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::plots {

class WindowMarks;

/// Which intervals of a selection a histogram shows.
enum class IntervalsBetween : std::uint8_t {
    Beats,   ///< between the beats that the detector judged; only a judged selection has them
    Queries, ///< between all queries of the selected row
};

/// Draws the histogram of a selection's intervals into a plot, with marks and a legend below it.
/// The window and the report both use it. The plot must outlive it. GUI thread.
///
/// Bins follow the range that the axis shows. The first view leaves out the few intervals that are
/// far longer than the others, because all others would shrink to one bar; wholeRange() includes
/// them.
class IntervalPlot {
public:
    explicit IntervalPlot(QCustomPlot& plot);
    ~IntervalPlot();
    IntervalPlot(const IntervalPlot&) = delete;
    IntervalPlot& operator=(const IntervalPlot&) = delete;

    void setTheme(const PlotTheme& theme);
    /// Takes `detail` (not null) and sorts its intervals once. Afterwards the caller sets the range
    /// of the axis: with showFirstView(), or with a range of its own and rebin().
    void setDetail(std::shared_ptr<const snapshot::SelectionDetail> detail,
                   IntervalsBetween wanted = IntervalsBetween::Beats);
    void showFirstView();
    void clear();
    bool isEmpty() const { return m_sorted.empty(); }

    // These describe the drawn intervals. Do not call them while isEmpty().

    const series::IntervalStatistics& statistics() const;
    /// See intervalsTitle().
    QString caption() const;

    void setScale(series::HistogramScale scale);
    series::HistogramScale scale() const { return m_scale; }
    /// Without a width, the intervals decide it; see series::intervalHistogram().
    void setBinWidth(std::optional<double> widthSeconds) { m_askedWidth = widthSeconds; }

    /// Counts again for the range that the axis shows now. Its cost grows with the number of
    /// intervals in this range. Does not redraw.
    void rebin();

    QCPRange wholeRange() const;
    QCPRange firstView() const;
    const series::IntervalHistogram& histogram() const { return m_histogram; }
    /// Returns for each bin how many of its intervals lie in the detector's window. Empty when
    /// there is no window.
    const std::vector<std::uint64_t>& insideCounts() const;
    /// Returns the number of intervals beyond the right edge of the view.
    std::size_t beyondView() const;

    struct Bin {
        double lowSeconds = 0;
        double highSeconds = 0;
        std::uint64_t count = 0;
    };
    std::optional<Bin> binAt(double key) const;

private:
    /// Each mark is a graph, so that the legend can name it.
    struct Marks {
        QCPGraph* period = nullptr;
        QCPGraph* multiples = nullptr;
        QCPGraph* ttl = nullptr;
        QCPGraph* labRule = nullptr;
    };

    void layOut();
    void showMarks();
    void showPeriod();
    void showBars();
    void chooseTickers();
    void arrangeLegend();
    QCPGraph* addMark(QCPGraph::LineStyle style);
    double shownBinWidth() const;
    bool isOfBeats() const { return m_between == IntervalsBetween::Beats; }

    QCustomPlot& m_plot;
    QCPGraph* m_bars = nullptr;
    Marks m_marks;
    std::unique_ptr<WindowMarks> m_window;
    std::shared_ptr<const snapshot::SelectionDetail> m_detail;
    IntervalsBetween m_between = IntervalsBetween::Queries; ///< drawn
    std::vector<double> m_sorted;
    series::IntervalHistogram m_histogram;
    series::HistogramScale m_scale = series::HistogramScale::Linear;
    std::optional<double> m_askedWidth;
    int m_legendColumns = 0;
    std::size_t m_legendEntries = 0;
};

/// Returns what a histogram counts: "Intervals between beats of c2.example (...)".
QString intervalsTitle(const snapshot::SelectionDetail& detail, IntervalsBetween wanted);

/// Returns intervalsTitle() and intervalSummary() of the intervals that a histogram shows at first.
QString intervalsSummary(const snapshot::SelectionDetail& detail);

/// "59 intervals · min 58.9 s · median 60.0 s · mean 60.0 s · sd 420 ms · max 61.2 s"
QString intervalSummary(const series::IntervalStatistics& statistics);

/// Returns why a selection with this number of queries (0 or 1) has no histogram.
QString whyNoIntervals(std::size_t queries);

} // namespace beaconscope::plots
