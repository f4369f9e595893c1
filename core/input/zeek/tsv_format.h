// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/zeek/line_format.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::zeek {

/// Reads Zeek's ASCII log: a header, then lines of values. The header names the separator, the text
/// for an unset and an empty value, and the fields. A file that was joined from several logs has
/// several headers; each one is valid for the lines after it, and lines behind the header of
/// another log are passed over.
class TsvFormat final : public LineFormat {
public:
    TsvFormat() = default;
    /// Reads lines without a header, as zeek-cut writes them. `columns` are the names of their
    /// fields, with `separator` between them. A first line that is `columns` itself is a header.
    TsvFormat(std::string_view columns, std::string_view separator);

    LineContent read(std::string_view line, FieldValues& values) override;
    const std::string& problem() const override { return m_problem; }
    std::string description() const override { return m_description; }

    /// Whether a header so far had the fields of a log of DNS.
    bool hasHadDnsFields() const { return m_hasHadDnsFields; }
    /// Returns what the last header lacks to be one of a log of DNS: "id.orig_h and query".
    std::string lackingFields() const;
    /// Returns the name of the log that the last header belongs to; empty if it says none.
    const std::string& path() const { return m_path; }

private:
    void readHeader(std::string_view line);
    void readFieldNames(std::string_view names);
    void takeColumns();
    bool hasField(Field field) const;
    std::string describeColumns() const;
    LineContent belongsToOtherLog();
    bool isUnset(std::string_view text) const { return text == m_unset; }
    void setValue(Field field, std::string_view text, FieldValues& values);
    LineContent fail(std::string problem);

    std::string m_separator = "\t";
    std::string m_setSeparator = ",";
    std::string m_empty = "(empty)";
    std::string m_unset = "-";
    std::vector<std::optional<Field>> m_columns;
    std::string m_path;        ///< the name of the log, as its header says
    std::string m_headerLine;  ///< a first line that is a header without "#fields"
    std::string m_description; ///< of the first columns of a log of DNS
    bool m_isOfDns = false;    ///< the last header is one of a log of DNS
    bool m_hasHadDnsFields = false;
    std::string m_unescaped; ///< reused
    std::string m_problem;
};

} // namespace beaconscope::zeek
