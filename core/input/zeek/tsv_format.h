// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/zeek/line_format.h"

#include <optional>
#include <string>
#include <vector>

namespace beaconscope::zeek {

/// Reads Zeek's ASCII log: a header, then lines of values. The header names the separator, the text
/// for an unset and an empty value, and the fields. A file that was joined from several logs has
/// several headers; each one is valid for the lines after it.
class TsvFormat final : public LineFormat {
public:
    LineContent read(std::string_view line, FieldValues& values) override;
    const std::string& problem() const override { return m_problem; }
    std::string description() const override;

    /// Whether a header has the fields of a log of DNS.
    bool hasDnsFields() const;

private:
    void readHeader(std::string_view line);
    void readFieldNames(std::string_view names);
    bool hasField(Field field) const;
    bool isUnset(std::string_view text) const { return text == m_unset; }
    void setValue(Field field, std::string_view text, FieldValues& values);
    LineContent fail(std::string problem);

    std::string m_separator = "\t";
    std::string m_setSeparator = ",";
    std::string m_empty = "(empty)";
    std::string m_unset = "-";
    std::vector<std::optional<Field>> m_columns;
    std::string m_unescaped; ///< reused
    std::string m_problem;
};

} // namespace beaconscope::zeek
