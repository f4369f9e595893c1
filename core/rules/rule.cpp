// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule.h"

#include <array>

namespace beaconscope::rules {

namespace {

constexpr std::array kActions{Action::Exclude};
constexpr std::array kFields{Field::Name, Field::RegisteredDomain, Field::Client, Field::QueryType};
constexpr std::array kMatches{Match::Is,       Match::EndsWith, Match::Contains,
                              Match::Wildcard, Match::Regex,    Match::Cidr};

template <typename Enum, std::size_t Size>
std::optional<Enum> find(const std::array<Enum, Size>& all, std::string_view text) {
    for (const Enum value : all) {
        if (text == identifier(value))
            return value;
    }
    return std::nullopt;
}

} // namespace

bool goesWith(Match match, Field field) {
    return match != Match::Cidr || field == Field::Client;
}

const char* identifier(Action action) {
    switch (action) {
    case Action::Exclude:
        return "exclude";
    }
    return "";
}

const char* identifier(Field field) {
    switch (field) {
    case Field::Name:
        return "name";
    case Field::RegisteredDomain:
        return "domain";
    case Field::Client:
        return "client";
    case Field::QueryType:
        return "qtype";
    }
    return "";
}

const char* identifier(Match match) {
    switch (match) {
    case Match::Is:
        return "is";
    case Match::EndsWith:
        return "ends-with";
    case Match::Contains:
        return "contains";
    case Match::Wildcard:
        return "wildcard";
    case Match::Regex:
        return "regex";
    case Match::Cidr:
        return "cidr";
    }
    return "";
}

const char* describe(Field field) {
    switch (field) {
    case Field::Name:
        return "name";
    case Field::RegisteredDomain:
        return "registered domain";
    case Field::Client:
        return "client";
    case Field::QueryType:
        return "query type";
    }
    return "";
}

const char* describe(Match match) {
    switch (match) {
    case Match::Is:
        return "is";
    case Match::EndsWith:
        return "ends with";
    case Match::Contains:
        return "contains";
    case Match::Wildcard:
        return "matches wildcard";
    case Match::Regex:
        return "matches regex";
    case Match::Cidr:
        return "is in network";
    }
    return "";
}

std::optional<Action> parseAction(std::string_view text) {
    return find(kActions, text);
}

std::optional<Field> parseField(std::string_view text) {
    return find(kFields, text);
}

std::optional<Match> parseMatch(std::string_view text) {
    return find(kMatches, text);
}

} // namespace beaconscope::rules
