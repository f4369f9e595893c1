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
    LogName, ///< the log that a line belongs to; only in JSON
    Time,
    ConnectionId,
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
inline constexpr std::size_t kFieldCount = 20;

/// Returns the field with this name in the log, or nullopt. Knows "id_orig_h" and "id.orig_h",
/// because exporters write both.
std::optional<Field> fieldNamed(std::string_view name);
/// Returns the name as Zeek writes it: "id.orig_h".
std::string_view nameOf(Field field);

/// The values of one line as text. One object is used for many lines and keeps its memory.
class FieldValues {
public:
    void clear() { m_isSet.fill(false); }

    void set(Field field, std::string_view text) {
        m_isSet[index(field)] = true;
        m_texts[index(field)].assign(text);
    }

    /// Adds an element of a list. Elements are stored with commas between them.
    void addElement(Field field, std::string_view text) {
        if (!has(field))
            return set(field, text);
        m_texts[index(field)] += ',';
        m_texts[index(field)] += text;
    }

    void remove(Field field) { m_isSet[index(field)] = false; }
    bool has(Field field) const { return m_isSet[index(field)]; }
    /// Returns the value, or empty text when the field is not set.
    std::string_view operator[](Field field) const {
        return has(field) ? std::string_view(m_texts[index(field)]) : std::string_view();
    }

    /// Whether one of the fields is set that only a log of DNS has.
    bool isOfDns() const;

private:
    static std::size_t index(Field field) { return static_cast<std::size_t>(field); }

    std::array<std::string, kFieldCount> m_texts;
    std::array<bool, kFieldCount> m_isSet{};
};

} // namespace beaconscope::zeek
