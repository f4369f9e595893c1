// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/timeline_plot.h"

#include "core/base/text.h"
#include "ui/plots/axis_tickers.h"
#include "ui/plots/plot_controls.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <span>

namespace beaconscope::plots {

namespace {

constexpr int kPixelsPerBin = 6;
constexpr std::size_t kMinBins = 20;
constexpr std::size_t kMaxBins = 300;
/// If the lines of expected beats were closer than this on average, they would fill an area.
constexpr double kNearestBeatsPixels = 4;
constexpr double kNarrowBarPixels = 4;
/// A user cannot make use of more expected beats than this, neither as lines nor in words.
constexpr std::size_t kMaxBeats = 100'000;
constexpr int kRugHeight = 22;
constexpr double kShortStroke = 0.45; ///< of a query that is not a beat

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::plots::TimelinePlot", text);
}

} // namespace

TimelinePlot::TimelinePlot(QCustomPlot& plot)
    : m_plot(plot) {
    layOut();
    m_counts = new QCPBars(plot.xAxis, plot.yAxis);
    m_counts->setWidthType(QCPBars::wtPlotCoords);
    m_counts->setAntialiased(false);
    m_due = plot.addGraph(plot.xAxis, plot.yAxis2);
    m_rug = plot.addGraph(m_rugRect->axis(QCPAxis::atBottom), m_rugRect->axis(QCPAxis::atLeft));
    m_beatStrokes = plot.addGraph(m_rug->keyAxis(), m_rug->valueAxis());
    m_dueInRug = plot.addGraph(m_rug->keyAxis(), m_rug->valueAxis());
    m_missedMarks = plot.addGraph(m_rug->keyAxis(), m_rug->valueAxis());
    for (QCPGraph* graph : {m_due, m_rug, m_beatStrokes, m_dueInRug}) {
        graph->setLineStyle(QCPGraph::lsImpulse);
        graph->setAntialiased(false);
    }
    m_missedMarks->setLineStyle(QCPGraph::lsNone);
    for (QCPItemRect** shade : {&m_before, &m_after}) {
        *shade = new QCPItemRect(&plot);
        (*shade)->setPen(Qt::NoPen);
        (*shade)->setVisible(false);
        for (QCPItemPosition* corner : {(*shade)->topLeft, (*shade)->bottomRight}) {
            corner->setTypeX(QCPItemPosition::ptPlotCoords);
            corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
    }
}

/// Puts the counts above and the rug below, with one time axis for both.
void TimelinePlot::layOut() {
    m_plot.yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new CountTicker));
    m_plot.yAxis2->setRange(0, 1);
    m_plot.xAxis->setTickLabels(false);
    m_plot.xAxis->grid()->setVisible(false);

    m_rugRect = new QCPAxisRect(&m_plot);
    m_plot.plotLayout()->addElement(1, 0, m_rugRect);
    m_plot.plotLayout()->setRowSpacing(2);
    m_rugRect->setMinimumSize(0, kRugHeight);
    m_rugRect->setMaximumSize(QWIDGETSIZE_MAX, kRugHeight);
    QCPAxis* const time = m_rugRect->axis(QCPAxis::atBottom);
    QCPAxis* const strokes = m_rugRect->axis(QCPAxis::atLeft);
    time->grid()->setVisible(false);
    time->setNumberFormat(QStringLiteral("f"));
    strokes->setRange(0, 1);
    strokes->setTicks(false);
    strokes->setTickLabels(false);
    strokes->grid()->setVisible(false);
    m_rugRect->setRangeDrag(Qt::Horizontal);
    m_rugRect->setRangeZoom(Qt::Horizontal);
    // A drag in the rug moves the upper axis, too, which everything else follows.
    m_rugRect->setRangeDragAxes(m_plot.xAxis, nullptr);
    m_rugRect->setRangeZoomAxes(m_plot.xAxis, nullptr);
    m_rugRect->setRangeZoomFactor(m_plot.axisRect()->rangeZoomFactor(Qt::Horizontal));

    auto* const margins = new QCPMarginGroup(&m_plot);
    for (QCPAxisRect* rect : {m_plot.axisRect(), m_rugRect})
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    m_plot.axisRect()->setAutoMargins(QCP::msLeft | QCP::msRight | QCP::msTop);
    m_plot.axisRect()->setMargins(QMargins(0, 0, 0, 4));
    m_plot.axisRect()->setMinimumMargins(QMargins(0, 8, 12, 0));
}

