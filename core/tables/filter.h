// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/tables/table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace beaconscope::tables {

enum class Comparison : std::uint8_t { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

/// One term of a filter; a row must satisfy all terms.
struct FilterTerm {
    /// Column to look at; without one the text is looked for in every text column.
    std::optional<std::size_t> column;
    bool negated = false;
    std::string text; ///< lower case; '*' and '?' are wildcards when `hasWildcard`
    bool hasWildcard = false;
    bool isWhole = false;                 ///< all of the cell is `text`, without wildcards
    std::optional<Comparison> comparison; ///< with a number instead of a text
    double number = 0;
};

/// What the filter field of a table says: words, and terms such as `client:10.0.0.`,
/// `qtype:TXT`, `queries:>100`, `name:*.example`, `name:=www.example`, `-name:google`; quotes keep
/// spaces together, and two of them between quotes are one of the text.
/// Column ids and a few short forms (count, name, domain, client, qtype) are known.
struct Filter {
    std::vector<FilterTerm> terms;

    bool empty() const { return terms.empty(); }
};

/// What can be made of a text, for a field in which it is typed letter by letter.
struct ReadFilter {
    Filter filter; ///< of the words that are understood
    /// A word that is not, each: an unknown column, a comparison with something that is no number.
    /// Has the byte offset of what is wrong with it.
    std::vector<Error> mistakes;
};
ReadFilter readFilter(std::string_view text, TableKind kind);

/// All of the text or nothing; the first mistake is the error.
Result<Filter> parseFilter(std::string_view text, TableKind kind);

} // namespace beaconscope::tables
