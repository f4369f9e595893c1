// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/zoom_plot.h"

#include <QKeyEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace beaconscope::plots {

namespace {

constexpr double kZoomStep = 1.5;
constexpr double kPanStep = 0.1;
constexpr int kMinDragPixels = 4;
constexpr double kMinLogarithmicView = 0.02; ///< as a difference of natural logarithms

/// Shows the part of the axis that a drag marks, over the full height of the plots, because the
/// vertical position of the mouse has no meaning here.
class MarkedBand : public QCPSelectionRect {
public:
    using QCPSelectionRect::QCPSelectionRect;

protected:
    void draw(QCPPainter* painter) override {
        if (!mActive)
            return;
        const QCPAxisRect* first = mParentPlot->axisRect(0);
        const QCPAxisRect* last = mParentPlot->axisRect(mParentPlot->axisRectCount() - 1);
        QRect band = mRect.normalized();
        band.setTop(first->top());
        band.setBottom(last->bottom());
        band.setLeft(std::max(band.left(), first->left()));
        band.setRight(std::min(band.right(), first->right()));
        painter->setPen(mPen);
        painter->setBrush(mBrush);
        painter->drawRect(band);
    }
};

double toLinear(const QCPAxis& axis, double value) {
    return axis.scaleType() == QCPAxis::stLogarithmic ? std::log(value) : value;
}

double fromLinear(const QCPAxis& axis, double value) {
    return axis.scaleType() == QCPAxis::stLogarithmic ? std::exp(value) : value;
}

} // namespace

ZoomPlot::ZoomPlot(QWidget* parent)
    : QCustomPlot(parent)
    , m_crosshairVertical(new QCPItemStraightLine(this))
    , m_crosshairHorizontal(new QCPItemStraightLine(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(120, 90);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    // Turns smoothing off for straight lines, so that they stay sharp. Only slanted and filled
    // shapes look better with smoothing.
    setNoAntialiasingOnDrag(true);
    setSelectionRect(new MarkedBand(this));
    connect(selectionRect(), &QCPSelectionRect::accepted, this,
            [this](const QRect& rect) { takeMarkedPart(rect); });
    for (QCPItemStraightLine* line : {m_crosshairVertical, m_crosshairHorizontal}) {
        line->setLayer(QStringLiteral("overlay"));
        line->setVisible(false);
        for (QCPItemPosition* position : line->positions())
            position->setType(QCPItemPosition::ptPlotCoords);
    }
    axisRect()->setRangeDrag(Qt::Horizontal);
    axisRect()->setRangeZoom(Qt::Horizontal);
    axisRect()->setRangeZoomFactor(1 / kZoomStep);
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            &ZoomPlot::keepInBounds);
}

void ZoomPlot::setBounds(const QCPRange& bounds, std::optional<QCPRange> home) {
    m_bounds = bounds;
    m_home = home.value_or(bounds);
    keepInBounds(xAxis->range());
}

void ZoomPlot::setMouseMode(MouseMode mode) {
    if (mode == m_mode || (mode == MouseMode::Select && !m_selectionEnabled))
        return;
    m_mode = mode;
    setCursor(mode == MouseMode::Move ? Qt::ArrowCursor : Qt::CrossCursor);
    emit mouseModeChanged();
}

void ZoomPlot::setTheme(const PlotTheme& theme) {
    applyTheme(*this, theme);
    selectionRect()->setPen(QPen(theme.axis, 1, Qt::DashLine));
    selectionRect()->setBrush(withOpacity(theme.data, 0.2F));
    for (QCPItemStraightLine* line : {m_crosshairVertical, m_crosshairHorizontal})
        line->setPen(QPen(theme.text, 1, Qt::DotLine));
}

void ZoomPlot::reset() {
    xAxis->setRange(m_home);
    replot(rpQueuedReplot);
}

void ZoomPlot::toggleDragZoom() {
    setMouseMode(m_mode == MouseMode::Zoom ? MouseMode::Move : MouseMode::Zoom);
}

void ZoomPlot::toggleCrosshair() {
    const bool shown = !m_crosshairVertical->visible();
    m_crosshairVertical->setVisible(shown);
    m_crosshairHorizontal->setVisible(shown);
    moveCrosshair(mapFromGlobal(QCursor::pos()));
}

template <typename Change>
void ZoomPlot::changeView(Change change) {
    const QCPRange shown = xAxis->range();
    QCPRange linear(toLinear(*xAxis, shown.lower), toLinear(*xAxis, shown.upper));
    change(linear);
    xAxis->setRange(fromLinear(*xAxis, linear.lower), fromLinear(*xAxis, linear.upper));
    replot(rpQueuedReplot);
}

void ZoomPlot::zoomBy(double factor) {
    changeView([factor](QCPRange& range) {
        const double half = range.size() / factor / 2;
        range = QCPRange(range.center() - half, range.center() + half);
    });
}

