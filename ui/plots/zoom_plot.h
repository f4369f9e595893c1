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
    Select, ///< drag marks a part of the axis and emits rangeSelected()
};

/// A plot whose horizontal axis can be zoomed and panned within bounds, by mouse and keyboard:
/// wheel, drag, Shift+drag to select, double click or 0 for everything, Z for move/zoom, Space for
/// a crosshair, + and -, arrows, PgUp and PgDn. The owner sets the vertical ranges.
class ZoomPlot : public QCustomPlot {
    Q_OBJECT

public:
    explicit ZoomPlot(QWidget* parent = nullptr);

    /// Sets the largest range that the axis can show. reset() goes to `home`, or to `bounds` when
    /// `home` is empty.
    void setBounds(const QCPRange& bounds, std::optional<QCPRange> home = std::nullopt);
    /// Sets the smallest range that the user can zoom to. A logarithmic axis has a fixed smallest
    /// ratio instead.
    void setNarrowestView(double span) { m_narrowestView = span; }
    void setSelectionEnabled(bool enabled) { m_selectionEnabled = enabled; }

    MouseMode mouseMode() const { return m_mode; }
    void setMouseMode(MouseMode mode);
    void setTheme(const PlotTheme& theme);

    void reset();
    void toggleDragZoom();
    void toggleCrosshair();
    void zoomBy(double factor);
    /// Moves the view by a share of its width. A negative share moves towards the start.
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
    /// Runs `change` on the shown range. On a logarithmic axis it works on logarithms, so that
    /// `change` can treat every axis as linear.
    template <typename Change>
    void changeView(Change change);

    MouseMode m_mode = MouseMode::Move;
    MouseMode m_drag = MouseMode::Move; ///< mode of the drag that is under way
    bool m_selectionEnabled = false;
    QCPRange m_bounds{0, 1};
    QCPRange m_home{0, 1};
    double m_narrowestView = 0;
    QCPItemStraightLine* m_crosshairVertical = nullptr;
    QCPItemStraightLine* m_crosshairHorizontal = nullptr;
};

} // namespace beaconscope::plots
