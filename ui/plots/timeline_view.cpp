// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/timeline_view.h"

#include "core/base/text.h"
#include "ui/plots/axis_tickers.h"
#include "ui/plots/plot_controls.h"
#include "ui/plots/timeline_plot.h"
#include "ui/plots/zoom_plot.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace beaconscope::plots {

namespace {

/// In any capture, a bin of this width holds a single moment.
constexpr double kMinViewSeconds = 1e-6;

} // namespace

TimelineView::TimelineView(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new ZoomPlot(this))
    , m_pages(new QStackedWidget(this))
    , m_message(makePlainLabel(this))
    , m_readout(makePlainLabel(this)) {
    m_plot = std::make_unique<TimelinePlot>(*m_canvas);
    m_canvas->setSelectionEnabled(true);
    m_canvas->setNarrowestView(kMinViewSeconds);
    m_canvas->setAccessibleName(tr("Timeline of queries"));
    connect(m_canvas, &ZoomPlot::viewChanged, this, &TimelineView::adaptToView);
    connect(m_canvas, &ZoomPlot::rangeSelected, this, &TimelineView::brush);
    connect(m_canvas, &ZoomPlot::hovered, this, &TimelineView::showHover);
    connect(m_canvas, &ZoomPlot::mouseLeft, this, &TimelineView::showSummary);

    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    auto* const drawing = new QWidget(this);
    auto* const column = new QVBoxLayout(drawing);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(makeControls());
    column->addWidget(m_readout);
    column->addWidget(m_canvas, 1);
    m_pages->addWidget(m_message);
    m_pages->addWidget(drawing);
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);
    setFocusProxy(m_canvas);
    applyTheme();
    showMessage(tr("Select a row to see when its queries came."));
}

TimelineView::~TimelineView() = default;

QToolBar* TimelineView::makeControls() {
    QToolBar* const bar = makePlotControls(
        *m_canvas, QT_TR_NOOP("Drag selects a time range for all tables (Shift+drag in any mode)"),
        this);
    bar->addSeparator();
    m_beatGrid = bar->addAction(tr("Expected beats"));
    m_beatGrid->setToolTip(tr("Dashed lines where beats were due, one period after the previous "
                              "beat; a cross where none came"));
    m_beatGrid->setCheckable(true);
    connect(m_beatGrid, &QAction::toggled, this, &TimelineView::setBeatGridShown);
    QAction* const limit = bar->addAction(tr("Limit tables to view"));
    limit->setToolTip(tr("Analyse only the time that the plot shows now"));
    connect(limit, &QAction::triggered, this, &TimelineView::brushShownRange);
    m_clear = bar->addAction(tr("Clear range"));
    m_clear->setToolTip(tr("Analyse the whole capture again"));
    m_clear->setEnabled(false);
    connect(m_clear, &QAction::triggered, this, &TimelineView::clearBrush);
    return bar;
}

void TimelineView::showDetail(std::shared_ptr<const snapshot::SelectionDetail> detail,
                              std::optional<series::TimeRange> capture,
                              const tables::CellStyle& style) {
    if (!detail || detail->times.empty()) {
        showMessage(tr("There is no query to draw."));
        return;
    }
    const QString title = QString::fromStdString(detail->title);
    const bool sameAsBefore = m_plot->detail() != nullptr && title == m_title;
    const Timestamp shownFirst = m_plot->timeAt(m_canvas->xAxis->range().lower);
    const Timestamp shownLast = m_plot->timeAt(m_canvas->xAxis->range().upper);
    const bool zoomed = sameAsBefore && m_canvas->xAxis->range() != m_plot->wholeRange();
    m_title = title;
    m_style = style;
    m_plot->setDetail(std::move(detail), capture, style);
    m_canvas->setBounds(m_plot->wholeRange());
    if (zoomed) {
        const Timestamp base = m_plot->timeAt(0);
        m_canvas->xAxis->setRange(secondsBetween(base, shownFirst),
                                  secondsBetween(base, shownLast));
    } else {
        m_canvas->xAxis->setRange(m_plot->wholeRange());
    }
    m_plot->rebin();
    m_beatGrid->setEnabled(m_plot->hasBeatGrid());
    m_pages->setCurrentIndex(1);
    showSummary();
    m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void TimelineView::showMessage(const QString& message) {
    m_plot->clear();
    m_title.clear();
    m_message->setText(message);
    m_pages->setCurrentIndex(0);
}

void TimelineView::setBrushedRange(std::optional<series::TimeRange> range) {
    m_plot->setBrushedRange(range);
    m_clear->setEnabled(range.has_value());
    m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void TimelineView::resetZoom() {
    m_canvas->reset();
}

void TimelineView::toggleDragZoom() {
    m_canvas->toggleDragZoom();
}

void TimelineView::toggleCrosshair() {
    m_canvas->toggleCrosshair();
}

void TimelineView::setBeatGridShown(bool shown) {
    m_beatGrid->setChecked(shown);
    m_plot->setBeatGridShown(shown);
    showSummary();
    m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void TimelineView::brushShownRange() {
    brush(m_canvas->xAxis->range().lower, m_canvas->xAxis->range().upper);
}

void TimelineView::brush(double fromKey, double toKey) {
    if (m_plot->detail() == nullptr)
        return;
    const series::TimeRange range{m_plot->timeAt(fromKey), m_plot->timeAt(toKey)};
    setBrushedRange(range);
    emit rangeBrushed(range);
}

void TimelineView::clearBrush() {
    setBrushedRange(std::nullopt);
    emit rangeCleared();
}

void TimelineView::adaptToView() {
    m_plot->rebin();
    showSummary();
    m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void TimelineView::showHover(double key) {
    const std::optional<TimelinePlot::Bin> bin = m_plot->binAt(key);
    if (!bin) {
        showSummary();
        return;
    }
    // Keeps the height of the words: when they take fewer lines, the plot would grow and move away
    // from under the mouse.
    m_readout->setMinimumHeight(m_readout->height());
    const QString time = QString::fromStdString(tables::timeWithZone(m_plot->timeAt(key), m_style));
    const std::string count = m_plot->detail()->timesMessages
                                  ? counted(bin->count, "DNS message", "DNS messages")
                                  : counted(bin->count, "query", "queries");
    m_readout->setText(tr("%1 – %2 in the %3 from %4")
                           .arg(time, QString::fromStdString(count),
                                widthText(m_plot->bins().width),
                                QString::fromStdString(tables::timeWithZone(bin->start, m_style))));
}

void TimelineView::showSummary() {
    QString text = timelineSummary(*m_plot);
    if (m_beatGrid->isChecked() && m_plot->hasBeatGrid()) {
        text += QLatin1Char(' ') +
                tr("Missed beats: %1.")
                    .arg(QString::fromStdString(withThousands(m_plot->missedBeats())));
        if (m_plot->uncapturedBeats() > 0)
            text += QLatin1Char(' ') +
                    tr("Due when nothing was captured: %1.")
                        .arg(QString::fromStdString(withThousands(m_plot->uncapturedBeats())));
    }
    if (m_plot->setsBeatsApart())
        text += QLatin1Char(' ') + strokesText(*m_plot);
    m_readout->setMinimumHeight(0);
    m_readout->setText(text);
    m_canvas->setAccessibleDescription(text);
}

void TimelineView::applyTheme() {
    const PlotTheme theme = plotTheme(palette(), font());
    m_canvas->setTheme(theme);
    m_plot->setTheme(theme);
    m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void TimelineView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

} // namespace beaconscope::plots
