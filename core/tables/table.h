// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/dns/record_type.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

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

/// What a column holds: how it is aligned, formatted, compared and filtered.
enum class ColumnKind : std::uint8_t {
    Name,        ///< NameId or DomainId
    Address,     ///< AddressId
    Text,        ///< std::string
    Type,        ///< dns::RecordType
    Count,       ///< std::int64_t
    Time,        ///< Timestamp
    Length,      ///< double, seconds
    Ratio,       ///< double, 0 to 1, shown as a percentage
    Rate,        ///< double, per minute
    Score,       ///< double
    Chance,      ///< double, natural logarithm of a probability, shown as "1 in 10^22"
    Probability, ///< double, 0 to 1 and often tiny, shown as a percentage
};

struct Column {
    std::string_view id;    ///< stable; in CSV headers and filters ("queries", "first_time")
    std::string_view title; ///< for people
    std::string_view help;  ///< what it means and what is good or bad
    ColumnKind kind = ColumnKind::Text;
    bool visibleByDefault = true;
};

/// A value; monostate where there is none (no response, not known while loading).
using Cell = std::variant<std::monostate, NameId, DomainId, AddressId, std::string, dns::RecordType,
                          std::int64_t, double, Timestamp>;

/// Rows and columns of a snapshot. Rows are numbered in the table's own order; what the user sees
/// is a permutation of them (row_order.h). Immutable; any thread.
class Table {
public:
    explicit Table(std::shared_ptr<const snapshot::Snapshot> snapshot)
        : m_snapshot(std::move(snapshot)) {}
    virtual ~Table() = default;

    virtual TableKind kind() const = 0;
    virtual std::span<const Column> columns() const = 0;
    virtual std::size_t rowCount() const = 0;
    /// `row` and `column` must be in range.
    virtual Cell cell(std::size_t row, std::size_t column) const = 0;

    /// The rule that hides the row, or kNotExcluded.
    virtual series::RuleIndex excludedBy(std::size_t row) const = 0;

    /// For Findings: whether the row is flagged. True elsewhere.
    virtual bool isFlagged(std::size_t) const { return true; }

    /// Identifies what the row is about across snapshots of one load, so that a selection can be
    /// kept.
    virtual std::uint64_t stableId(std::size_t row) const = 0;

    const snapshot::Snapshot& snapshot() const { return *m_snapshot; }

private:
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
};

/// The table of `kind`; never null. With no row where the snapshot has nothing for it yet.
std::unique_ptr<const Table> makeTable(TableKind kind,
                                       std::shared_ptr<const snapshot::Snapshot> snapshot);

/// The columns of a kind without a snapshot (header state, documentation).
std::span<const Column> columnsOf(TableKind kind);

/// Stable identifier ("findings", "client-domain") and title ("Client → domain").
const char* identifier(TableKind kind);
const char* title(TableKind kind);

/// Index of a column by its id.
std::optional<std::size_t> findColumn(TableKind kind, std::string_view id);

} // namespace beaconscope::tables
