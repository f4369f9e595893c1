// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/series/series.h"
#include "core/snapshot/selection.h"
#include "core/tables/cell_text.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QLabel;
class QStackedWidget;
class QToolBar;

namespace beaconscope::plots {

class TimelinePlot;
class ZoomPlot;

/// The queries of a selection over time, and a rug with a stroke for each of them. The bins follow
/// the zoom; a range can be brushed for all tables. GUI thread.
class TimelineView : public QWidget {
    Q_OBJECT

public:
    explicit TimelineView(QWidget* parent = nullptr);
    ~TimelineView() override;

    /// Shows `detail` over the span of the capture, if it is known. Keeps the zoom when `detail`
    /// has the same title as the detail before it.
    void showDetail(std::shared_ptr<const snapshot::SelectionDetail> detail,
                    std::optional<series::TimeRange> capture, const tables::CellStyle& style);
    /// Shows a sentence (plain text) instead of a plot.
    void showMessage(const QString& message);

    /// Shades the time outside of the range that is in force. Emits no signal.
    void setBrushedRange(std::optional<series::TimeRange> range);

    void resetZoom();
    void toggleDragZoom();
    void toggleCrosshair();
    void setBeatGridShown(bool shown);
    /// Brushes the time that the plot shows now. With it, a range can be chosen without a mouse.
    void brushShownRange();

signals:
    void rangeBrushed(beaconscope::series::TimeRange range);
    void rangeCleared();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolBar* makeControls();
    void applyTheme();
    void adaptToView();
    void showHover(double key);
    void showSummary();
    void brush(double fromKey, double toKey);
    void clearBrush();

    ZoomPlot* m_canvas = nullptr;
    std::unique_ptr<TimelinePlot> m_plot;
    tables::CellStyle m_style;
    QString m_title; ///< of the detail shown
    QStackedWidget* m_pages = nullptr;
    QLabel* m_message = nullptr;
    QLabel* m_readout = nullptr;
    QAction* m_beatGrid = nullptr;
    QAction* m_clear = nullptr;
};

} // namespace beaconscope::plots
