// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/series/expected_beats.h"
#include "core/series/series.h"
#include "core/series/timeline.h"
#include "core/snapshot/selection.h"
#include "core/tables/cell_text.h"
#include "ui/plots/plot_theme.h"

#include <qcustomplot.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::plots {

/// Draws the queries of a selection over time into a plot. Above are bars with the number of
/// queries in each bin; below is one stroke for each query, long where the detector took the query
/// for a beat. The window and the report both use it. The plot must outlive it. GUI thread.
class TimelinePlot {
public:
    explicit TimelinePlot(QCustomPlot& plot);

    void setTheme(const PlotTheme& theme);

    /// Takes `detail` (not null). The time axis covers `capture`, or only the queries of `detail`
    /// when `capture` is empty. Afterwards the caller sets the range of the axis: with showAll(),
    /// or with a range of its own and rebin().
    void setDetail(std::shared_ptr<const snapshot::SelectionDetail> detail,
                   std::optional<series::TimeRange> capture, const tables::CellStyle& style);
    void showAll();
    void clear();
    const snapshot::SelectionDetail* detail() const { return m_detail.get(); }

    /// Shows or hides the moments at which beats were due, and the marks of missed beats.
    void setBeatGridShown(bool shown);
    bool hasBeatGrid() const { return !m_beats.empty(); }
    /// Returns whether the due beats are drawn: they are left out when the view has no room for
    /// them.
    bool drawsDueBeats() const { return m_gridShown && hasBeatGrid() && m_due->visible(); }
    bool drawsMissedBeats() const { return m_gridShown && m_missed > 0; }
    std::size_t missedBeats() const { return m_missed; }
    /// Returns how many beats were due when nothing was captured.
    std::size_t uncapturedBeats() const { return m_uncaptured; }

    /// Returns whether the detector took only some of the queries for beats.
    bool setsBeatsApart() const;

    /// Shades the time outside of `range`.
    void setBrushedRange(std::optional<series::TimeRange> range);

    /// Counts again for the range that the axis shows now. Costs bins * log(queries). Does not
    /// redraw.
    void rebin();

    /// Returns the range of the time axis that holds everything.
    QCPRange wholeRange() const { return m_whole; }
    Timestamp timeAt(double key) const;
    const series::Timeline& bins() const { return m_bins; }

    struct Bin {
        Timestamp start;
        std::uint64_t count = 0;
    };
    /// Returns the bin that is drawn at `key`. Empty when there is none.
    std::optional<Bin> binAt(double key) const;

private:
    void layOut();
    void setRug();
    const std::vector<Timestamp>& judgedTimes() const;
    void findBeats();
    void showBeats();
    void shadeOutside();
    double keyOf(Timestamp time) const;

    QCustomPlot& m_plot;
    QCPAxisRect* m_rugRect = nullptr;
    QCPBars* m_counts = nullptr;
    QCPGraph* m_rug = nullptr;
    QCPGraph* m_beatStrokes = nullptr; ///< drawn over the strokes of the rug
    QCPGraph* m_due = nullptr;         ///< across the counts
    QCPGraph* m_dueInRug = nullptr;    ///< ... and across the rug
    QCPGraph* m_missedMarks = nullptr;
    QCPItemRect* m_before = nullptr; ///< shades on either side of the brushed range
    QCPItemRect* m_after = nullptr;

    std::shared_ptr<const snapshot::SelectionDetail> m_detail;
    Timestamp m_base;
    QCPRange m_whole{0, 1};
    /// Empty when the selection has no finding whose rhythm stands out.
    std::optional<series::Rhythm> m_rhythm;
    series::Timeline m_bins;
    std::vector<series::ExpectedBeat> m_beats;
    std::size_t m_missed = 0;
    std::size_t m_uncaptured = 0;
    bool m_gridShown = false;
    std::optional<series::TimeRange> m_brushed;
};

/// Returns the shortest exact text for a bin width and the like: "1 m".
QString widthText(Duration width);

/// Returns the width of the bins. If it is a whole number of periods, adds this number: "1 m 48 s
/// (3 periods)".
QString binText(const series::Timeline& bins);

/// Returns a sentence for screen readers: the number of queries, their span and the densest bin.
QString timelineSummary(const TimelinePlot& plot);

/// Returns what the long strokes stand for. Empty when all strokes are alike.
QString strokesText(const TimelinePlot& plot);

/// Returns what each shape in the plot stands for, because the plot has no legend.
QString marksText(const TimelinePlot& plot);

} // namespace beaconscope::plots
