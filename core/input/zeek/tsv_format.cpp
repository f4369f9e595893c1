// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/tsv_format.h"

#include "core/input/zeek/values.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace beaconscope::zeek {

namespace {

constexpr std::size_t kMaxColumns = 1'000; // Zeek's own log has 24

/// Removes the text before the next separator, and the separator, from `text` and returns it.
std::string_view takeUpTo(std::string_view separator, std::string_view& text) {
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + separator.size());
    return part;
}

std::size_t countParts(std::string_view separator, std::string_view text) {
    std::size_t parts = 1;
    for (std::size_t at = text.find(separator); at != std::string_view::npos;
         at = text.find(separator, at + separator.size()))
        ++parts;
    return parts;
}

} // namespace

TsvFormat::TsvFormat(std::string_view columns, std::string_view separator)
    : m_headerLine(columns) {
    while (!columns.empty() && m_columns.size() < kMaxColumns)
        m_columns.push_back(fieldNamed(takeUpTo(separator, columns)));
    takeColumns();
}

LineContent TsvFormat::read(std::string_view line, FieldValues& values) {
    if (line.empty() || line == m_headerLine)
        return LineContent::Nothing;
    if (line.starts_with('#')) {
        readHeader(line);
        return LineContent::Nothing;
    }
    if (m_columns.empty())
        return fail("a line before any #fields header");
    if (!m_isOfDns)
        return belongsToOtherLog();
    if (const std::size_t parts = countParts(m_separator, line); parts != m_columns.size())
        return fail(
            parts < m_columns.size()
                ? fmt::format("a line with fewer values than the {} fields", m_columns.size())
                : fmt::format("a line with more values than the {} fields", m_columns.size()));
    values.clear();
    for (const std::optional<Field>& field : m_columns) {
        const std::string_view text = takeUpTo(m_separator, line);
        if (field && !isUnset(text))
            setValue(*field, text, values);
    }
    return LineContent::Values;
}

void TsvFormat::setValue(Field field, std::string_view text, FieldValues& values) {
    const auto unescaped = [this](std::string_view part) -> const std::string& {
        m_unescaped.clear();
        if (part != m_empty)
            appendUnescaped(part, m_unescaped);
        return m_unescaped;
    };
    if (field != Field::Answers && field != Field::Ttls) {
        if (!text.empty() || field == Field::Query)
            values.set(field, unescaped(text));
        return;
    }
    while (!text.empty())
        values.addElement(field, unescaped(takeUpTo(m_setSeparator, text)));
}

void TsvFormat::readHeader(std::string_view line) {
    // A space follows "#separator", because the separator is not known before this line.
    constexpr std::string_view kSeparator = "#separator ";
    if (line.starts_with(kSeparator)) {
        m_separator.clear();
        appendUnescaped(line.substr(kSeparator.size()), m_separator);
        if (m_separator.empty())
            m_separator = '\t';
        return;
    }
    const std::string_view name = takeUpTo(m_separator, line);
    if (name == "#fields") {
        readFieldNames(line);
    } else if (name == "#set_separator" && !line.empty()) {
        m_setSeparator.clear();
        appendUnescaped(line, m_setSeparator);
    } else if (name == "#path") {
        m_path = line;
    } else if (name == "#empty_field") {
        m_empty = line;
    } else if (name == "#unset_field") {
        m_unset = line;
    }
}

void TsvFormat::readFieldNames(std::string_view names) {
    m_columns.clear();
    while (!names.empty() && m_columns.size() < kMaxColumns)
        m_columns.push_back(fieldNamed(takeUpTo(m_separator, names)));
    takeColumns();
}

void TsvFormat::takeColumns() {
    // A log may have any name, so the name counts only where it speaks of another log of Zeek.
    m_isOfDns = lackingFields().empty();
    if (m_isOfDns && !std::exchange(m_hasHadDnsFields, true))
        m_description = describeColumns();
}

LineContent TsvFormat::belongsToOtherLog() {
    m_problem = m_path.empty() ? "a log without a name" : m_path;
    return LineContent::OtherLog;
}

bool TsvFormat::hasField(Field field) const {
    return std::find(m_columns.begin(), m_columns.end(), field) != m_columns.end();
}

std::string TsvFormat::lackingFields() const {
    std::string text;
    for (const Field field : {Field::Time, Field::ClientAddress, Field::Query}) {
        if (!hasField(field))
            text += fmt::format("{}{}", text.empty() ? "" : " and ", nameOf(field));
    }
    return text;
}

std::string TsvFormat::describeColumns() const {
    std::string text = "tab-separated";
    const char* before = ", without ";
    for (const Field field :
         {Field::ClientPort, Field::ResolverAddress, Field::Protocol, Field::TransactionId,
          Field::RoundTrip, Field::QueryType, Field::ResponseCode, Field::Ttls}) {
        if (!hasField(field))
            text += fmt::format("{}{}", std::exchange(before, ", "), nameOf(field));
    }
    return text;
}

LineContent TsvFormat::fail(std::string problem) {
    m_problem = std::move(problem);
    return LineContent::Damaged;
}

} // namespace beaconscope::zeek
