// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule_set.h"

#include "core/base/text.h"
#include "core/rules/compiled_rule.h"
#include "core/rules/network_index.h"
#include "core/rules/text_index.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace beaconscope::rules {

namespace {

static_assert(TextIndex::kNone == NetworkIndex::kNone);

std::optional<std::size_t> ruleOf(std::size_t found) {
    return found == TextIndex::kNone ? std::nullopt : std::optional(found);
}

} // namespace

struct RuleSet::Compiled {
    explicit Compiled(std::vector<Rule> source);
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;

    std::vector<Rule> rules;
    std::map<std::size_t, std::optional<RuleError>> errors; // of the rules that have one
    // Each enabled, valid rule is in exactly one of these. The cost of a look-up does not depend on
    // the number of rules.
    TextIndex names;
    TextIndex domains;
    NetworkIndex networks;
    TextIndex clientTexts;
    std::map<dns::RecordType, std::size_t> queryTypes; // of several rules the first
    TextIndex queryTypeTexts;

private:
    void enter(std::size_t index, const CompiledRule& compiled);
};

RuleSet::Compiled::Compiled(std::vector<Rule> source)
    : rules(std::move(source)) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Result<CompiledRule> compiled = CompiledRule::compile(rules[i]);
        if (!compiled)
            errors[i] =
                RuleError{compiled.error().message, compiled.error().byteOffset.value_or(0)};
        else if (rules[i].enabled)
            enter(i, *compiled);
    }
    networks.finish();
    for (TextIndex* texts : {&names, &domains, &clientTexts, &queryTypeTexts})
        texts->finish();
}

void RuleSet::Compiled::enter(std::size_t index, const CompiledRule& compiled) {
    const Rule& rule = rules[index];
    const auto value = [&rule] {
        const bool atEnd = rule.match == Match::Is || rule.match == Match::EndsWith;
        return atEnd ? normalisedName(rule.value) : rule.value;
    };
    switch (rule.field) {
    case Field::Name:
        names.add(rule.match, value(), index);
        break;
    case Field::RegisteredDomain:
        domains.add(rule.match, value(), index);
        break;
    case Field::Client:
        if (compiled.isNetwork())
            networks.add(rule.value, index);
        else
            clientTexts.add(rule.match, rule.value, index);
        break;
    case Field::QueryType:
        if (const auto* type = compiled.queryType())
            queryTypes.emplace(*type, index);
        else
            queryTypeTexts.add(rule.match, rule.value, index);
        break;
    }
}

RuleSet::RuleSet(std::vector<Rule> rules)
    : m_compiled(rules.empty() ? nullptr : std::make_shared<const Compiled>(std::move(rules))) {}

RuleSet RuleSet::defaults() {
    const auto exclude = [](Match match, const char* value, const char* note) {
        return Rule{true, Action::Exclude, Field::Name, match, value, note};
    };
    return RuleSet({
        exclude(Match::EndsWith, ".local",
                "Names of the local network (mDNS, Active Directory), unknown on the internet"),
        exclude(Match::EndsWith, ".in-addr.arpa",
                "Reverse look-ups of IPv4 addresses, made by logs and tools, often on a timer"),
        exclude(Match::EndsWith, ".ip6.arpa", "Reverse look-ups of IPv6 addresses, as for IPv4"),
        exclude(Match::Contains, "_ldap",
                "Windows looks for its directory servers at regular times"),
        exclude(Match::Contains, "_msdcs",
                "Windows looks for its domain controllers at regular times"),
    });
}

const std::vector<Rule>& RuleSet::rules() const {
    static const std::vector<Rule> kNone;
    return m_compiled ? m_compiled->rules : kNone;
}

const std::optional<RuleError>& RuleSet::error(std::size_t index) const {
    static const std::optional<RuleError> kNone;
    const auto found = m_compiled->errors.find(index);
    return found == m_compiled->errors.end() ? kNone : found->second;
}

std::optional<std::size_t> RuleSet::matchName(std::string_view canonicalName,
                                              std::string_view registeredDomain) const {
    if (!m_compiled)
        return std::nullopt;
    return ruleOf(std::min(m_compiled->names.find(canonicalName),
                           m_compiled->domains.find(registeredDomain)));
}

std::optional<std::size_t> RuleSet::matchClient(const IpAddress& client) const {
    if (!m_compiled)
        return std::nullopt;
    std::size_t first = m_compiled->networks.find(client);
    if (!m_compiled->clientTexts.empty())
        first = std::min(first, m_compiled->clientTexts.find(client.toString()));
    return ruleOf(first);
}

std::optional<std::size_t> RuleSet::matchQueryType(dns::RecordType type) const {
    if (!m_compiled)
        return std::nullopt;
    std::size_t first = TextIndex::kNone;
    if (const auto found = m_compiled->queryTypes.find(type); found != m_compiled->queryTypes.end())
        first = found->second;
    if (!m_compiled->queryTypeTexts.empty())
        first = std::min(first, m_compiled->queryTypeTexts.find(toLowerAscii(dns::toString(type))));
    return ruleOf(first);
}

bool RuleSet::operator==(const RuleSet& other) const {
    return m_compiled == other.m_compiled || rules() == other.rules();
}

std::string describe(const Rule& rule) {
    return fmt::format("{} {} {}", describe(rule.field), describe(rule.match),
                       escapeForTerminal(rule.value));
}

} // namespace beaconscope::rules