void TimelinePlot::setTheme(const PlotTheme& theme) {
    applyTheme(m_plot, theme);
    m_counts->setPen(Qt::NoPen);
    m_counts->setBrush(theme.data);
    m_rug->setPen(QPen(theme.data, 1));
    m_beatStrokes->setPen(QPen(theme.data, 1));
    const QPen due(theme.period, 1, Qt::DashLine);
    m_due->setPen(due);
    m_dueInRug->setPen(due);
    m_missedMarks->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCross, QPen(theme.missed, 2), Qt::NoBrush, 9));
    for (QCPItemRect* shade : {m_before, m_after})
        shade->setBrush(QBrush(theme.shade));
}

double TimelinePlot::keyOf(Timestamp time) const {
    return secondsBetween(m_base, time);
}

Timestamp TimelinePlot::timeAt(double key) const {
    return timeAfter(m_base, key);
}

void TimelinePlot::setDetail(std::shared_ptr<const snapshot::SelectionDetail> detail,
                             std::optional<series::TimeRange> capture,
                             const tables::CellStyle& style) {
    m_detail = std::move(detail);
    const std::vector<Timestamp>& times = m_detail->times;
    if (times.empty()) {
        clear();
        return;
    }
    const Timestamp first = capture ? std::min(capture->first, times.front()) : times.front();
    const Timestamp last = capture ? std::max(capture->last, times.back()) : times.back();
    m_base = first;
    const double span = keyOf(last);
    // Leaves a margin, so that the axes do not hide the first and last strokes.
    const double margin = span > 0 ? span * 0.015 : 0.5;
    m_whole = QCPRange(-margin, span + margin);
    const QSharedPointer<QCPAxisTicker> ticker(new TimeTicker(m_base, style));
    m_plot.xAxis->setTicker(ticker);
    m_rug->keyAxis()->setTicker(ticker);
    // Relative times say how far from the start; the label says when that was.
    m_rug->keyAxis()->setLabel(
        style.time == tables::TimeStyle::Relative
            ? tr("Time from %1").arg(QString::fromStdString(tables::startWithZone(style)))
            : tr("Time (%1)").arg(QString::fromStdString(tables::zoneText(style))));
    setRug();
    findBeats();
    showBeats();
    shadeOutside();
}

/// Finds the rhythm of the bars and the moments at which beats were due.
void TimelinePlot::findBeats() {
    m_rhythm.reset();
    m_beats.clear();
    const std::vector<Timestamp>& judged = judgedTimes();
    const TimeSpans* const captured = m_detail->captured.get();
    const bool alternates = m_detail->finding && m_detail->finding->judgement.cycleSeconds;
    // Where intervals come in turn, a whole cycle repeats, so the cycle is the period.
    const double repeatSeconds = alternates ? *m_detail->finding->judgement.cycleSeconds
                                            : m_detail->periodSeconds.value_or(0);
    if (repeatSeconds > 0 && m_detail->finding && m_detail->finding->judgement.flagged)
        m_rhythm = {durationFromSeconds(repeatSeconds), judged.front()};
    if (alternates && m_detail->judged) {
        const std::vector<Timestamp>& inTurns = m_detail->judged->beats.timesInTurns;
        m_beats = series::expectedBeatsOfCycle(inTurns.empty() ? judged : inTurns,
                                               m_detail->finding->judgement.cyclePartsSeconds,
                                               kMaxBeats, captured);
    } else if (!alternates && m_detail->periodSeconds) {
        m_beats = series::expectedBeats(judged, *m_detail->periodSeconds, kMaxBeats, captured);
    }
    const auto count = [this](series::BeatOutcome outcome) {
        return static_cast<std::size_t>(
            std::ranges::count(m_beats, outcome, &series::ExpectedBeat::outcome));
    };
    m_missed = count(series::BeatOutcome::Missed);
    m_uncaptured = count(series::BeatOutcome::NotCaptured);
}

void TimelinePlot::showAll() {
    m_plot.xAxis->setRange(m_whole);
    rebin();
}

void TimelinePlot::clear() {
    m_detail.reset();
    m_bins = {};
    m_beats.clear();
    m_missed = 0;
    m_uncaptured = 0;
    m_counts->data()->clear();
    for (QCPGraph* graph : {m_rug, m_beatStrokes, m_due, m_dueInRug, m_missedMarks})
        graph->data()->clear();
}

