// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/detector_judgements.h"

#include <QAbstractTableModel>

#include <vector>

namespace beaconscope::models {

/// One row for each detector: what it says of the selected series.
class JudgementsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Detector, Judgement, Value, Limit, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setJudgements(std::vector<snapshot::DetectorJudgement> judgements);
    /// Hides the present judgements until setJudgements() is called: they are about another series.
    void setWaiting();
    /// Returns a few lines on why the detector of `row` flags the series or does not.
    QString explanation(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString text(const snapshot::DetectorJudgement& judgement, int column) const;

    std::vector<snapshot::DetectorJudgement> m_judgements;
    bool m_isWaiting = false;
};

} // namespace beaconscope::models
