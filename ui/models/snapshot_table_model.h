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
/// order are swapped in together in one step; what is selected stays selected, as long as the load
/// is the same, because persistent indexes follow the rows' stable ids.
///
/// sort() does nothing here but emit sortRequested(): sorting a million rows is not a matter for
/// the UI thread.
class SnapshotTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        ExactTextRole = Qt::UserRole, ///< as in files
        RatioRole,                    ///< double in 0..1, for cells to be drawn with a bar
        IsExcludedRole,               ///< a rule hides the row
        IsUnflaggedRole,              ///< a finding below its threshold
    };
    using TablePtr = std::shared_ptr<const tables::Table>;
    using OrderPtr = std::shared_ptr<const tables::RowOrder>;

    explicit SnapshotTableModel(tables::TableKind kind, QObject* parent = nullptr);

    tables::TableKind kind() const { return m_kind; }

    /// Both or neither. `order` must belong to the snapshot of `table`.
    void setContent(TablePtr table, OrderPtr order);
    void setCellStyle(const tables::CellStyle& style);

    const TablePtr& table() const { return m_table; }
    const OrderPtr& order() const { return m_order; }
    /// Row of the table that is shown at `row`.
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

/// Whether cells of the column are numbers, which are aligned at their last digit.
bool isNumeric(tables::ColumnKind kind);

} // namespace beaconscope::models
