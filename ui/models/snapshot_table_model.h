// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/cell_text.h"
#include "core/tables/row_order.h"
#include "core/tables/table.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::models {

/// Shows a table of a snapshot in the order that the engine's worker computed. A table and its
/// order are always replaced together, in one step. As long as the load is the same, selected rows
/// stay selected, because persistent indexes follow the stable ids of the rows.
///
/// sort() only emits sortRequested(): sorting a million rows would block the UI thread.
class SnapshotTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        ExactTextRole = Qt::UserRole, ///< text of the cell as in exported files
        RatioRole,                    ///< double from 0 to 1, for cells that are drawn with a bar
        IsExcludedRole,               ///< a rule hides the row
        IsUnflaggedRole,              ///< a finding below its threshold
        PlainTitleRole,               ///< of a header: the title without the zone of its times
    };
    using TablePtr = std::shared_ptr<const tables::Table>;
    using OrderPtr = std::shared_ptr<const tables::RowOrder>;

    explicit SnapshotTableModel(tables::TableKind kind, QObject* parent = nullptr);

    tables::TableKind kind() const { return m_kind; }

    /// Shows `table` in `order`. Both are null, or neither is. `order` must belong to the snapshot
    /// of `table`.
    void setContent(TablePtr table, OrderPtr order);
    void setCellStyle(const tables::CellStyle& style);

    const TablePtr& table() const { return m_table; }
    const OrderPtr& order() const { return m_order; }
    /// Returns which row of the table is shown at `row`.
    std::size_t tableRow(int row) const;
    std::optional<int> shownRow(std::size_t tableRow) const;
    std::optional<int> rowWithStableId(std::uint64_t id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

signals:
    void sortRequested(int column, Qt::SortOrder order);

private:
    struct Kept {
        QModelIndex index;
        std::uint64_t id = 0;
    };

    bool isSameLoad(const TablePtr& table) const;
    std::vector<Kept> persistentRows() const;
    void moveTo(const std::vector<Kept>& kept);
    QString titleOf(const tables::Column& column) const;
    QVariant toolTip(std::size_t row, const tables::Column& column, const tables::Cell& cell) const;
    QVariant rowLook(std::size_t row, int role) const;

    tables::TableKind m_kind;
    std::span<const tables::Column> m_columns;
    TablePtr m_table;
    OrderPtr m_order;
    tables::CellStyle m_style;
};

/// Returns whether the cells of such a column are numbers. Numbers are aligned at their last digit.
bool isNumeric(tables::ColumnKind kind);

} // namespace beaconscope::models
