// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/interval_plot.h"

#include "core/base/text.h"
#include "core/base/time.h"
#include "ui/plots/axis_tickers.h"
#include "ui/plots/plot_controls.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/window_marks.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace beaconscope::plots {

namespace {

using series::HistogramScale;

/// The lab rule flags a series whose standard deviation is below this.
constexpr double kLabBandSeconds = 1;
constexpr int kMaxMultiples = 64;
constexpr double kNearestLinesPixels = 5;
constexpr double kNearestLabelsPixels = 34;
constexpr int kLegendColumnPixels = 240;
/// With a smaller ratio of its ends, a logarithmic axis has too few powers of ten for labels.
constexpr double kWideRatio = 30;

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::plots::IntervalPlot", text);
}

QString lengthText(double seconds) {
    return QString::fromStdString(toHumanDuration(seconds));
}

QString countText(std::size_t count) {
    return QString::fromStdString(withThousands(count));
}

double quantile(const std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * share)];
}

/// With alternating intervals, a long interval is normal and misses no beat.
QString multiplesText(const snapshot::SelectionDetail& detail) {
    return detail.finding && detail.finding->judgement.cycleSeconds
               ? tr("Multiples of the period")
               : tr("Multiples of the period: missed beats");
}

} // namespace

IntervalPlot::IntervalPlot(QCustomPlot& plot)
    : m_plot(plot) {
    layOut();
    plot.setAutoAddPlottableToLegend(false);
    // The plot draws in the order of creation: areas first, then bars, then lines.
    m_marks.labRule = addMark(QCPGraph::lsLine);
    m_bars = plot.addGraph();
    m_bars->setLineStyle(QCPGraph::lsStepLeft);
    m_bars->setAntialiased(false);
    m_window = std::make_unique<WindowMarks>(plot);
    m_marks.multiples = addMark(QCPGraph::lsImpulse);
    m_marks.period = addMark(QCPGraph::lsImpulse);
    m_marks.ttl = addMark(QCPGraph::lsImpulse);
}

IntervalPlot::~IntervalPlot() = default;

QCPGraph* IntervalPlot::addMark(QCPGraph::LineStyle style) {
    QCPGraph* const graph = m_plot.addGraph(m_plot.xAxis, m_plot.yAxis2);
    graph->setLineStyle(style);
    graph->setAntialiased(false);
    return graph;
}

void IntervalPlot::layOut() {
    m_plot.yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new CountTicker));
    m_plot.yAxis2->setRange(0, 1); // marks reach from bottom to top
    m_plot.xAxis->setLabel(tr("Interval"));
    m_plot.xAxis->grid()->setVisible(false);
    // The axis at the top names the multiples of the period, where no bar covers the names.
    m_plot.xAxis2->setVisible(true);
    m_plot.xAxis2->setTickLength(0, 4);
    m_plot.xAxis2->setSubTicks(false);
    m_plot.axisRect()->setMinimumMargins(QMargins(0, 8, 14, 0));

    m_plot.legend->setVisible(true);
    m_plot.axisRect()->insetLayout()->take(m_plot.legend);
    m_plot.plotLayout()->addElement(1, 0, m_plot.legend);
    m_plot.plotLayout()->setRowStretchFactor(1, 0.001);
    m_plot.plotLayout()->setRowSpacing(0);
    m_plot.legend->setMargins(QMargins(8, 2, 8, 2));
    m_plot.legend->setRowSpacing(0);
}

void IntervalPlot::setTheme(const PlotTheme& theme) {
    applyTheme(m_plot, theme);
    m_plot.xAxis2->setTickLabelColor(theme.period);
    m_plot.xAxis2->setTickPen(QPen(theme.period, 1));
    m_bars->setPen(QPen(theme.data, 1));
    m_bars->setBrush(withOpacity(theme.data, 0.4F));
    m_window->setTheme(theme);
    m_marks.period->setPen(QPen(theme.period, 2));
    m_marks.multiples->setPen(QPen(theme.period, 1, Qt::DashLine));
    m_marks.ttl->setPen(QPen(theme.ttl, 2, Qt::DashDotLine));
    m_marks.labRule->setPen(QPen(theme.labRule, 1, Qt::DotLine));
    m_marks.labRule->setBrush(QBrush(theme.labRule, Qt::BDiagPattern));
}

