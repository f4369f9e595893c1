// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/filter.h"
#include "core/tables/table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::tables {

/// Applies a filter to the rows of one table. It remembers the result for each name, address and
/// type, and for the last text of each column, because a table has many rows but few different
/// values. Use it on one thread only. Filter and table must outlive it.
class RowFilter {
public:
    RowFilter(const Filter& filter, const Table& table);

    /// Returns whether `row` satisfies the filter.
    bool matches(std::size_t row);

private:
    /// Indexed by id. Grows when a larger id is asked for.
    using Answers = std::vector<std::uint8_t>;
    /// The last text of a column with its result: most rows have the same text as the row before.
    struct LastText {
        std::string text;
        bool matches = false;
    };

    struct Term {
        const FilterTerm* wanted;
        Answers names;
        Answers domains;
        Answers addresses;
        Answers types;
        std::vector<std::optional<LastText>> texts; ///< indexed by column
    };

    bool termMatches(Term& term, std::size_t row) const;
    bool cellMatches(Term& term, const Cell& cell, std::size_t column) const;

    const Table& m_table;
    std::vector<Term> m_terms;
};

} // namespace beaconscope::tables
