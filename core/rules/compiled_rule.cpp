// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/compiled_rule.h"

#include "core/base/text.h"

#include <algorithm>

namespace beaconscope::rules {

std::string normalisedName(std::string_view value) {
    if (value.size() > 1 && isLabelSeparator(value, value.size() - 1))
        value.remove_suffix(1);
    return toLowerAscii(value);
}

Result<CompiledRule> CompiledRule::compile(const Rule& rule) {
    switch (rule.field) {
    case Field::Name:
    case Field::RegisteredDomain:
        return compileName(rule);
    case Field::Client:
        return compileClient(rule);
    case Field::QueryType:
        return compileQueryType(rule);
    }
    return Error{"Unknown field", {}, {}};
}

Result<CompiledRule> CompiledRule::compileText(Field field, Match match, std::string_view value) {
    Result<TextMatcher> matcher = TextMatcher::compile(match, value);
    if (!matcher)
        return matcher.error();
    return CompiledRule(field, std::move(*matcher));
}

Result<CompiledRule> CompiledRule::compileName(const Rule& rule) {
    if (rule.match == Match::Regex || rule.match == Match::Cidr)
        return compileText(rule.field, rule.match, rule.value);
    // Refused, because a rule with such a byte looks right but would match nothing.
    const auto foreign = std::find_if(rule.value.begin(), rule.value.end(),
                                      [](char c) { return c <= ' ' || c > '~'; });
    if (foreign != rule.value.end())
        return Error{"Names are compared as they are shown: write a byte that is not printable "
                     "ASCII as \\DDD, and an international name as xn--",
                     {},
                     static_cast<std::uint64_t>(foreign - rule.value.begin())};
    if (rule.match == Match::Is && rule.value.size() > 1 && rule.value.front() == '.')
        return Error{"No name starts with a dot; only \"ends with\" may have one", {}, 0};
    const bool atEnd = rule.match == Match::Is || rule.match == Match::EndsWith;
    return compileText(rule.field, rule.match, atEnd ? normalisedName(rule.value) : rule.value);
}

Result<CompiledRule> CompiledRule::compileClient(const Rule& rule) {
    if (rule.match == Match::Is) {
        const auto address = IpPrefix::parse(rule.value);
        if (!address || rule.value.find('/') != std::string::npos)
            return Error{"Not an IP address", {}, 0};
        return CompiledRule(rule.field, *address);
    }
    if (rule.match == Match::Cidr) {
        const auto prefix = IpPrefix::parse(rule.value);
        if (!prefix)
            return Error{"Not a network such as 10.1.0.0/16 or 2001:db8::/32", {}, 0};
        return CompiledRule(rule.field, *prefix);
    }
    return compileText(rule.field, rule.match, rule.value);
}

Result<CompiledRule> CompiledRule::compileQueryType(const Rule& rule) {
    if (rule.match != Match::Is)
        return compileText(rule.field, rule.match, rule.value);
    dns::RecordType type{};
    if (!dns::parseRecordType(rule.value, type))
        return Error{"Not a query type such as A, TXT, TYPE65 or 65", {}, 0};
    return CompiledRule(rule.field, type);
}

bool CompiledRule::matchesName(std::string_view canonicalName,
                               std::string_view registeredDomain) const {
    if (m_field != Field::Name && m_field != Field::RegisteredDomain)
        return false;
    const auto* text = std::get_if<TextMatcher>(&m_matcher);
    return text != nullptr &&
           text->matches(m_field == Field::Name ? canonicalName : registeredDomain);
}

bool CompiledRule::matchesClient(const IpAddress& client) const {
    if (m_field != Field::Client)
        return false;
    if (const auto* prefix = std::get_if<IpPrefix>(&m_matcher))
        return prefix->contains(client);
    const auto* text = std::get_if<TextMatcher>(&m_matcher);
    return text != nullptr && text->matches(client.toString());
}

bool CompiledRule::matchesQueryType(dns::RecordType type) const {
    if (m_field != Field::QueryType)
        return false;
    if (const auto* wanted = std::get_if<dns::RecordType>(&m_matcher))
        return *wanted == type;
    const auto* text = std::get_if<TextMatcher>(&m_matcher);
    return text != nullptr && text->matches(toLowerAscii(dns::toString(type)));
}

} // namespace beaconscope::rules