void IntervalPlot::setDetail(std::shared_ptr<const snapshot::SelectionDetail> detail,
                             IntervalsBetween wanted) {
    m_detail = std::move(detail);
    m_between = m_detail->judged ? wanted : IntervalsBetween::Queries;
    m_sorted = isOfBeats() ? m_detail->judged->beats.intervalsSeconds : m_detail->intervalsSeconds;
    std::ranges::sort(m_sorted);
    m_window->setWindow(isOfBeats() ? m_detail->judged->beats.window : std::nullopt, m_sorted);
}

const series::IntervalStatistics& IntervalPlot::statistics() const {
    return isOfBeats() ? m_detail->judged->intervals : m_detail->intervals;
}

QString IntervalPlot::caption() const {
    return intervalsTitle(*m_detail, m_between);
}

void IntervalPlot::showFirstView() {
    m_plot.xAxis->setRange(firstView());
    rebin();
}

void IntervalPlot::clear() {
    m_detail.reset();
    m_sorted.clear();
    m_window->setWindow(std::nullopt, {});
    m_histogram = {};
}

void IntervalPlot::setScale(HistogramScale scale) {
    m_scale = scale;
    const bool logarithmic = scale == HistogramScale::Logarithmic;
    const auto type = logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear;
    m_plot.xAxis->setScaleType(type);
    m_plot.xAxis2->setScaleType(type);
}

QCPRange IntervalPlot::wholeRange() const {
    if (m_sorted.empty())
        return {0, 1};
    if (m_scale == HistogramScale::Logarithmic) {
        const auto positive = std::ranges::upper_bound(m_sorted, 0.0);
        const double low = positive != m_sorted.end() ? *positive : 1e-6;
        const double high = std::max(m_sorted.back(), low);
        const double margin = std::max(std::pow(high / low, 0.04), 1.15);
        return {low / margin, high * margin};
    }
    const double high = std::max(m_sorted.back(), statistics().meanSeconds + 2 * kLabBandSeconds);
    return {0, high * 1.04};
}

QCPRange IntervalPlot::firstView() const {
    const QCPRange whole = wholeRange();
    if (m_scale == HistogramScale::Logarithmic || m_sorted.empty())
        return whole;
    // Leaves room for the band of the lab rule, so that it is visible when all intervals are alike.
    const double mean = statistics().meanSeconds;
    const double common = std::max(3 * quantile(m_sorted, 0.95), 2 * kLabBandSeconds);
    double high = std::max({std::min(m_sorted.back(), common), m_detail->periodSeconds.value_or(0),
                            m_window->endSeconds()});
    double low = m_sorted.front();
    if (mean <= common) {
        high = std::max(high, mean + 2 * kLabBandSeconds);
        low = std::min(low, mean - 2 * kLabBandSeconds);
    }
    const double margin = (high - low) * 0.04;
    // If the axis would begin near 0, let it begin at 0.
    low = low - margin < high * 0.3 ? 0 : low - margin;
    return {low, std::min(high + margin, whole.upper)};
}

void IntervalPlot::rebin() {
    const QCPRange shown = m_plot.xAxis->range();
    m_plot.xAxis2->setRange(shown);
    if (m_sorted.empty())
        return;
    // Reads only the intervals in view, so that a deep zoom into many intervals is quick.
    const auto begin = std::ranges::lower_bound(m_sorted, shown.lower);
    const auto end = std::upper_bound(begin, m_sorted.end(), shown.upper);
    m_histogram = series::intervalHistogram(std::span(begin, end), m_scale, m_askedWidth,
                                            series::IntervalRange{shown.lower, shown.upper});
    showBars();
    showMarks();
    chooseTickers();
}