void ZoomPlot::panBy(double share) {
    changeView([share](QCPRange& range) { range += range.size() * share; });
}

/// Emits viewChanged() before it draws, so that listeners adapt to exactly the range that will be
/// drawn.
void ZoomPlot::keepInBounds(const QCPRange& range) {
    const QCPRange bounds(toLinear(*xAxis, m_bounds.lower), toLinear(*xAxis, m_bounds.upper));
    QCPRange kept(toLinear(*xAxis, range.lower), toLinear(*xAxis, range.upper));
    if (!std::isfinite(kept.lower) || !std::isfinite(kept.upper))
        kept = bounds;
    const double narrowest =
        xAxis->scaleType() == QCPAxis::stLogarithmic ? kMinLogarithmicView : m_narrowestView;
    if (kept.size() < narrowest)
        kept = QCPRange(kept.center() - narrowest / 2, kept.center() + narrowest / 2);
    if (kept.size() >= bounds.size())
        kept = bounds;
    else if (kept.lower < bounds.lower)
        kept += bounds.lower - kept.lower;
    else if (kept.upper > bounds.upper)
        kept -= kept.upper - bounds.upper;
    {
        const QSignalBlocker blocker(xAxis);
        xAxis->setRange(fromLinear(*xAxis, kept.lower), fromLinear(*xAxis, kept.upper));
    }
    emit viewChanged();
}

void ZoomPlot::takeMarkedPart(const QRect& rect) {
    const QRect marked = rect.normalized();
    if (marked.width() < kMinDragPixels)
        return;
    const double from = std::max(xAxis->pixelToCoord(marked.left()), m_bounds.lower);
    const double to = std::min(xAxis->pixelToCoord(marked.right()), m_bounds.upper);
    if (from >= to)
        return;
    if (m_drag == MouseMode::Select) {
        emit rangeSelected(from, to);
        return;
    }
    xAxis->setRange(from, to);
    replot(rpQueuedReplot);
}

void ZoomPlot::moveCrosshair(const QPointF& position) {
    const double key = xAxis->pixelToCoord(position.x());
    const double value = yAxis->pixelToCoord(position.y());
    m_crosshairVertical->point1->setCoords(key, 0);
    m_crosshairVertical->point2->setCoords(key, 1);
    m_crosshairHorizontal->point1->setCoords(xAxis->range().lower, value);
    m_crosshairHorizontal->point2->setCoords(xAxis->range().upper, value);
    // The overlay has its own buffer, so moving the mouse does not draw the data again.
    layer(QStringLiteral("overlay"))->replot();
}

bool ZoomPlot::event(QEvent* event) {
    // While the plot has the focus, it takes these keys before the shortcuts of the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier &&
            (key->key() == Qt::Key_Z || key->key() == Qt::Key_Space || key->key() == Qt::Key_0))
            event->accept();
    }
    return QCustomPlot::event(event);
}

bool ZoomPlot::handleKey(int key) {
    switch (key) {
    case Qt::Key_0:
    case Qt::Key_Home:
        reset();
        return true;
    case Qt::Key_Z:
        toggleDragZoom();
        return true;
    case Qt::Key_Space:
        toggleCrosshair();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(kZoomStep);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / kZoomStep);
        return true;
    case Qt::Key_Left:
        panBy(-kPanStep);
        return true;
    case Qt::Key_Right:
        panBy(kPanStep);
        return true;
    case Qt::Key_PageUp:
        panBy(-1);
        return true;
    case Qt::Key_PageDown:
        panBy(1);
        return true;
    default:
        return false;
    }
}

void ZoomPlot::keyPressEvent(QKeyEvent* event) {
    const Qt::KeyboardModifiers others =
        event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (others == Qt::NoModifier && handleKey(event->key()))
        return;
    QCustomPlot::keyPressEvent(event);
}

void ZoomPlot::mousePressEvent(QMouseEvent* event) {
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    m_drag = shift && m_selectionEnabled ? MouseMode::Select : m_mode;
    const bool marks = m_drag != MouseMode::Move && event->button() == Qt::LeftButton;
    setSelectionRectMode(marks ? QCP::srmCustom : QCP::srmNone);
    QCustomPlot::mousePressEvent(event);
}

void ZoomPlot::mouseMoveEvent(QMouseEvent* event) {
    QCustomPlot::mouseMoveEvent(event);
    if (m_crosshairVertical->visible())
        moveCrosshair(event->position());
    emit hovered(xAxis->pixelToCoord(event->position().x()));
}

void ZoomPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        reset();
    event->accept();
}

void ZoomPlot::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    emit mouseLeft();
}

void ZoomPlot::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event);
    emit viewChanged();
}

} // namespace beaconscope::plots
