// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/report_plots.h"

#include "ui/plots/interval_plot.h"
#include "ui/plots/plot_theme.h"
#include "ui/plots/timeline_plot.h"
#include "ui/report/paged_document.h"
#include "ui/report/report_words.h"

#include <qcustomplot.h>

namespace beaconscope::report {

namespace {

constexpr int kTimelineHeight = 155;
constexpr int kGap = 10;

/// Sets the size of the plot and lays it out, so that bins and labels fit their room.
void setSize(QCustomPlot& plot, int width, int height) {
    plot.setViewport(QRect(0, 0, width, height));
    for (const auto phase :
         {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        plot.plotLayout()->update(phase);
}

void draw(QCPPainter& painter, QCustomPlot& plot, const QPointF& place) {
    const QRect size = plot.viewport();
    painter.save();
    painter.translate(place);
    plot.toPainter(&painter, size.width(), size.height());
    painter.restore();
}

/// Draws the timeline and the words below it. Returns the height that both take.
double drawTimeline(QCPPainter& painter, const QRectF& place, const plots::PlotTheme& theme,
                    const std::shared_ptr<const snapshot::SelectionDetail>& detail,
                    const std::optional<series::TimeRange>& capture) {
    QCustomPlot canvas;
    plots::TimelinePlot timeline(canvas);
    timeline.setTheme(theme);
    timeline.setDetail(detail, capture, {});
    timeline.setBeatGridShown(true);
    setSize(canvas, static_cast<int>(place.width()), kTimelineHeight);
    timeline.showAll();
    draw(painter, canvas, place.topLeft());

    const QString words = shown(plots::marksText(timeline));
    constexpr int kFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
    painter.setFont(theme.font);
    painter.setPen(theme.text);
    QRectF below = place.adjusted(0, kTimelineHeight, 0, 0);
    below = painter.boundingRect(below, kFlags, words);
    painter.drawText(below, kFlags, words);
    return kTimelineHeight + below.height();
}

} // namespace

void drawTimelineAndIntervals(QCPPainter& painter, const QRectF& place,
                              const std::shared_ptr<const snapshot::SelectionDetail>& detail,
                              const std::optional<series::TimeRange>& capture) {
    QFont font = PagedDocument::font(TextStyle::Body);
    font.setPixelSize(10);
    const plots::PlotTheme theme = plots::printTheme(font);
    const int width = static_cast<int>(place.width());
    double used = kTimelineHeight;
    if (!detail->times.empty())
        used = drawTimeline(painter, place, theme, detail, capture);

    const QPointF below(place.left(), place.top() + used + kGap);
    const int height = static_cast<int>(place.height() - used) - kGap;
    if (detail->intervalsSeconds.empty()) {
        painter.setFont(font);
        painter.setPen(theme.text);
        painter.drawText(QRectF(below, QSizeF(width, height)),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                         plots::whyNoIntervals(detail->times.size()));
        return;
    }
    QCustomPlot canvas;
    plots::IntervalPlot intervals(canvas);
    intervals.setTheme(theme);
    intervals.setDetail(detail);
    setSize(canvas, width, height);
    intervals.showFirstView();
    // The legend has its entries only now. It takes room from the plot, so lay out again.
    setSize(canvas, width, height);
    intervals.rebin();
    draw(painter, canvas, below);
}

} // namespace beaconscope::report
