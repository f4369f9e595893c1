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

/// A filter at work on one table. Remembers for each name, address and type what the filter says
/// of it, and of the last text: a table has many rows but few of those. One thread; both arguments
/// must outlive it.
class RowFilter {
public:
    RowFilter(const Filter& filter, const Table& table);

    /// Whether `row` satisfies all terms.
    bool matches(std::size_t row);

private:
    /// By id; grows as ids are asked for.
    using Answers = std::vector<std::uint8_t>;
    /// Of a column's texts, most of which are that of the row before.
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
        std::vector<std::optional<LastText>> texts; ///< by column
    };

    bool termMatches(Term& term, std::size_t row) const;
    bool cellMatches(Term& term, const Cell& cell, std::size_t column) const;

    const Table& m_table;
    std::vector<Term> m_terms;
};

} // namespace beaconscope::tables
