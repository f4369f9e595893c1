#pragma once

#include <cstdint>
#include <string>

namespace beaconscope::rules {

enum class Action : std::uint8_t { Exclude };
enum class Field : std::uint8_t { Name, RegisteredDomain, Client, QueryType };
/// EndsWith on a name works on whole labels when the value starts with a dot: ".local" is true for
/// "printer.local" and for "local" itself, not for "notlocal". Cidr goes with Client only.
enum class Match : std::uint8_t { Is, EndsWith, Contains, Wildcard, Regex, Cidr };

/// One line of a rule set, as the user edits it; may be invalid while being typed.
struct Rule {
    bool enabled = true;
    Action action = Action::Exclude;
    Field field = Field::Name;
    Match match = Match::Is;
    std::string value; ///< compared without regard to letter case
    std::string note;

    bool operator==(const Rule&) const = default;
};

// Identifiers as in rule files, and words for people.
const char* identifier(Action action);
const char* identifier(Field field);
const char* identifier(Match match);
const char* describe(Field field);
const char* describe(Match match);

} // namespace beaconscope::rules
