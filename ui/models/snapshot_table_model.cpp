// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/snapshot_table_model.h"

#include "ui/models/text.h"

#include <QColor>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <unordered_map>

namespace beaconscope::models {

bool isNumeric(tables::ColumnKind kind) {
    switch (kind) {
    case tables::ColumnKind::Count:
    case tables::ColumnKind::Length:
    case tables::ColumnKind::Ratio:
    case tables::ColumnKind::Rate:
    case tables::ColumnKind::Score:
    case tables::ColumnKind::Chance:
    case tables::ColumnKind::Probability:
        return true;
    case tables::ColumnKind::Name:
    case tables::ColumnKind::Address:
    case tables::ColumnKind::Text:
    case tables::ColumnKind::Type:
    case tables::ColumnKind::Time:
        return false;
    }
    return false;
}

SnapshotTableModel::SnapshotTableModel(tables::TableKind kind, QObject* parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
    , m_columns(tables::columnsOf(kind)) {}

bool SnapshotTableModel::isSameLoad(const TablePtr& table) const {
    return m_table && table && m_table->snapshot().load == table->snapshot().load;
}

void SnapshotTableModel::setContent(TablePtr table, OrderPtr order) {
    if (!isSameLoad(table)) {
        beginResetModel();
        m_table = std::move(table);
        m_order = std::move(order);
        endResetModel();
        return;
    }
    const bool hasOtherTitles = m_table->snapshot().settings.detection.detector !=
                                table->snapshot().settings.detection.detector;
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const std::vector<Kept> kept = persistentRows();
    m_table = std::move(table);
    m_order = std::move(order);
    moveTo(kept);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    if (hasOtherTitles)
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

std::vector<SnapshotTableModel::Kept> SnapshotTableModel::persistentRows() const {
    std::vector<Kept> kept;
    for (const QModelIndex& index : persistentIndexList())
        kept.push_back({index, m_table->stableId(tableRow(index.row()))});
    return kept;
}

void SnapshotTableModel::moveTo(const std::vector<Kept>& kept) {
    if (kept.empty())
        return;
    constexpr int kGone = -1;
    std::unordered_map<std::uint64_t, int> rowOfId;
    for (const Kept& one : kept)
        rowOfId.emplace(one.id, kGone);
    std::size_t left = rowOfId.size();
    for (int row = 0; row < rowCount() && left > 0; ++row) {
        const auto place = rowOfId.find(m_table->stableId(tableRow(row)));
        if (place == rowOfId.end() || place->second != kGone)
            continue;
        place->second = row;
        --left;
    }
    QModelIndexList from;
    QModelIndexList to;
    for (const Kept& one : kept) {
        const int row = rowOfId.at(one.id);
        from.append(one.index);
        to.append(row == kGone ? QModelIndex() : index(row, one.index.column()));
    }
    changePersistentIndexList(from, to);
}

void SnapshotTableModel::setCellStyle(const tables::CellStyle& style) {
    if (m_style == style)
        return;
    m_style = style;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

std::size_t SnapshotTableModel::tableRow(int row) const {
    return m_order->rows[static_cast<std::size_t>(row)];
}

std::optional<int> SnapshotTableModel::shownRow(std::size_t tableRow) const {
    if (!m_order)
        return std::nullopt;
    const auto& rows = m_order->rows;
    const auto place = std::find(rows.begin(), rows.end(), tableRow);
    if (place == rows.end())
        return std::nullopt;
    return static_cast<int>(place - rows.begin());
}

std::optional<int> SnapshotTableModel::rowWithStableId(std::uint64_t id) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (m_table->stableId(tableRow(row)) == id)
            return row;
    }
    return std::nullopt;
}

int SnapshotTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_order ? 0 : static_cast<int>(m_order->rows.size());
}

int SnapshotTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant SnapshotTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const std::size_t row = tableRow(index.row());
    const auto columnIndex = static_cast<std::size_t>(index.column());
    const tables::Column& column = m_columns[columnIndex];
    switch (role) {
    case Qt::DisplayRole:
        return toQString(
            tables::displayText(*m_table, column, m_table->cell(row, columnIndex), m_style));
    case Qt::ToolTipRole:
        return toolTip(row, column, m_table->cell(row, columnIndex));
    case ExactTextRole:
        return toQString(tables::exactText(*m_table, column, m_table->cell(row, columnIndex)));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isNumeric(column.kind) ? Qt::AlignRight : Qt::AlignLeft));
    case RatioRole: {
        if (column.kind != tables::ColumnKind::Ratio)
            return {};
        const tables::Cell cell = m_table->cell(row, columnIndex);
        const auto* const value = std::get_if<double>(&cell);
        return value != nullptr ? QVariant(*value) : QVariant();
    }
    default:
        return rowLook(row, role);
    }
}

QVariant SnapshotTableModel::rowLook(std::size_t row, int role) const {
    const bool isExcluded = m_table->excludedBy(row) != series::kNotExcluded;
    const bool isUnflagged = !m_table->isFlagged(row);
    switch (role) {
    case IsExcludedRole:
        return isExcluded;
    case IsUnflaggedRole:
        return isUnflagged;
    case Qt::ForegroundRole:
        if (isExcluded || isUnflagged)
            return QGuiApplication::palette().color(QPalette::PlaceholderText);
        return {};
    case Qt::FontRole: {
        if (!isExcluded && !isUnflagged)
            return {};
        // Colour alone must not carry the meaning: excluded rows are struck out, and unflagged rows
        // slanted.
        QFont font;
        font.setStrikeOut(isExcluded);
        font.setItalic(isUnflagged);
        return font;
    }
    default:
        return {};
    }
}

QString SnapshotTableModel::titleOf(const tables::Column& column) const {
    // Each detector gives the score another meaning.
    if (column.kind == tables::ColumnKind::Score && m_table)
        return toQString(m_table->snapshot().settings.detection.detector->info().scoreTitle);
    return toQString(column.title);
}

QVariant SnapshotTableModel::toolTip(std::size_t row, const tables::Column& column,
                                     const tables::Cell& cell) const {
    QStringList lines;
    const QString exact = toQString(tables::exactText(*m_table, column, cell));
    if (!exact.isEmpty())
        lines.append(exact);
    lines.append(titleOf(column) + QStringLiteral(": ") + toQString(column.help));
    const series::RuleIndex rule = m_table->excludedBy(row);
    const auto& rules = m_table->snapshot().settings.rules->rules();
    if (rule != series::kNotExcluded && static_cast<std::size_t>(rule) < rules.size()) {
        lines.append(tr("Hidden by the rule “%1”")
                         .arg(toQString(rules::describe(rules[static_cast<std::size_t>(rule)]))));
    }
    if (!m_table->isFlagged(row))
        lines.append(tr("Judged, but not flagged"));
    return toolTipOf(lines.join(QLatin1Char('\n')));
}

QVariant SnapshotTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const tables::Column& column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.kind == tables::ColumnKind::Time
                   ? tr("%1 (%2)").arg(titleOf(column), toQString(tables::zoneText(m_style)))
                   : titleOf(column);
    case PlainTitleRole:
        return titleOf(column);
    case Qt::ToolTipRole:
        return toQString(column.help);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isNumeric(column.kind) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

void SnapshotTableModel::sort(int column, Qt::SortOrder order) {
    emit sortRequested(column, order);
}

} // namespace beaconscope::models
