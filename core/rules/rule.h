// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace beaconscope::rules {

enum class Action : std::uint8_t { Exclude };

/// What of an event a rule looks at. Text matches see a client as IpAddress::toString() writes it
/// and a query type as dns::toString() does.
enum class Field : std::uint8_t { Name, RegisteredDomain, Client, QueryType };

/// How the value is compared, always without regard to ASCII letter case.
/// - Is: the whole text. A client is compared as an address, a query type also by number.
/// - EndsWith: on a name it works on whole labels when the value starts with a dot: ".local" is
///   true for "printer.local" and for "local" itself, not for "notlocal".
/// - Contains: anywhere in the text.
/// - Wildcard: the whole text; `*` is any run of characters, dots included, also an empty one, `?`
///   is any one character. "*.example.com" is true for "a.b.example.com", not for "example.com".
/// - Regex: RE2 syntax, anywhere in the text unless anchored by ^ and $; linear in its length.
/// - Cidr: goes with Client only.
/// A dot at the end of a name ("example.com.") is ignored by Is and EndsWith.
enum class Match : std::uint8_t { Is, EndsWith, Contains, Wildcard, Regex, Cidr };

/// One line of a rule set, as the user edits it; may be invalid while being typed.
struct Rule {
    bool enabled = true;
    Action action = Action::Exclude;
    Field field = Field::Name;
    Match match = Match::Is;
    std::string value;
    std::string note;

    bool operator==(const Rule&) const = default;
};

/// Whether a rule may compare this field in this way, whatever its value.
bool goesWith(Match match, Field field);

// Identifiers as in rule files, and words for people.
const char* identifier(Action action);
const char* identifier(Field field);
const char* identifier(Match match);
const char* describe(Field field);
const char* describe(Match match);

// The reverse of identifier(); nothing for other text.
std::optional<Action> parseAction(std::string_view text);
std::optional<Field> parseField(std::string_view text);
std::optional<Match> parseMatch(std::string_view text);

} // namespace beaconscope::rules
