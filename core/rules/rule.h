// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace beaconscope::rules {

enum class Action : std::uint8_t { Exclude };

/// The part of an event that a rule looks at. A text match compares a client by the text of
/// IpAddress::toString() and a query type by the text of dns::toString().
enum class Field : std::uint8_t { Name, RegisteredDomain, Client, QueryType };

/// How the value is compared. ASCII letter case never matters.
/// - Is: the whole text. A client is compared as an address, a query type also by number.
/// - EndsWith: the end of the text. A value with a dot in front matches whole labels: ".local" is
///   true for "printer.local" and for "local" itself, not for "notlocal".
/// - Contains: anywhere in the text.
/// - Wildcard: the whole text; `*` stands for any number of characters, also none and also dots,
///   `?` for one. "*.example.com" is true for "a.b.example.com", not for "example.com".
/// - Regex: RE2 syntax, anywhere in the text unless anchored by ^ and $; linear in its length.
/// - Cidr: the address is in a network; only for Client.
/// A dot at the end of a name ("example.com.") is ignored by Is and EndsWith.
enum class Match : std::uint8_t { Is, EndsWith, Contains, Wildcard, Regex, Cidr };

/// One rule as the user edits it. It may be invalid while the user types.
struct Rule {
    bool enabled = true;
    Action action = Action::Exclude;
    Field field = Field::Name;
    Match match = Match::Is;
    std::string value;
    std::string note;

    bool operator==(const Rule&) const = default;
};

/// Whether a rule may compare this field in this way. The value of the rule does not matter.
bool goesWith(Match match, Field field);

// Identifiers as in rule files, and words for people.
const char* identifier(Action action);
const char* identifier(Field field);
const char* identifier(Match match);
const char* describe(Field field);
const char* describe(Match match);

// These read the text of identifier() and return nullopt for other text.
std::optional<Action> parseAction(std::string_view text);
std::optional<Field> parseField(std::string_view text);
std::optional<Match> parseMatch(std::string_view text);

} // namespace beaconscope::rules
