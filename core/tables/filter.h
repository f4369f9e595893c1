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

/// One term of a filter.
struct FilterTerm {
    /// The column that must match. Empty if the text may stand in any text column.
    std::optional<std::size_t> column;
    bool negated = false;
    std::string text; ///< lower case; '*' and '?' are wildcards when `hasWildcard`
    bool hasWildcard = false;
    bool isWhole = false;                 ///< the whole cell must equal `text`; no wildcards
    std::optional<Comparison> comparison; ///< if set, `number` counts instead of `text`
    double number = 0;
    bool isAlternative = false; ///< the word OR stands between it and the term before it
};

/// A parsed filter. Its text holds words and terms such as `client:10.0.0.`, `qtype:TXT`,
/// `queries:>100`, `name:*.example`, `name:=www.example` and `-name:google`. Double quotes enclose
/// a text with spaces; inside them, two double quotes stand for one. A term names its column by the
/// column's id or by a short form (count, name, domain, client, qtype).
///
/// A row must satisfy all terms; of terms with the word OR between them, one is enough. OR joins
/// its two neighbours first: "client:=a name:=x OR name:=y" is client a with name x or y.
struct Filter {
    std::vector<FilterTerm> terms;

    bool empty() const { return terms.empty(); }
};

/// The result of reading a filter text while the user types it: it may hold mistakes.
struct ReadFilter {
    Filter filter; ///< the words that could be understood
    /// One error for each other word, such as an unknown column or a comparison with something that
    /// is not a number. Each error has the byte offset of the wrong part.
    std::vector<Error> mistakes;
};
ReadFilter readFilter(std::string_view text, TableKind kind);

} // namespace beaconscope::tables
