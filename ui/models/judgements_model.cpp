// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/judgements_model.h"

#include "ui/models/snapshot_table_model.h"
#include "ui/models/text.h"

#include <QFont>
#include <QStringList>

namespace beaconscope::models {

void JudgementsModel::setWaiting() {
    m_isWaiting = true;
    if (!m_judgements.empty())
        emit dataChanged(index(0, Judgement), index(rowCount() - 1, ColumnCount - 1));
}

void JudgementsModel::setJudgements(std::vector<snapshot::DetectorJudgement> judgements) {
    m_isWaiting = false;
    // The rows are the detectors, which do not change. There are no rows only while there is
    // nothing to judge. So the selected row survives when another series is selected.
    if (judgements.size() != m_judgements.size()) {
        beginResetModel();
        m_judgements = std::move(judgements);
        endResetModel();
        return;
    }
    m_judgements = std::move(judgements);
    if (!m_judgements.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString JudgementsModel::explanation(int row) const {
    if (m_isWaiting)
        return tr("The detectors are at work.");
    const snapshot::DetectorJudgement& judgement = m_judgements[static_cast<std::size_t>(row)];
    QStringList lines;
    for (const std::string& reason : judgement.reasons)
        lines.append(toQString(reason));
    if (!judgement.basis.empty())
        lines.append(toQString(judgement.basis));
    return lines.join(QLatin1Char('\n'));
}

int JudgementsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_judgements.size());
}

int JudgementsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString JudgementsModel::text(const snapshot::DetectorJudgement& judgement, int column) const {
    if (m_isWaiting && column != Detector)
        return QStringLiteral("…");
    switch (column) {
    case Detector:
        return toQString(judgement.detector->info().title);
    case Judgement:
        return judgement.flagged ? tr("✓ Flagged") : tr("– Not flagged");
    case Value:
        return toQString(judgement.deciding.value);
    case Limit:
        return toQString(judgement.deciding.limit);
    default:
        return {};
    }
}

QVariant JudgementsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& judgement = m_judgements[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case SnapshotTableModel::ExactTextRole:
        return text(judgement, index.column());
    case Qt::ToolTipRole:
        return toolTipOf(index.column() == Detector
                             ? toQString(judgement.detector->info().description)
                             : explanation(index.row()));
    case Qt::FontRole: {
        if (index.column() != Judgement || !judgement.flagged || m_isWaiting)
            return {};
        QFont bold;
        bold.setWeight(QFont::DemiBold);
        return bold;
    }
    default:
        return {};
    }
}

QVariant JudgementsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Detector:
        return tr("Detector");
    case Judgement:
        return tr("Judgement");
    case Value:
        return tr("What decides");
    case Limit:
        return tr("Limit");
    default:
        return {};
    }
}

} // namespace beaconscope::models
