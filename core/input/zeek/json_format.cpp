// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/json_format.h"

#include "core/input/zeek/values.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace beaconscope::zeek {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kDns = "dns"; ///< the name of the log, or how it begins
constexpr std::string_view kEmpty = "(empty)";

/// Takes the values of one object during parsing. Numbers are taken as text, because a double would
/// round the time.
class ValueTaker final : public nlohmann::json_sax<Json> {
public:
    explicit ValueTaker(FieldValues& values)
        : m_values(values) {}

    bool null() override { return true; }
    bool boolean(bool value) override { return take(value ? "T" : "F"); }
    bool number_integer(std::int64_t value) override { return take(std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) override { return take(std::to_string(value)); }
    bool number_float(double, const std::string& text) override { return take(text); }
    bool string(std::string& text) override {
        if (isUnset(text))
            return m_depth > 0;
        m_unescaped.clear();
        if (text != kEmpty)
            appendUnescaped(text, m_unescaped);
        return take(m_unescaped);
    }
    bool binary(Json::binary_t&) override { return true; } // does not occur in JSON text

    bool start_object(std::size_t) override {
        if (++m_depth == 2 && m_base == 1 && m_key.starts_with(kDns)) {
            m_base = 2;
            m_values.set(Field::LogName, m_key);
        } else if (m_depth == m_base + 1) {
            m_prefix = m_key + '.';
        }
        return true;
    }
    bool key(std::string& name) override {
        m_key = name;
        m_field.reset();
        if (m_firstKey.empty())
            m_firstKey = m_key;
        if (m_depth == m_base)
            m_field = fieldNamed(m_key);
        else if (m_depth == m_base + 1)
            m_field = fieldNamed(m_prefix + m_key);
        return true;
    }
    bool end_object() override {
        if (--m_depth < m_base)
            m_base = 1;
        m_field.reset();
        return true;
    }
    // A line that is an array or a bare value holds no object.
    bool start_array(std::size_t) override { return m_depth > 0; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
        return false;
    }

    const std::string& firstKey() const { return m_firstKey; }

private:
    /// Tools that read Zeek's text and write JSON keep its words for what is not set.
    bool isUnset(std::string_view text) const {
        return text == "-" || (text.empty() && m_field != Field::Query);
    }

    bool take(std::string_view text) {
        if (m_field == Field::Answers || m_field == Field::Ttls)
            m_values.addElement(*m_field, text);
        else if (m_field)
            m_values.set(*m_field, text);
        return m_depth > 0;
    }

    FieldValues& m_values;
    std::optional<Field> m_field; ///< the field of the next value
    std::string m_key;
    std::string m_prefix;
    std::string m_unescaped; ///< reused
    std::string m_firstKey;
    int m_depth = 0;
    int m_base = 1; ///< the depth at which the fields of the log stand
};

} // namespace

LineContent JsonFormat::read(std::string_view line, FieldValues& values) {
    if (line.empty())
        return LineContent::Nothing;
    values.clear();
    ValueTaker taker(values);
    if (!Json::sax_parse(line, &taker)) {
        m_problem = "a line that is not a JSON object";
        return LineContent::Damaged;
    }
    if (values.has(Field::LogName) && values[Field::LogName].starts_with(kDns))
        return LineContent::Values;
    if (!values.has(Field::LogName) && values.isOfDns())
        return LineContent::Values;
    if (values.has(Field::LogName))
        m_problem = values[Field::LogName];
    else // an object whose only key names the log
        m_problem = values.has(Field::Time) ? "a log without a name" : taker.firstKey();
    return LineContent::OtherLog;
}

} // namespace beaconscope::zeek
