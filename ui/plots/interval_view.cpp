// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/interval_view.h"

#include "core/base/text.h"
#include "ui/plots/axis_tickers.h"
#include "ui/plots/interval_plot.h"
#include "ui/plots/plot_controls.h"
#include "ui/plots/zoom_plot.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace beaconscope::plots {

namespace {

constexpr double kMinViewSeconds = 1e-6;

QString countText(std::size_t count) {
    return QString::fromStdString(withThousands(count));
}

} // namespace

IntervalView::IntervalView(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new ZoomPlot(this))
    , m_pages(new QStackedWidget(this))
    , m_message(makePlainLabel(this))
    , m_caption(makePlainLabel(this))
    , m_statistics(makePlainLabel(this))
    , m_readout(makePlainLabel(this)) {
    m_plot = std::make_unique<IntervalPlot>(*m_canvas);
    m_canvas->setNarrowestView(kMinViewSeconds);
    m_canvas->setAccessibleName(tr("Histogram of intervals"));
    connect(m_canvas, &ZoomPlot::viewChanged, this, &IntervalView::adaptToView);
    connect(m_canvas, &ZoomPlot::hovered, this, &IntervalView::showHover);
    connect(m_canvas, &ZoomPlot::mouseLeft, this, &IntervalView::adaptToView);

    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_readout->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* const drawing = new QWidget(this);
    auto* const line = new QHBoxLayout;
    line->addWidget(makeControls());
    line->addWidget(m_readout, 1);
    auto* const column = new QVBoxLayout(drawing);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(m_caption);
    column->addWidget(m_statistics);
    column->addWidget(m_canvas, 1);
    m_pages->addWidget(m_message);
    m_pages->addWidget(drawing);
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);
    setFocusProxy(m_canvas);
    applyTheme();
    showMessage(tr("Select a row to see the intervals between its queries."));
}

IntervalView::~IntervalView() = default;

QToolBar* IntervalView::makeControls() {
    QToolBar* const bar = makePlotControls(*m_canvas, nullptr, this);
    bar->addSeparator();
    m_between = new QComboBox(bar);
    m_between->addItem(tr("Beats"));
    m_between->addItem(tr("All queries"));
    m_between->setObjectName(QStringLiteral("intervalsBetween"));
    m_between->setToolTip(tr("Intervals between the beats that the detector judged, or between all "
                             "queries of the selected row"));
    m_between->setAccessibleName(tr("Intervals between"));
    connect(m_between, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_wanted = index == 0 ? IntervalsBetween::Beats : IntervalsBetween::Queries;
        showIntervals();
    });
    bar->addWidget(m_between);
    m_scale = new QComboBox(bar);
    m_scale->addItem(tr("Linear"));
    m_scale->addItem(tr("Logarithmic"));
    m_scale->setObjectName(QStringLiteral("scale"));
    m_scale->setToolTip(tr("Scale of the axis of intervals"));
    m_scale->setAccessibleName(tr("Scale"));
    connect(m_scale, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_plot->setScale(index == 1 ? series::HistogramScale::Logarithmic
                                    : series::HistogramScale::Linear);
        m_binWidth->setEnabled(index == 0);
        showAll();
    });
    bar->addWidget(m_scale);
    m_binWidth = new QDoubleSpinBox(bar);
    m_binWidth->setDecimals(3);
    m_binWidth->setRange(0, 86'400);
    m_binWidth->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_binWidth->setSpecialValueText(tr("automatic"));
    m_binWidth->setPrefix(tr("Bins: "));
    m_binWidth->setSuffix(tr(" s"));
    m_binWidth->setKeyboardTracking(false);
    m_binWidth->setToolTip(tr("Width of the bins in seconds; with 0 the view decides it"));
    m_binWidth->setAccessibleName(tr("Bin width"));
    connect(m_binWidth, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        m_plot->setBinWidth(value > 0 ? std::optional(value) : std::nullopt);
        adaptToView();
    });
    bar->addWidget(m_binWidth);
    return bar;
}

void IntervalView::showDetail(std::shared_ptr<const snapshot::SelectionDetail> detail) {
    if (!detail || detail->intervalsSeconds.empty()) {
        showMessage(whyNoIntervals(detail ? detail->times.size() : 0));
        return;
    }
    m_detail = std::move(detail);
    const bool hasBeats = m_detail->judged.has_value();
    {
        // Keeps the choice of the user for the next row that has beats.
        const QSignalBlocker blocker(m_between);
        m_between->setCurrentIndex(hasBeats && m_wanted == IntervalsBetween::Beats ? 0 : 1);
    }
    m_between->setEnabled(hasBeats);
    showIntervals();
    m_pages->setCurrentIndex(1);
}

void IntervalView::showIntervals() {
    if (!m_detail)
        return;
    m_plot->setDetail(m_detail, m_wanted);
    const series::IntervalStatistics& statistics = m_plot->statistics();
    m_caption->setText(m_plot->caption());
    m_statistics->setText(intervalSummary(statistics));
    m_statistics->setToolTip(tr("Mean %1 s, standard deviation %2 s (of the population)")
                                 .arg(statistics.meanSeconds, 0, 'f', 9)
                                 .arg(statistics.standardDeviationSeconds, 0, 'f', 9));
    showAll();
}

void IntervalView::showAll() {
    {
        // Each of these calls changes the view; adapting once, after the last, is enough.
        const QSignalBlocker blocker(m_canvas);
        m_canvas->setBounds(m_plot->wholeRange(), m_plot->firstView());
        m_canvas->reset();
    }
    adaptToView();
}

void IntervalView::showMessage(const QString& message) {
    m_detail.reset();
    m_plot->clear();
    m_message->setText(message);
    m_pages->setCurrentIndex(0);
}

void IntervalView::resetZoom() {
    m_canvas->reset();
}

void IntervalView::toggleDragZoom() {
    m_canvas->toggleDragZoom();
}

void IntervalView::toggleCrosshair() {
    m_canvas->toggleCrosshair();
}

void IntervalView::adaptToView() {
    m_plot->rebin();
    const std::size_t beyond = m_plot->beyondView();
    m_readout->setText(beyond == 0 ? QString()
                       : beyond == 1
                           ? tr("1 longer interval to the right")
                           : tr("%1 longer intervals to the right").arg(countText(beyond)));
    m_canvas->setAccessibleDescription(m_caption->text() + QStringLiteral(": ") +
                                       m_statistics->text());
    m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void IntervalView::showHover(double key) {
    const std::optional<IntervalPlot::Bin> bin = m_plot->binAt(key);
    if (!bin)
        return;
    const double width = bin->highSeconds - bin->lowSeconds;
    m_readout->setText(
        tr("%1 from %2 to %3")
            .arg(bin->count == 1 ? tr("1 interval") : tr("%1 intervals").arg(countText(bin->count)),
                 lengthLabel(bin->lowSeconds, width), lengthLabel(bin->highSeconds, width)));
}

void IntervalView::applyTheme() {
    const PlotTheme theme = plotTheme(palette(), font());
    m_canvas->setTheme(theme);
    m_plot->setTheme(theme);
    m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void IntervalView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

} // namespace beaconscope::plots
