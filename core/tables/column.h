// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/dns/record_type.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace beaconscope::tables {

class Table;

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

/// A value; monostate where there is none (no response, not known while loading).
using Cell = std::variant<std::monostate, NameId, DomainId, AddressId, std::string, dns::RecordType,
                          std::int64_t, double, Timestamp>;

/// All there is to a column; a table's file lists its columns, each in one place. Rows are sorted
/// and filtered by their cells, in the way of the column's kind.
struct Column {
    std::string_view id;    ///< stable; in CSV headers and filters ("queries", "first_time")
    std::string_view title; ///< for people
    std::string_view help;  ///< what it means and what is good or bad
    ColumnKind kind = ColumnKind::Text;
    /// The cell of a row, which must be in range, of a table that has this column.
    Cell (*cell)(const Table& table, std::size_t row) = nullptr;
    bool visibleByDefault = true;
};

inline constexpr bool kHidden = false; ///< for Column::visibleByDefault

/// A Column's cell function from one that takes a row as `TheTable` has it: TheTable::row().
template <typename TheTable, typename Function>
constexpr auto cellFrom(Function) {
    return [](const Table& table, std::size_t row) -> Cell {
        return Function()(static_cast<const TheTable&>(table).row(row));
    };
}

} // namespace beaconscope::tables
