// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/plots/plot_theme.h"

#include <qcustomplot.h>

#include <cstdint>
#include <optional>

namespace beaconscope::plots {

enum class MouseMode : std::uint8_t {
    Move,   ///< drag pans
    Zoom,   ///< drag marks a part of the axis to zoom to
    Select, ///< drag marks a part of the axis for whoever listens to rangeSelected()
};

/// A plot whose horizontal axis can be zoomed and panned within bounds, by mouse and keyboard:
/// wheel, drag, Shift+drag to select, double click or 0 for everything, Z for move/zoom, Space for
/// a crosshair, + and -, arrows, PgUp and PgDn. Vertical ranges are for its owner.
class ZoomPlot : public QCustomPlot {
    Q_OBJECT

public:
    explicit ZoomPlot(QWidget* parent = nullptr);

    /// What the axis can show at most; also the view that reset() goes to unless `home` says.
    void setBounds(const QCPRange& bounds, std::optional<QCPRange> home = std::nullopt);
    /// No deeper zoom than this. On a logarithmic axis the bounds' ratio is what limits it.
    void setNarrowestView(double span) { m_narrowestView = span; }
    void setSelectionEnabled(bool enabled) { m_selectionEnabled = enabled; }

    MouseMode mouseMode() const { return m_mode; }
    void setMouseMode(MouseMode mode);
    void setTheme(const PlotTheme& theme);

    void reset();
    void toggleDragZoom();
    void toggleCrosshair();
    void zoomBy(double factor);
    /// By a part of what is shown; negative is towards the start.
    void panBy(double share);

signals:
    void viewChanged();
    void mouseModeChanged();
    void rangeSelected(double fromKey, double toKey);
    void hovered(double key);
    void mouseLeft();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool handleKey(int key);
    void keepInBounds(const QCPRange& range);
    void takeMarkedPart(const QRect& rect);
    void moveCrosshair(const QPointF& position);
    /// Runs `change` on the shown range in a space where the axis is linear.
    template <typename Change>
    void changeView(Change change);

    MouseMode m_mode = MouseMode::Move;
    MouseMode m_drag = MouseMode::Move; ///< of the drag going on
    bool m_selectionEnabled = false;
    QCPRange m_bounds{0, 1};
    QCPRange m_home{0, 1};
    double m_narrowestView = 0;
    QCPItemStraightLine* m_crosshairVertical = nullptr;
    QCPItemStraightLine* m_crosshairHorizontal = nullptr;
};

} // namespace beaconscope::plots
