// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/ip_address.h"
#include "core/dns/record_type.h"
#include "core/rules/rule.h"
#include "core/rules/text_matcher.h"

#include <string>
#include <string_view>
#include <variant>

namespace beaconscope::rules {

/// Returns the value of a rule about names in the form of names: lower case, no dot at the end.
std::string normalisedName(std::string_view value);

/// A rule that was checked and made ready to match. It ignores Rule::enabled. A function for
/// another field than the rule's own returns false.
class CompiledRule {
public:
    /// The byteOffset of an Error is the byte of Rule::value that is wrong.
    static Result<CompiledRule> compile(const Rule& rule);

    /// Whether it compares a client with a network or an address.
    bool isNetwork() const { return std::holds_alternative<IpPrefix>(m_matcher); }
    /// The one query type that it compares with, or null.
    const dns::RecordType* queryType() const { return std::get_if<dns::RecordType>(&m_matcher); }

    bool matchesName(std::string_view canonicalName, std::string_view registeredDomain) const;
    bool matchesClient(const IpAddress& client) const;
    bool matchesQueryType(dns::RecordType type) const;

private:
    using Matcher = std::variant<TextMatcher, IpPrefix, dns::RecordType>;

    CompiledRule(Field field, Matcher matcher)
        : m_field(field)
        , m_matcher(std::move(matcher)) {}
    static Result<CompiledRule> compileText(Field field, Match match, std::string_view value);
    static Result<CompiledRule> compileName(const Rule& rule);
    static Result<CompiledRule> compileClient(const Rule& rule);
    static Result<CompiledRule> compileQueryType(const Rule& rule);

    Field m_field;
    Matcher m_matcher;
};

} // namespace beaconscope::rules