const std::vector<Timestamp>& TimelinePlot::judgedTimes() const {
    return m_detail->judged ? m_detail->judged->beats.times : m_detail->times;
}

bool TimelinePlot::setsBeatsApart() const {
    return m_detail && judgedTimes().size() < m_detail->times.size();
}

/// Draws long strokes for the queries that the detector took for beats, and short ones for the
/// others.
void TimelinePlot::setRug() {
    const auto setStrokes = [this](QCPGraph& graph, std::span<const Timestamp> times,
                                   double height) {
        QVector<double> keys;
        keys.reserve(static_cast<qsizetype>(times.size()));
        for (const Timestamp time : times)
            keys.append(keyOf(time));
        graph.setData(keys, QVector<double>(keys.size(), height), true);
    };
    setStrokes(*m_rug, m_detail->times, setsBeatsApart() ? kShortStroke : 1.0);
    setStrokes(*m_beatStrokes,
               setsBeatsApart() ? std::span(judgedTimes()) : std::span<const Timestamp>(), 1);
}

void TimelinePlot::setBeatGridShown(bool shown) {
    m_gridShown = shown;
    showBeats();
    rebin();
}

void TimelinePlot::showBeats() {
    QVector<double> due;
    QVector<double> missed;
    if (m_gridShown) {
        due.reserve(static_cast<qsizetype>(m_beats.size()));
        for (const series::ExpectedBeat& beat : m_beats) {
            due.append(keyOf(beat.time));
            if (beat.outcome == series::BeatOutcome::Missed)
                missed.append(due.back());
        }
    }
    const QVector<double> full(due.size(), 1.0);
    m_due->setData(due, full, true);
    m_dueInRug->setData(due, full, true);
    m_missedMarks->setData(missed, QVector<double>(missed.size(), 0.5), true);
}

void TimelinePlot::setBrushedRange(std::optional<series::TimeRange> range) {
    m_brushed = range;
    shadeOutside();
}

void TimelinePlot::shadeOutside() {
    const bool visible = m_brushed.has_value() && m_detail;
    m_before->setVisible(visible);
    m_after->setVisible(visible);
    if (!visible)
        return;
    m_before->topLeft->setCoords(m_whole.lower, 0);
    m_before->bottomRight->setCoords(std::max(keyOf(m_brushed->first), m_whole.lower), 1);
    m_after->topLeft->setCoords(std::min(keyOf(m_brushed->last), m_whole.upper), 0);
    m_after->bottomRight->setCoords(m_whole.upper, 1);
}

void TimelinePlot::rebin() {
    const QCPRange shown = m_plot.xAxis->range();
    m_rug->keyAxis()->setRange(shown);
    if (!m_detail)
        return;
    const int pixels = m_plot.axisRect()->width();
    const auto wanted = std::clamp(static_cast<std::size_t>(std::max(pixels, 0) / kPixelsPerBin),
                                   kMinBins, kMaxBins);
    const Timestamp first = timeAt(shown.lower);
    const Timestamp last = timeAt(shown.upper);
    m_bins = m_rhythm
                 ? series::timelineOfRhythm(
                       m_detail->times, first, last, wanted,
                       std::max(static_cast<std::size_t>(std::max(pixels, 0)), kMinBins), *m_rhythm)
                 : series::timeline(m_detail->times, first, last, wanted);
    if (m_detail->finding && m_detail->finding->judgement.cycleSeconds)
        m_bins.periods = 0; // it counted cycles, not periods

    const double width = seconds(m_bins.width);
    QVector<double> keys;
    QVector<double> counts;
    keys.reserve(static_cast<qsizetype>(m_bins.counts.size()));
    counts.reserve(keys.capacity());
    const double firstCentre = keyOf(m_bins.first) + width / 2;
    double highest = 1;
    for (std::size_t i = 0; i < m_bins.counts.size(); ++i) {
        keys.append(firstCentre + width * static_cast<double>(i));
        counts.append(static_cast<double>(m_bins.counts[i]));
        highest = std::max(highest, counts.back());
    }
    m_counts->setData(keys, counts, true);
    // Leaves a little space between neighbouring bars. Narrow bars get a whole number of pixels:
    // rounding would draw some of them twice as wide as others.
    const double barPixels = width * 0.9 / shown.size() * std::max(pixels, 1);
    const bool isNarrow = barPixels < kNarrowBarPixels;
    m_counts->setWidthType(isNarrow ? QCPBars::wtAbsolute : QCPBars::wtPlotCoords);
    m_counts->setWidth(isNarrow ? std::max(std::round(barPixels), 1.0) : width * 0.9);
    m_plot.yAxis->setRange(0, highest * 1.08);
    const QString label =
        m_detail->timesMessages ? tr("DNS messages per %1") : tr("Queries per %1");
    m_plot.yAxis->setLabel(label.arg(binText(m_bins)));

    const double period = m_beats.size() < 2
                              ? m_detail->periodSeconds.value_or(0)
                              : secondsBetween(m_beats.front().time, m_beats.back().time) /
                                    static_cast<double>(m_beats.size() - 1);
    const bool roomForLines =
        period > 0 && period / shown.size() * std::max(pixels, 1) >= kNearestBeatsPixels;
    m_due->setVisible(roomForLines);
    m_dueInRug->setVisible(roomForLines);
}

