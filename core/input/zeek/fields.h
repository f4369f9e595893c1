// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace beaconscope::zeek {

/// The fields of a dns.log that are used; https://docs.zeek.org/en/master/logs/dns.html
enum class Field : std::uint8_t {
    LogName, ///< in JSON only: which log a line belongs to
    Time,
    ClientAddress,
    ClientPort,
    ResolverAddress,
    ResolverPort,
    Protocol,
    TransactionId,
    RoundTrip,
    Query,
    QueryClass,
    QueryType,
    QueryTypeName,
    ResponseCode,
    ResponseCodeName,
    RecursionDesired,
    Truncated,
    Answers,
    Ttls,
};
inline constexpr std::size_t kFieldCount = 19;

/// By the name in the log; exporters write "id_orig_h" as well as "id.orig_h".
std::optional<Field> fieldNamed(std::string_view name);
/// As Zeek writes it: "id.orig_h".
std::string_view nameOf(Field field);

/// The values of one line as text. One object is used for many lines and keeps its memory.
class FieldValues {
public:
    void clear() { m_isSet.fill(false); }

    void set(Field field, std::string_view text) {
        m_isSet[index(field)] = true;
        m_texts[index(field)].assign(text);
    }

    /// Elements of a list are kept joined by commas.
    void addElement(Field field, std::string_view text) {
        if (!has(field))
            return set(field, text);
        m_texts[index(field)] += ',';
        m_texts[index(field)] += text;
    }

    bool has(Field field) const { return m_isSet[index(field)]; }
    /// Empty when it is not set.
    std::string_view operator[](Field field) const {
        return has(field) ? std::string_view(m_texts[index(field)]) : std::string_view();
    }

private:
    static std::size_t index(Field field) { return static_cast<std::size_t>(field); }

    std::array<std::string, kFieldCount> m_texts;
    std::array<bool, kFieldCount> m_isSet{};
};

} // namespace beaconscope::zeek
