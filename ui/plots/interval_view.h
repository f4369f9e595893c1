// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/selection.h"

#include <QWidget>

#include <cstdint>
#include <memory>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QStackedWidget;
class QToolBar;

namespace beaconscope::plots {

class IntervalPlot;
class ZoomPlot;
enum class IntervalsBetween : std::uint8_t;

/// Histogram of the intervals between the beats that the detector judged, or between all queries of
/// the selection. Marks explain it: the period and its multiples, the TTL, the band of the lab
/// rule, the detector's window, and how many intervals chance would put into that window. GUI
/// thread.
class IntervalView : public QWidget {
    Q_OBJECT

public:
    explicit IntervalView(QWidget* parent = nullptr);
    ~IntervalView() override;

    /// Shows `detail`. Without any interval, shows a sentence that says why there is nothing to
    /// draw.
    void showDetail(std::shared_ptr<const snapshot::SelectionDetail> detail);
    /// Shows a sentence (plain text) instead of a plot.
    void showMessage(const QString& message);

    void resetZoom();
    void toggleDragZoom();
    void toggleCrosshair();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolBar* makeControls();
    void applyTheme();
    void adaptToView();
    void showHover(double key);
    void showAll();
    void showIntervals();

    ZoomPlot* m_canvas = nullptr;
    std::unique_ptr<IntervalPlot> m_plot;
    std::shared_ptr<const snapshot::SelectionDetail> m_detail; ///< null: a message is shown
    QStackedWidget* m_pages = nullptr;
    QLabel* m_message = nullptr;
    QLabel* m_caption = nullptr; ///< what the bars count
    QLabel* m_statistics = nullptr;
    QLabel* m_readout = nullptr;
    IntervalsBetween
        m_wanted{}; ///< what the user chose, for selections that have both; beats at first
    QComboBox* m_between = nullptr;
    QComboBox* m_scale = nullptr;
    QDoubleSpinBox* m_binWidth = nullptr;
};

} // namespace beaconscope::plots
