// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/row_filter.h"

#include "core/base/text.h"
#include "core/tables/cell_text.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace beaconscope::tables {

namespace {

bool textMatches(const FilterTerm& term, std::string_view text) {
    const std::string lower = toLowerAscii(text);
    if (term.isWhole)
        return lower == term.text;
    return term.hasWildcard ? globMatches(term.text, lower)
                            : lower.find(term.text) != std::string::npos;
}

/// Returns whether a table would write both numbers alike. So a user can filter for the number that
/// a cell shows.
bool isSameNumber(double value, double wanted, ColumnKind kind) {
    constexpr double kMoreThanRounding = 1e-5;
    return value == wanted || (std::abs(value - wanted) < kMoreThanRounding &&
                               exactNumber(value, kind) == exactNumber(wanted, kind));
}

bool numberMatches(const FilterTerm& term, const Cell& cell, ColumnKind kind) {
    double value = 0;
    if (const auto* count = std::get_if<std::int64_t>(&cell))
        value = static_cast<double>(*count);
    else if (const auto* number = std::get_if<double>(&cell))
        value = *number;
    else
        return false;
    switch (*term.comparison) {
    case Comparison::Equal:
        return isSameNumber(value, term.number, kind);
    case Comparison::Less:
        return value < term.number;
    case Comparison::LessOrEqual:
        return value <= term.number;
    case Comparison::Greater:
        return value > term.number;
    case Comparison::GreaterOrEqual:
        return value >= term.number;
    }
    return false;
}

bool isSearched(ColumnKind kind) {
    return kind == ColumnKind::Name || kind == ColumnKind::Address || kind == ColumnKind::Text ||
           kind == ColumnKind::Type;
}

enum Answer : std::uint8_t { Unknown, No, Yes };

} // namespace

RowFilter::RowFilter(const Filter& filter, const Table& table)
    : m_table(table) {
    for (const FilterTerm& term : filter.terms)
        m_terms.push_back({&term, {}, {}, {}, {}, {}});
    for (Term& term : m_terms)
        term.texts.resize(table.columns().size());
}

bool RowFilter::matches(std::size_t row) {
    for (auto term = m_terms.begin(); term != m_terms.end();) {
        bool isAnyTrue = false;
        do {
            isAnyTrue = isAnyTrue || termMatches(*term, row) != term->wanted->negated;
            ++term;
        } while (term != m_terms.end() && term->wanted->isAlternative);
        if (!isAnyTrue)
            return false;
    }
    return true;
}

bool RowFilter::termMatches(Term& term, std::size_t row) const {
    const auto columns = m_table.columns();
    const FilterTerm& wanted = *term.wanted;
    if (wanted.column) {
        const Cell cell = m_table.cell(row, *wanted.column);
        return wanted.comparison ? numberMatches(wanted, cell, columns[*wanted.column].kind)
                                 : cellMatches(term, cell, *wanted.column);
    }
    for (std::size_t column = 0; column < columns.size(); ++column) {
        if (isSearched(columns[column].kind) &&
            cellMatches(term, m_table.cell(row, column), column))
            return true;
    }
    return false;
}

bool RowFilter::cellMatches(Term& term, const Cell& cell, std::size_t column) const {
    const auto ask = [&] {
        return textMatches(*term.wanted, displayText(m_table, m_table.columns()[column], cell, {}));
    };
    const auto remembered = [&ask](Answers& answers, std::size_t id) {
        if (id >= answers.size())
            answers.resize(std::max(id + 1, 2 * answers.size()), Unknown);
        if (answers[id] == Unknown)
            answers[id] = ask() ? Yes : No;
        return answers[id] == Yes;
    };
    if (const auto* name = std::get_if<NameId>(&cell))
        return remembered(term.names, name->index());
    if (const auto* domain = std::get_if<DomainId>(&cell))
        return remembered(term.domains, domain->index());
    if (const auto* address = std::get_if<AddressId>(&cell))
        return remembered(term.addresses, address->index());
    if (const auto* type = std::get_if<dns::RecordType>(&cell))
        return remembered(term.types, static_cast<std::uint16_t>(*type));
    if (const auto* text = std::get_if<std::string>(&cell)) {
        std::optional<LastText>& last = term.texts[column];
        if (!last || last->text != *text)
            last = LastText{*text, ask()};
        return last->matches;
    }
    return ask();
}

} // namespace beaconscope::tables