std::optional<TimelinePlot::Bin> TimelinePlot::binAt(double key) const {
    if (m_bins.counts.empty() || key < keyOf(m_bins.first))
        return std::nullopt;
    const double position = (key - keyOf(m_bins.first)) / seconds(m_bins.width);
    if (position >= static_cast<double>(m_bins.counts.size()))
        return std::nullopt;
    const auto index = static_cast<std::size_t>(position);
    return Bin{m_bins.first + m_bins.width * static_cast<std::int64_t>(index),
               m_bins.counts[index]};
}

QString widthText(Duration width) {
    const double value = seconds(width);
    return lengthLabel(value, value >= 1 ? 1 : value);
}

QString binText(const series::Timeline& bins) {
    const QString width = widthText(bins.width);
    return bins.periods == 0
               ? width
               : tr("%1 (%2)").arg(
                     width, QString::fromStdString(counted(bins.periods, "period", "periods")));
}

QString timelineSummary(const TimelinePlot& plot) {
    const snapshot::SelectionDetail* detail = plot.detail();
    if (detail == nullptr || plot.bins().counts.empty())
        return tr("Nothing to draw.");
    const std::string what = detail->timesMessages
                                 ? counted(detail->times.size(), "DNS message", "DNS messages")
                                 : counted(detail->times.size(), "query", "queries");
    if (detail->times.size() == 1)
        return QString::fromStdString(what) + QLatin1Char('.');
    const double span = secondsBetween(detail->times.front(), detail->times.back());
    const std::uint64_t most = *std::ranges::max_element(plot.bins().counts);
    return tr("%1 in %2; in the part shown, at most %3 in %4.")
        .arg(QString::fromStdString(what), QString::fromStdString(toHumanDuration(span)),
             QString::fromStdString(withThousands(most)), binText(plot.bins()));
}

QString strokesText(const TimelinePlot& plot) {
    if (!plot.setsBeatsApart())
        return {};
    const snapshot::JudgedSelection& judged = *plot.detail()->judged;
    return tr("Long strokes: %1 %2.")
        .arg(QString::fromStdString(withThousands(judged.beats.times.size())),
             shortTitle(judged.title));
}

QString marksText(const TimelinePlot& plot) {
    if (plot.detail() == nullptr)
        return {};
    const bool ofMessages = plot.detail()->timesMessages;
    QStringList parts = {
        (ofMessages ? tr("Bars: DNS messages per %1.") : tr("Bars: queries per %1."))
            .arg(binText(plot.bins())),
        ofMessages ? tr("Strokes below: each DNS message.") : tr("Strokes below: each query.")};
    if (plot.setsBeatsApart())
        parts.append(strokesText(plot));
    if (plot.drawsDueBeats())
        parts.append(tr("Dashed lines: a beat was due."));
    if (plot.drawsMissedBeats())
        parts.append(tr("Orange ×: a beat was due and none came (%1).")
                         .arg(QString::fromStdString(withThousands(plot.missedBeats()))));
    if (plot.drawsDueBeats() && plot.uncapturedBeats() > 0)
        parts.append(tr("Of the due beats, %1 may have come when nothing was captured.")
                         .arg(QString::fromStdString(withThousands(plot.uncapturedBeats()))));
    return parts.join(QLatin1Char(' '));
}

} // namespace beaconscope::plots
