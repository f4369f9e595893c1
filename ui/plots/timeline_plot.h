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

/// Draws the queries of a selection over time into a plot: counts a bin above, a stroke for each
/// query below, long for those that the detector took for beats. For the window and for the report
/// alike; the plot must outlive it. GUI thread.
class TimelinePlot {
public:
    explicit TimelinePlot(QCustomPlot& plot);

    void setTheme(const PlotTheme& theme);

    /// Takes `detail` (not null) over `capture`, or over its own span without one. What the axis
    /// shows is for the caller to set then: showAll(), or a range of its own and rebin().
    void setDetail(std::shared_ptr<const snapshot::SelectionDetail> detail,
                   std::optional<series::TimeRange> capture, const tables::CellStyle& style);
    void showAll();
    void clear();
    const snapshot::SelectionDetail* detail() const { return m_detail.get(); }

    /// The moments at which beats were due, and marks where none came.
    void setBeatGridShown(bool shown);
    bool hasBeatGrid() const { return !m_beats.empty(); }
    /// Whether there is room for them in what the axis shows.
    bool drawsDueBeats() const { return m_gridShown && hasBeatGrid() && m_due->visible(); }
    bool drawsMissedBeats() const { return m_gridShown && m_missed > 0; }
    std::size_t missedBeats() const { return m_missed; }

    /// Whether the detector judged by fewer beats than there are queries.
    bool setsBeatsApart() const;

    /// Shades what lies outside.
    void setBrushedRange(std::optional<series::TimeRange> range);

    /// Counts again for what the axis shows now. Costs bins * log(queries); never redraws.
    void rebin();

    /// Everything there is to see, on the key axis.
    QCPRange wholeRange() const { return m_whole; }
    Timestamp timeAt(double key) const;
    const series::Timeline& bins() const { return m_bins; }

    struct Bin {
        Timestamp start;
        std::uint64_t count = 0;
    };
    /// What is drawn above `key`, if anything.
    std::optional<Bin> binAt(double key) const;

private:
    void layOut();
    void setRug();
    const std::vector<Timestamp>& judgedTimes() const;
    void showBeats();
    void shadeOutside();
    double keyOf(Timestamp time) const;

    QCustomPlot& m_plot;
    QCPAxisRect* m_rugRect = nullptr;
    QCPBars* m_counts = nullptr;
    QCPGraph* m_rug = nullptr;
    QCPGraph* m_beatStrokes = nullptr; ///< over those of the rug
    QCPGraph* m_due = nullptr;         ///< across the counts
    QCPGraph* m_dueInRug = nullptr;    ///< ... and across the rug
    QCPGraph* m_missedMarks = nullptr;
    QCPItemRect* m_before = nullptr; ///< shades on either side of the brushed range
    QCPItemRect* m_after = nullptr;

    std::shared_ptr<const snapshot::SelectionDetail> m_detail;
    Timestamp m_base;
    QCPRange m_whole{0, 1};
    std::optional<series::Rhythm> m_rhythm; ///< of a finding that stands out
    series::Timeline m_bins;
    std::vector<series::ExpectedBeat> m_beats;
    std::size_t m_missed = 0;
    bool m_gridShown = false;
    std::optional<series::TimeRange> m_brushed;
};

/// "1 m" for a bin width and the like: the shortest exact text.
QString widthText(Duration width);

/// That of a bin, and how many periods it is where it is whole ones: "1 m 48 s (3 periods)".
QString binText(const series::Timeline& bins);

/// For accessible descriptions: count, span and densest bin in a sentence.
QString timelineSummary(const TimelinePlot& plot);

/// What long strokes stand for; empty where all are alike.
QString strokesText(const TimelinePlot& plot);

/// What every mark that is drawn stands for, by its shape: the plot has no legend.
QString marksText(const TimelinePlot& plot);

} // namespace beaconscope::plots