void IntervalPlot::showBars() {
    const std::vector<double>& edges = m_histogram.edgesSeconds;
    QVector<double> keys;
    QVector<double> counts;
    double highest = 1;
    if (!edges.empty()) {
        // The line rises from 0 at the first edge, and falls to 0 at the last.
        keys.append(edges.front());
        counts.append(0);
        for (std::size_t i = 0; i < m_histogram.counts.size(); ++i) {
            keys.append(edges[i]);
            counts.append(static_cast<double>(m_histogram.counts[i]));
            highest = std::max(highest, counts.back());
        }
        keys.append(edges.back());
        counts.append(0);
    }
    m_bars->setData(keys, counts, true);
    m_plot.yAxis->setRange(0, highest * 1.08);
    const double width = shownBinWidth();
    m_plot.yAxis->setLabel(width > 0 ? tr("Intervals per %1").arg(lengthLabel(width, width))
                                     : tr("Intervals"));
}

double IntervalPlot::shownBinWidth() const {
    if (m_scale == HistogramScale::Logarithmic || m_histogram.edgesSeconds.size() < 3)
        return 0;
    // The first bin may be a little wider than the others.
    return m_histogram.edgesSeconds[2] - m_histogram.edgesSeconds[1];
}

void IntervalPlot::showMarks() {
    m_bars->setName(isOfBeats() ? tr("Intervals between beats") : tr("Intervals between queries"));
    m_bars->addToLegend();
    showPeriod();

    const std::optional<double> ttl = m_detail->ttlSeconds;
    if (ttl && *ttl > 0) {
        m_marks.ttl->setData({*ttl}, {1}, true);
        nameInLegend(*m_marks.ttl,
                     (m_detail->isTtlOfFinding ? tr("TTL of the answers, up to %1")
                                               : tr("Median TTL of the answers, %1"))
                         .arg(lengthText(*ttl)),
                     *ttl);
    } else {
        hide(*m_marks.ttl);
    }

    const double mean = statistics().meanSeconds;
    const double smallest = m_plot.xAxis->range().lower;
    const double low = std::max(mean - kLabBandSeconds, smallest);
    m_marks.labRule->setData({low, std::max(mean + kLabBandSeconds, low)}, {1, 1}, true);
    nameInLegend(*m_marks.labRule, tr("Lab rule: mean ± 1 s"), mean);
    m_window->show(m_histogram);
    arrangeLegend();
}

void IntervalPlot::showPeriod() {
    const std::optional<double> period = m_detail->periodSeconds;
    QVector<double> labelled;
    QVector<QString> labels;
    if (!period || *period <= 0) {
        hide(*m_marks.period);
        hide(*m_marks.multiples);
    } else {
        m_marks.period->setData({*period}, {1}, true);
        nameInLegend(*m_marks.period, tr("Period, %1").arg(lengthText(*period)), *period);
        QVector<double> multiples;
        double lastPixel = -1e9;
        double lastLabelPixel = -1e9;
        for (int factor = 1; factor <= kMaxMultiples; ++factor) {
            const double key = *period * factor;
            if (key > m_plot.xAxis->range().upper)
                break;
            const double pixel = m_plot.xAxis->coordToPixel(key);
            // On a logarithmic axis the multiples come closer and closer until they would fill an
            // area.
            if (pixel - lastPixel < kNearestLinesPixels)
                break;
            lastPixel = pixel;
            if (factor > 1)
                multiples.append(key);
            if (pixel - lastLabelPixel < kNearestLabelsPixels)
                continue;
            labelled.append(key);
            labels.append(factor == 1 ? tr("period") : QStringLiteral("%1 ×").arg(factor));
            lastLabelPixel = pixel;
        }
        m_marks.multiples->setData(multiples, QVector<double>(multiples.size(), 1.0), true);
        if (multiples.isEmpty())
            m_marks.multiples->removeFromLegend();
        else
            nameInLegend(*m_marks.multiples, multiplesText(*m_detail), multiples.front());
    }
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    ticker->setTicks(labelled, labels);
    m_plot.xAxis2->setTicker(ticker);
    m_plot.xAxis2->setTicks(!labelled.isEmpty());
    m_plot.xAxis2->setTickLabels(!labelled.isEmpty());
}

