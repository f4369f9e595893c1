// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/filter.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace beaconscope::tables {

namespace {

std::string lowerCase(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

/// Short forms of long column ids.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kShortForms = {{
    {"count", "queries"},
    {"domain", "registered_domain"},
    {"type", "qtype"},
    {"qtype", "qtypes"},
    {"period", "period_s"},
    {"result", "rcode"},
}};

std::optional<std::size_t> columnFor(TableKind kind, std::string_view id) {
    if (const auto column = findColumn(kind, id))
        return column;
    for (const auto& [shortForm, full] : kShortForms) {
        if (id == shortForm) {
            if (const auto column = findColumn(kind, full))
                return column;
        }
    }
    return std::nullopt;
}

std::optional<Comparison> takeComparison(std::string_view& text) {
    constexpr std::array<std::pair<std::string_view, Comparison>, 5> kSigns = {{
        {">=", Comparison::GreaterOrEqual},
        {"<=", Comparison::LessOrEqual},
        {">", Comparison::Greater},
        {"<", Comparison::Less},
        {"=", Comparison::Equal},
    }};
    for (const auto& [sign, comparison] : kSigns) {
        if (text.starts_with(sign)) {
            text.remove_prefix(sign.size());
            return comparison;
        }
    }
    return std::nullopt;
}

bool isNumeric(ColumnKind kind) {
    switch (kind) {
    case ColumnKind::Count:
    case ColumnKind::Length:
    case ColumnKind::Ratio:
    case ColumnKind::Rate:
    case ColumnKind::Score:
    case ColumnKind::Chance:
    case ColumnKind::Probability:
        return true;
    default:
        return false;
    }
}

std::optional<double> parseNumber(std::string_view text, ColumnKind kind) {
    const bool isPercentage = text.ends_with('%');
    if (isPercentage)
        text.remove_suffix(1);
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || text.empty())
        return std::nullopt;
    return isPercentage && (kind == ColumnKind::Ratio || kind == ColumnKind::Probability)
               ? value / 100
               : value;
}

/// One word of the filter without its quotes, and where its bytes stand in the filter.
struct Word {
    std::string text;
    std::vector<std::size_t> places; ///< place of each byte in the filter
    std::size_t end = 0;

    /// Returns the place of `part`, which must be a part of `text`.
    std::size_t offsetOf(std::string_view part) const {
        const auto index = static_cast<std::size_t>(part.data() - text.data());
        return index < places.size() ? places[index] : end;
    }
};

std::vector<Word> splitWords(std::string_view text) {
    std::vector<Word> words;
    bool isOpen = false;
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c == ' ' || c == '\t') && !isQuoted) {
            isOpen = false;
            continue;
        }
        if (!isOpen) {
            words.push_back({{}, {}, i});
            isOpen = true;
        }
        Word& word = words.back();
        const bool isEscaped = c == '"' && isQuoted && text.substr(i + 1).starts_with('"');
        if (isEscaped)
            ++i;
        if (c == '"' && !isEscaped) {
            isQuoted = !isQuoted;
        } else {
            word.text += c;
            word.places.push_back(i);
        }
        word.end = i + 1;
    }
    return words;
}

/// Completes `term`, which has a column. `text` is the part of `word` behind the colon.
std::optional<Error> parseColumnTerm(FilterTerm& term, std::string_view text, TableKind kind,
                                     const Word& word) {
    const Column& column = columnsOf(kind)[*term.column];
    std::string_view operand = text;
    const auto comparison = takeComparison(operand);
    if (isNumeric(column.kind)) {
        if (operand.empty())
            return Error{"A number is missing", {}, word.offsetOf(operand)};
        const auto value = parseNumber(operand, column.kind);
        if (!value)
            return Error{fmt::format("“{}” is no number", operand), {}, word.offsetOf(operand)};
        term.comparison = comparison.value_or(Comparison::Equal);
        term.number = *value;
        return std::nullopt;
    }
    if (comparison && *comparison != Comparison::Equal)
        return Error{
            fmt::format("“{}” holds no numbers to compare", column.title), {}, word.offsetOf(text)};
    term.isWhole = comparison.has_value();
    term.text = lowerCase(operand);
    term.hasWildcard = !term.isWhole && term.text.find_first_of("*?") != std::string::npos;
    return std::nullopt;
}

/// Returns whether the word is OR, in capitals and without quotes.
bool isOr(const Word& word) {
    return word.text == "OR" && word.end - word.places.front() == word.text.size();
}

Result<FilterTerm> parseTerm(const Word& word, TableKind kind) {
    FilterTerm term;
    std::string_view text = word.text;
    if (text.size() > 1 && text.front() == '-') {
        term.negated = true;
        text.remove_prefix(1);
    }
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && colon > 0) {
        const std::string id = lowerCase(text.substr(0, colon));
        term.column = columnFor(kind, id);
        // An IPv6 address has colons too. So a word with a colon that names no column is searched
        // as plain text.
        const bool looksLikeAddress =
            text.find(':', colon + 1) != std::string_view::npos &&
            text.find_first_not_of("0123456789abcdefABCDEF:.*") == std::string_view::npos;
        if (term.column) {
            if (auto error = parseColumnTerm(term, text.substr(colon + 1), kind, word))
                return *error;
            return term;
        }
        if (!looksLikeAddress)
            return Error{
                fmt::format("“{}” is no column of this table", id), {}, word.offsetOf(text)};
    }
    term.text = lowerCase(text);
    term.hasWildcard = term.text.find_first_of("*?") != std::string::npos;
    return term;
}

} // namespace

ReadFilter readFilter(std::string_view text, TableKind kind) {
    ReadFilter read;
    bool isAfterOr = false;
    for (const Word& word : splitWords(text)) {
        if (word.text.empty())
            continue;
        // The last word may be one that the user is still typing, so an OR without a neighbour is
        // no mistake.
        if (isOr(word)) {
            isAfterOr = !read.filter.terms.empty();
            continue;
        }
        Result<FilterTerm> term = parseTerm(word, kind);
        if (term) {
            term->isAlternative = isAfterOr;
            read.filter.terms.push_back(std::move(*term));
        } else {
            read.mistakes.push_back(term.error());
        }
        isAfterOr = false;
    }
    return read;
}

} // namespace beaconscope::tables
