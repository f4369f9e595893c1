// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/tables/column.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace beaconscope::tables {

enum class TableKind : std::uint8_t {
    Findings,
    Domains,
    RegisteredDomains,
    Clients,
    Pairs,
    Queries
};

/// Every kind, in the order of the tabs; RegisteredDomains is Domains seen another way.
inline constexpr std::size_t kTableKindCount = 6;

using SnapshotPtr = std::shared_ptr<const snapshot::Snapshot>;

class Table;

/// What there is to know of a table without a snapshot.
struct TableInfo {
    TableKind kind = TableKind::Findings;
    const char* id = "";    ///< stable ("findings", "client-domain")
    const char* title = ""; ///< for people ("Client → domain")
    std::span<const Column> columns;
    std::unique_ptr<const Table> (*make)(SnapshotPtr snapshot) = nullptr; ///< never null
};

/// Rows and columns of a snapshot. Rows are numbered in the table's own order; what the user sees
/// is a permutation of them (row_order.h). Immutable; any thread.
class Table {
public:
    Table(const TableInfo& info, SnapshotPtr snapshot)
        : m_info(info)
        , m_columns(info.columns)
        , m_snapshot(std::move(snapshot)) {}
    virtual ~Table() = default;

    TableKind kind() const { return m_info.kind; }
    std::span<const Column> columns() const { return m_columns; }
    virtual std::size_t rowCount() const = 0;
    /// `row` and `column` must be in range.
    Cell cell(std::size_t row, std::size_t column) const {
        return m_columns[column].cell(*this, row);
    }

    /// The rule that hides the row, or kNotExcluded.
    virtual series::RuleIndex excludedBy(std::size_t row) const = 0;

    /// For Findings: whether the row is flagged. True elsewhere.
    virtual bool isFlagged(std::size_t) const { return true; }

    /// Identifies what the row is about across snapshots of one load, so that a selection can be
    /// kept.
    virtual std::uint64_t stableId(std::size_t row) const = 0;

    const snapshot::Snapshot& snapshot() const { return *m_snapshot; }

private:
    const TableInfo& m_info;
    std::span<const Column> m_columns;
    SnapshotPtr m_snapshot;
};

/// The table of `kind`; never null. With no row where the snapshot has nothing for it yet.
std::unique_ptr<const Table> makeTable(TableKind kind, SnapshotPtr snapshot);

/// The columns of a kind without a snapshot (header state, documentation).
std::span<const Column> columnsOf(TableKind kind);

/// Stable identifier ("findings", "client-domain") and title ("Client → domain").
const char* identifier(TableKind kind);
const char* title(TableKind kind);

/// Index of a column by its id.
std::optional<std::size_t> findColumn(TableKind kind, std::string_view id);

} // namespace beaconscope::tables
