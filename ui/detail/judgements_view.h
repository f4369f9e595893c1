// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/detector_judgements.h"

#include <QWidget>

#include <vector>

class QLabel;
class QTableView;

namespace beaconscope::models {
class JudgementsModel;
}

namespace beaconscope::ui {

/// Shows what every detector says of the selected series: a table with one row for each detector,
/// and below it the reasons of the detector in the current row.
class JudgementsView : public QWidget {
    Q_OBJECT
public:
    explicit JudgementsView(QWidget* parent = nullptr);

    void setJudgements(std::vector<snapshot::DetectorJudgement> judgements);
    /// Shows no judgements until setJudgements() is called, because another series was selected.
    void setWaiting();

    QTableView* table() const { return m_table; }
    QString explanation() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void fit();
    void explainCurrent();
    void copyRows() const;

    models::JudgementsModel* m_model;
    QTableView* m_table;
    QLabel* m_explanation;
};

} // namespace beaconscope::ui
