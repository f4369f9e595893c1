// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/controls/detector_panel.h"

#include "core/detect/registry/detectors.h"
#include "ui/models/text.h"
#include "ui/session/investigation_controller.h"
#include "ui/widgets/wheel_guard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace beaconscope::ui {

namespace {

QString titleOf(series::Grouping grouping) {
    switch (grouping) {
    case series::Grouping::ClientName:
        return DetectorPanel::tr("Client and name");
    case series::Grouping::ClientDomain:
        return DetectorPanel::tr("Client and registered domain");
    case series::Grouping::Name:
        return DetectorPanel::tr("Name, over all clients");
    }
    return {};
}

QString helpOf(series::Grouping grouping) {
    switch (grouping) {
    case series::Grouping::ClientName:
        return DetectorPanel::tr("A series is all queries of one client for one name");
    case series::Grouping::ClientDomain:
        return DetectorPanel::tr("A series is all queries of one client for names under one "
                                 "registered domain; finds beacons whose names change");
    case series::Grouping::Name:
        return DetectorPanel::tr("A series is all queries for one name, whoever asks; several "
                                 "hosts with the same beacon hide each other's rhythm");
    }
    return {};
}

QDoubleSpinBox* makeBox(const detect::ParameterInfo& info, QWidget* parent) {
    auto* const box = new QDoubleSpinBox(parent);
    box->setObjectName(models::toQString(info.id));
    box->setDecimals(info.decimals);
    box->setRange(info.minimum, info.maximum);
    box->setSingleStep(std::max(std::pow(10.0, -info.decimals), std::abs(info.defaultValue) / 20));
    if (!info.unit.empty())
        box->setSuffix(QLatin1Char(' ') + models::toQString(info.unit));
    box->setToolTip(models::toQString(info.help));
    box->setAccessibleName(models::toQString(info.title));
    box->setAccessibleDescription(models::toQString(info.help));
    guardFromWheel(box);
    return box;
}

} // namespace

DetectorPanel::DetectorPanel(session::InvestigationController& controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_detector(new QComboBox(this))
    , m_description(new QLabel(this))
    , m_grouping(new QComboBox(this))
    , m_multicast(new QCheckBox(tr("Include mDNS and LLMNR"), this)) {
    for (const auto& detector : detect::detectors()) {
        m_detector->addItem(models::toQString(detector->info().title),
                            models::toQString(detector->info().id));
    }
    m_detector->setAccessibleName(tr("Detector"));
    // A long title must not widen the dock.
    m_detector->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_detector->setMinimumContentsLength(20);
    m_description->setWordWrap(true);
    m_description->setObjectName(QStringLiteral("detectorDescription"));
    m_description->setTextFormat(Qt::PlainText);
    m_grouping->setAccessibleName(tr("Grouping"));
    guardFromWheel(m_detector);
    guardFromWheel(m_grouping);
    m_multicast->setToolTip(tr("Queries that hosts of a local network send each other. They repeat "
                               "by nature, so they are left out unless you include them"));

    auto* const content = new QWidget;
    auto* const column = new QVBoxLayout(content);
    auto* const choice = new QFormLayout;
    choice->addRow(tr("Detector"), m_detector);
    column->addLayout(choice);
    column->addWidget(m_description);
    auto* const grouping = new QFormLayout;
    grouping->addRow(tr("Series by"), m_grouping);
    column->addLayout(grouping);
    column->addWidget(m_multicast);
    m_parameterArea = new QWidget(content);
    m_form = new QFormLayout(m_parameterArea);
    m_form->setContentsMargins({});
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    column->addWidget(m_parameterArea);
    auto* const reset = new QPushButton(tr("Reset the Limits"), content);
    reset->setToolTip(tr("Give every limit its default again"));
    column->addWidget(reset, 0, Qt::AlignLeft);
    column->addStretch(1);
    auto* const area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(content);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(area);

    connect(reset, &QPushButton::clicked, &controller,
            &session::InvestigationController::resetParameters);
    connectControls();
    showSettings();
}

void DetectorPanel::connectControls() {
    connect(m_detector, &QComboBox::activated, this, [this](int index) {
        const std::string id = m_detector->itemData(index).toString().toStdString();
        m_controller.setDetector(detect::findDetector(id));
    });
    connect(m_grouping, &QComboBox::activated, this, [this](int index) {
        m_controller.setGrouping(
            static_cast<series::Grouping>(m_grouping->itemData(index).toInt()));
    });
    connect(m_multicast, &QCheckBox::toggled, &m_controller,
            &session::InvestigationController::setIncludeMulticast);
    connect(&m_controller, &session::InvestigationController::settingsChanged, this,
            &DetectorPanel::showSettings);
}

void DetectorPanel::showSettings() {
    const snapshot::AnalysisSettings& settings = m_controller.settings();
    const QString id = models::toQString(settings.detection.detector->info().id);
    if (id != m_shownDetector) {
        m_shownDetector = id;
        showDetector();
    }
    m_grouping->setCurrentIndex(
        m_grouping->findData(static_cast<int>(settings.detection.grouping)));
    const QSignalBlocker quiet(m_multicast);
    m_multicast->setChecked(settings.includeMulticast);
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const QSignalBlocker blocker(m_boxes[i]);
        if (m_boxes[i]->value() != settings.detection.parameters[i])
            m_boxes[i]->setValue(settings.detection.parameters[i]);
    }
}

void DetectorPanel::showDetector() {
    const detect::DetectorInfo& info = m_controller.settings().detection.detector->info();
    m_detector->setCurrentIndex(m_detector->findData(m_shownDetector));
    m_detector->setToolTip(models::toQString(info.title));
    m_description->setText(models::toQString(info.description));
    m_grouping->clear();
    for (const series::Grouping grouping : info.groupings) {
        m_grouping->addItem(titleOf(grouping), static_cast<int>(grouping));
        m_grouping->setItemData(m_grouping->count() - 1, helpOf(grouping), Qt::ToolTipRole);
    }
    m_grouping->setEnabled(info.groupings.size() > 1);
    rebuildParameters();
}

void DetectorPanel::rebuildParameters() {
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_boxes.clear();
    const detect::DetectorInfo& info = m_controller.settings().detection.detector->info();
    for (std::size_t i = 0; i < info.parameters.size(); ++i) {
        QDoubleSpinBox* const box = makeBox(info.parameters[i], m_parameterArea);
        m_form->addRow(models::toQString(info.parameters[i].title), box);
        m_form->labelForField(box)->setToolTip(box->toolTip());
        connect(box, &QDoubleSpinBox::valueChanged, this,
                [this, i](double value) { m_controller.setParameter(i, value); });
        m_boxes.push_back(box);
    }
}

} // namespace beaconscope::ui
