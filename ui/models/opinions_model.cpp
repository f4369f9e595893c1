// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/opinions_model.h"

#include "ui/models/snapshot_table_model.h"
#include "ui/models/text.h"

#include <QFont>
#include <QStringList>

namespace beaconscope::models {

void OpinionsModel::setWaiting() {
    m_isWaiting = true;
    if (!m_opinions.empty())
        emit dataChanged(index(0, Verdict), index(rowCount() - 1, ColumnCount - 1));
}

void OpinionsModel::setOpinions(std::vector<snapshot::DetectorOpinion> opinions) {
    m_isWaiting = false;
    // Rows are detectors, and those stay; only when there is nothing to say are there none.
    if (opinions.size() != m_opinions.size()) {
        beginResetModel();
        m_opinions = std::move(opinions);
        endResetModel();
        return;
    }
    m_opinions = std::move(opinions);
    if (!m_opinions.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString OpinionsModel::explanation(int row) const {
    if (m_isWaiting)
        return tr("The detectors are at work.");
    const snapshot::DetectorOpinion& opinion = m_opinions[static_cast<std::size_t>(row)];
    QStringList lines;
    for (const std::string& reason : opinion.reasons)
        lines.append(toQString(reason));
    if (!opinion.basis.empty())
        lines.append(toQString(opinion.basis));
    return lines.join(QLatin1Char('\n'));
}

int OpinionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_opinions.size());
}

int OpinionsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString OpinionsModel::text(const snapshot::DetectorOpinion& opinion, int column) const {
    if (m_isWaiting && column != Detector)
        return QStringLiteral("…");
    switch (column) {
    case Detector:
        return toQString(opinion.detector->info().title);
    case Verdict:
        return opinion.flagged ? tr("✓ Flagged") : tr("– Not flagged");
    case Value:
        return toQString(opinion.deciding.value);
    case Limit:
        return toQString(opinion.deciding.limit);
    default:
        return {};
    }
}

QVariant OpinionsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& opinion = m_opinions[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case SnapshotTableModel::ExactTextRole:
        return text(opinion, index.column());
    case Qt::ToolTipRole:
        return toolTipOf(index.column() == Detector
                             ? toQString(opinion.detector->info().description)
                             : explanation(index.row()));
    case Qt::FontRole: {
        if (index.column() != Verdict || !opinion.flagged || m_isWaiting)
            return {};
        QFont bold;
        bold.setWeight(QFont::DemiBold);
        return bold;
    }
    default:
        return {};
    }
}

QVariant OpinionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Detector:
        return tr("Detector");
    case Verdict:
        return tr("Verdict");
    case Value:
        return tr("What decides");
    case Limit:
        return tr("Limit");
    default:
        return {};
    }
}

} // namespace beaconscope::models
