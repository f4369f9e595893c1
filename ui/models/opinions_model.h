// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/opinions.h"

#include <QAbstractTableModel>

#include <vector>

namespace beaconscope::models {

/// What each detector says of the selected series, a row each.
class OpinionsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Detector, Verdict, Value, Limit, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setOpinions(std::vector<snapshot::DetectorOpinion> opinions);
    /// Until the next opinions, those that are here are about another series and not shown.
    void setWaiting();
    /// Why the detector of `row` says so, and what it is, in a few lines.
    QString explanation(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString text(const snapshot::DetectorOpinion& opinion, int column) const;

    std::vector<snapshot::DetectorOpinion> m_opinions;
    bool m_isWaiting = false;
};

} // namespace beaconscope::models
