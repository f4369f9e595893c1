// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;

namespace beaconscope::session {
class InvestigationController;
} // namespace beaconscope::session

namespace beaconscope::ui {

/// Lets the user choose the detector, how queries are put into series, and the limits of the
/// detector. Each change acts at once.
class DetectorPanel : public QWidget {
    Q_OBJECT
public:
    explicit DetectorPanel(session::InvestigationController& controller, QWidget* parent = nullptr);

    QComboBox* detectorBox() const { return m_detector; }
    const std::vector<QDoubleSpinBox*>& parameterBoxes() const { return m_boxes; }

private:
    void connectControls();
    void showSettings();
    void showDetector();
    void rebuildParameters();

    session::InvestigationController& m_controller;
    QComboBox* m_detector;
    QLabel* m_description;
    QComboBox* m_grouping;
    QCheckBox* m_multicast;
    QWidget* m_parameterArea = nullptr;
    QFormLayout* m_form = nullptr;
    std::vector<QDoubleSpinBox*> m_boxes;
    QString m_shownDetector; ///< id
};

} // namespace beaconscope::ui
