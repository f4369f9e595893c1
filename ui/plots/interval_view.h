#pragma once

#include "core/engine/selection.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QStackedWidget;
class QToolBar;

namespace beaconscope::plots {

class IntervalPlot;
class ZoomPlot;

/// Histogram of the intervals between neighbouring queries of a selection, with the marks that
/// explain it: period and multiples, TTL, the lab rule's band, the detector's window. GUI thread.
class IntervalView : public QWidget {
    Q_OBJECT

public:
    explicit IntervalView(QWidget* parent = nullptr);
    ~IntervalView() override;

    /// With fewer than one interval, says why there is nothing to draw.
    void showDetail(std::shared_ptr<const engine::SelectionDetail> detail);
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

    ZoomPlot* m_canvas = nullptr;
    std::unique_ptr<IntervalPlot> m_plot;
    QStackedWidget* m_pages = nullptr;
    QLabel* m_message = nullptr;
    QLabel* m_statistics = nullptr;
    QLabel* m_readout = nullptr;
    QComboBox* m_scale = nullptr;
    QDoubleSpinBox* m_binWidth = nullptr;
};

} // namespace beaconscope::plots