const std::vector<std::uint64_t>& IntervalPlot::insideCounts() const {
    return m_window->insideCounts();
}

void IntervalPlot::chooseTickers() {
    const QCPRange shown = m_plot.xAxis->range();
    const bool byPowers =
        m_scale == HistogramScale::Logarithmic && shown.upper > shown.lower * kWideRatio;
    m_plot.xAxis->setTicker(byPowers ? QSharedPointer<QCPAxisTicker>(new LogLengthTicker)
                                     : QSharedPointer<QCPAxisTicker>(new LengthTicker));
}

/// Gives the legend as many columns as fit. Does so only when their number or the entries change,
/// because it lays out all entries again.
void IntervalPlot::arrangeLegend() {
    const auto entries = static_cast<std::size_t>(m_plot.legend->itemCount());
    const int columns = std::max(m_plot.viewport().width() / kLegendColumnPixels, 1);
    if (columns == m_legendColumns && entries == m_legendEntries)
        return;
    m_legendColumns = columns;
    m_legendEntries = entries;
    m_plot.legend->setWrap(columns);
    m_plot.legend->setFillOrder(QCPLayoutGrid::foColumnsFirst, true);
}

std::size_t IntervalPlot::beyondView() const {
    const auto end = std::ranges::upper_bound(m_sorted, m_plot.xAxis->range().upper);
    return static_cast<std::size_t>(m_sorted.end() - end);
}

std::optional<IntervalPlot::Bin> IntervalPlot::binAt(double key) const {
    const std::vector<double>& edges = m_histogram.edgesSeconds;
    const auto above = std::ranges::upper_bound(edges, key);
    if (above == edges.begin() || above == edges.end())
        return std::nullopt;
    const auto index = static_cast<std::size_t>(above - edges.begin() - 1);
    return Bin{edges[index], edges[index + 1], m_histogram.counts[index]};
}

QString intervalsTitle(const snapshot::SelectionDetail& detail, IntervalsBetween wanted) {
    if (wanted == IntervalsBetween::Queries || !detail.judged)
        return tr("Intervals between all queries of %1").arg(shortTitle(detail.title));
    return tr("Intervals between %1 (queries up to %2 apart count as one)")
        .arg(shortTitle(detail.judged->title), lengthText(detail.judged->beats.levelSeconds));
}

QString intervalsSummary(const snapshot::SelectionDetail& detail) {
    return intervalsTitle(detail, IntervalsBetween::Beats) + QStringLiteral(": ") +
           intervalSummary(detail.judged ? detail.judged->intervals : detail.intervals);
}

QString intervalSummary(const series::IntervalStatistics& statistics) {
    if (statistics.count == 0)
        return tr("No intervals.");
    const QStringList parts = {
        statistics.count == 1 ? tr("1 interval")
                              : tr("%1 intervals").arg(countText(statistics.count)),
        tr("min %1").arg(lengthText(statistics.minimumSeconds)),
        tr("median %1").arg(lengthText(statistics.medianSeconds)),
        tr("mean %1").arg(lengthText(statistics.meanSeconds)),
        tr("sd %1").arg(lengthText(statistics.standardDeviationSeconds)),
        tr("max %1").arg(lengthText(statistics.maximumSeconds)),
    };
    return parts.join(QStringLiteral(" · "));
}

QString whyNoIntervals(std::size_t queries) {
    return queries == 0 ? tr("There is no query, and so no interval between queries.")
                        : tr("There is one query only: an interval needs two.");
}

} // namespace beaconscope::plots
