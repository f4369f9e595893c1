// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/opinions.h"

#include <QWidget>

#include <vector>

class QLabel;
class QTableView;

namespace beaconscope::models {
class OpinionsModel;
}

namespace beaconscope::ui {

/// The selected series under every detector: a table with a row each, and below it why the detector
/// of the current row says so.
class OpinionsView : public QWidget {
    Q_OBJECT
public:
    explicit OpinionsView(QWidget* parent = nullptr);

    void setOpinions(std::vector<snapshot::DetectorOpinion> opinions);
    /// The opinions on another series are on their way.
    void setWaiting();

    QTableView* table() const { return m_table; }
    QString explanation() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void fit();
    void explainCurrent();
    void copyRows() const;

    models::OpinionsModel* m_model;
    QTableView* m_table;
    QLabel* m_explanation;
};

} // namespace beaconscope::ui
