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

/// Which intervals of a selection are looked at.
enum class IntervalsBetween : std::uint8_t {
    Beats,   ///< those that the detector judged, where it judged any
    Queries, ///< of the selected row
};

/// Draws the histogram of a selection's intervals into a plot, with marks and a legend below it.
/// For the window and for the report alike; the plot must outlive it. GUI thread.
///
/// Bins follow what the axis shows. The first view leaves out the few intervals that are far longer
/// than the others, as they would squeeze the rest into one bar; wholeRange() has them.
class IntervalPlot {
public:
    explicit IntervalPlot(QCustomPlot& plot);
    ~IntervalPlot();
    IntervalPlot(const IntervalPlot&) = delete;
    IntervalPlot& operator=(const IntervalPlot&) = delete;

    void setTheme(const PlotTheme& theme);
    /// Takes `detail` (not null) and sorts its intervals, once. What the axis shows is for the
    /// caller to set then: showFirstView(), or a range of its own and rebin().
    void setDetail(std::shared_ptr<const snapshot::SelectionDetail> detail,
                   IntervalsBetween wanted = IntervalsBetween::Beats);
    void showFirstView();
    void clear();
    bool isEmpty() const { return m_sorted.empty(); }

    // Of what is drawn; not while isEmpty().

    const series::IntervalStatistics& statistics() const;
    /// See intervalsTitle().
    QString caption() const;

    void setScale(series::HistogramScale scale);
    series::HistogramScale scale() const { return m_scale; }
    /// Without a width it is chosen from the intervals; see series::intervalHistogram().
    void setBinWidth(std::optional<double> widthSeconds) { m_askedWidth = widthSeconds; }

    /// Counts again for what the axis shows now. Costs the intervals shown; never redraws.
    void rebin();

    QCPRange wholeRange() const;
    QCPRange firstView() const;
    const series::IntervalHistogram& histogram() const { return m_histogram; }
    /// How many of the intervals in each bin lie in the detector's window; empty without one.
    const std::vector<std::uint64_t>& insideCounts() const;
    /// Intervals beyond the right edge of what is shown.
    std::size_t beyondView() const;

    struct Bin {
        double lowSeconds = 0;
        double highSeconds = 0;
        std::uint64_t count = 0;
    };
    std::optional<Bin> binAt(double key) const;

private:
    /// A mark is a graph, so that the legend can name it.
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

/// What a histogram counts: "Intervals between beats of c2.example (...)".
QString intervalsTitle(const snapshot::SelectionDetail& detail, IntervalsBetween wanted);

/// That and the numbers of the gaps that a histogram shows at first.
QString intervalsSummary(const snapshot::SelectionDetail& detail);

/// "59 intervals · min 58.9 s · median 60.0 s · mean 60.0 s · sd 420 ms · max 61.2 s"
QString intervalSummary(const series::IntervalStatistics& statistics);

/// Why there is no histogram for a selection with so many queries and no interval.
QString whyNoIntervals(std::size_t queries);

} // namespace beaconscope::plots
