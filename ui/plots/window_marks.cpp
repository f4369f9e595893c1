// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/window_marks.h"

#include "core/base/text.h"
#include "ui/plots/plot_legend.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace beaconscope::plots {

namespace {

using series::HistogramScale;
using series::IntervalHistogram;
using series::IntervalRange;

/// Half of the least width of the line for chance: over a very narrow window it would be invisible.
constexpr double kMinHalfWidthPixels = 9;
constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::plots::WindowMarks", text);
}

QString countText(std::size_t count) {
    return QString::fromStdString(withThousands(count));
}

/// Returns the length of a tooth on the axis. Expected intervals are spread evenly over this
/// length.
double lengthOf(const IntervalRange& range, HistogramScale scale) {
    return scale == HistogramScale::Linear ? range.highSeconds - range.lowSeconds
                                           : std::log(range.highSeconds / range.lowSeconds);
}

/// Returns the width of a bin. The first bin may be wider than the others.
double binLength(const IntervalHistogram& histogram) {
    const std::vector<double>& edges = histogram.edgesSeconds;
    const std::size_t bin = edges.size() > 2 ? 1 : 0;
    return lengthOf({edges[bin], edges[bin + 1]}, histogram.scale);
}

} // namespace

WindowMarks::WindowMarks(QCustomPlot& plot)
    : m_intervals(plot.xAxis)
    , m_area(plot.addGraph(plot.xAxis, plot.yAxis2))
    , m_bars(plot.addGraph())
    , m_chance(plot.addGraph()) {
    m_area->setLayer(QStringLiteral("grid"));
    m_bars->setLineStyle(QCPGraph::lsStepLeft);
    for (QCPGraph* graph : {m_area, m_bars, m_chance})
        graph->setAntialiased(false);
}

void WindowMarks::setTheme(const PlotTheme& theme) {
    m_area->setPen(QPen(theme.window, 1));
    m_area->setBrush(withOpacity(theme.window, 0.16F));
    m_bars->setPen(QPen(theme.data, 1));
    m_bars->setBrush(theme.data);
    m_chance->setPen(QPen(theme.missed, 2));
}

void WindowMarks::setWindow(std::optional<detect::IntervalWindow> window,
                            std::span<const double> sorted) {
    m_window = std::move(window);
    m_total = sorted.size();
    m_inside = m_window ? series::intervalsInside(sorted, m_window->teeth) : std::vector<double>();
}

void WindowMarks::show(const IntervalHistogram& histogram) {
    m_counts.clear();
    if (!m_window || m_window->teeth.empty() || histogram.edgesSeconds.empty()) {
        for (QCPGraph* graph : {m_area, m_bars, m_chance})
            hide(*graph);
        return;
    }
    showArea();
    showInside(histogram);
    showChance(histogram);
}

void WindowMarks::showArea() {
    QVector<double> keys;
    QVector<double> values;
    for (const IntervalRange& tooth : m_window->teeth) {
        keys += {tooth.lowSeconds, tooth.lowSeconds, tooth.highSeconds, tooth.highSeconds,
                 tooth.highSeconds};
        values += {0, 1, 1, 0, kNoValue};
    }
    m_area->setData(keys, values, true);
    const std::size_t teeth = m_window->teeth.size();
    nameInLegend(*m_area,
                 teeth == 1 ? tr("Detector's window")
                            : tr("Detector's windows, 1 to %1 ×").arg(countText(teeth)),
                 m_window->teeth.front().highSeconds);
}

QString WindowMarks::insideText() const {
    const QString share =
        tr("Inside: %1 of %2").arg(countText(m_window->inside), countText(m_total));
    return m_window->given == 0 ? share : share + tr(", without the lowest");
}

void WindowMarks::showInside(const IntervalHistogram& histogram) {
    const QCPRange shown = m_intervals->range();
    const auto begin = std::ranges::lower_bound(m_inside, shown.lower);
    const auto end = std::upper_bound(begin, m_inside.end(), shown.upper);
    m_counts = series::countInBins(std::span(begin, end), histogram.edgesSeconds);
    QVector<double> keys;
    QVector<double> counts;
    for (std::size_t bin = 0; bin < m_counts.size(); ++bin) {
        keys.append(histogram.edgesSeconds[bin]);
        counts.append(static_cast<double>(m_counts[bin]));
    }
    keys.append(histogram.edgesSeconds.back());
    counts.append(0);
    m_bars->setData(keys, counts, true);
    m_bars->setName(insideText());
    m_bars->addToLegend();
}

/// Spreads the expected intervals evenly over the teeth, by the length of each tooth on the axis.
void WindowMarks::showChance(const IntervalHistogram& histogram) {
    double whole = 0;
    for (const IntervalRange& tooth : m_window->teeth)
        whole += lengthOf(tooth, histogram.scale);
    const double bin = binLength(histogram);
    QVector<double> keys;
    QVector<double> levels;
    for (const IntervalRange& tooth : m_window->teeth) {
        const double share =
            whole > 0 ? std::min(lengthOf(tooth, histogram.scale), bin) / whole : 1;
        const double level = m_window->insideByChance * share;
        const double middle = m_intervals->coordToPixel((tooth.lowSeconds + tooth.highSeconds) / 2);
        const double begin =
            std::min(tooth.lowSeconds, m_intervals->pixelToCoord(middle - kMinHalfWidthPixels));
        const double end =
            std::max(tooth.highSeconds, m_intervals->pixelToCoord(middle + kMinHalfWidthPixels));
        // Keys must ascend, and the widened lines of neighbouring teeth could overlap.
        const double previousEnd = keys.isEmpty() ? begin : keys.back();
        keys +=
            {std::max(begin, previousEnd), std::max(end, previousEnd), std::max(end, previousEnd)};
        levels += {level, level, kNoValue};
    }
    m_chance->setData(keys, levels, true);
    nameInLegend(
        *m_chance,
        tr("Chance alone: at most %1").arg(QLocale::c().toString(m_window->insideByChance, 'f', 1)),
        m_window->teeth.front().highSeconds);
}

} // namespace beaconscope::plots
