// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule_set.h"

#include "core/base/text.h"
#include "core/rules/compiled_rule.h"
#include "core/rules/name_index.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::rules {

struct RuleSet::Compiled {
    explicit Compiled(std::vector<Rule> source);
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;

    std::vector<Rule> rules;
    std::vector<std::optional<RuleError>> errors;      // as long as rules
    std::vector<std::optional<CompiledRule>> matchers; // as long as rules; nullopt when invalid
    // Each enabled, valid rule is in exactly one of these, depending on how it can be found.
    NameIndex names;
    NameIndex domains;
    std::vector<std::size_t> scannedForNames;
    std::vector<std::size_t> clients;
    std::vector<std::size_t> queryTypes;
    // The indexes have views of these texts. The memory is reserved once, so that they never move.
    std::vector<std::string> indexedTexts;

private:
    void compile(std::size_t index);
    void enter(std::size_t index);
};

RuleSet::Compiled::Compiled(std::vector<Rule> source)
    : rules(std::move(source))
    , errors(rules.size())
    , matchers(rules.size()) {
    indexedTexts.reserve(rules.size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
        compile(i);
        if (rules[i].enabled && matchers[i])
            enter(i);
    }
}

void RuleSet::Compiled::compile(std::size_t index) {
    Result<CompiledRule> compiled = CompiledRule::compile(rules[index]);
    if (compiled)
        matchers[index] = std::move(*compiled);
    else
        errors[index] =
            RuleError{compiled.error().message, compiled.error().byteOffset.value_or(0)};
}

void RuleSet::Compiled::enter(std::size_t index) {
    const Rule& rule = rules[index];
    if (rule.field == Field::Client) {
        clients.push_back(index);
        return;
    }
    if (rule.field == Field::QueryType) {
        queryTypes.push_back(index);
        return;
    }
    NameIndex& target = rule.field == Field::Name ? names : domains;
    if (rule.match == Match::Is) {
        indexedTexts.push_back(normalisedName(rule.value));
        target.addWhole(indexedTexts.back(), index);
    } else if (rule.match == Match::EndsWith && rule.value.front() == '.') {
        indexedTexts.push_back(normalisedName(std::string_view(rule.value).substr(1)));
        target.addWithSubdomains(indexedTexts.back(), index);
    } else {
        scannedForNames.push_back(index);
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
    return m_compiled->errors.at(index);
}

std::optional<std::size_t> RuleSet::matchName(std::string_view canonicalName,
                                              std::string_view registeredDomain) const {
    if (!m_compiled)
        return std::nullopt;
    std::size_t first = NameIndex::kNone;
    if (!m_compiled->names.empty())
        first = m_compiled->names.find(canonicalName);
    if (!m_compiled->domains.empty())
        first = std::min(first, m_compiled->domains.find(registeredDomain));
    for (const std::size_t index : m_compiled->scannedForNames) {
        if (index > first)
            break;
        if (m_compiled->matchers[index]->matchesName(canonicalName, registeredDomain))
            return index;
    }
    if (first == NameIndex::kNone)
        return std::nullopt;
    return first;
}

std::optional<std::size_t> RuleSet::matchClient(const IpAddress& client) const {
    if (!m_compiled)
        return std::nullopt;
    for (const std::size_t index : m_compiled->clients) {
        if (m_compiled->matchers[index]->matchesClient(client))
            return index;
    }
    return std::nullopt;
}

std::optional<std::size_t> RuleSet::matchQueryType(dns::RecordType type) const {
    if (!m_compiled)
        return std::nullopt;
    for (const std::size_t index : m_compiled->queryTypes) {
        if (m_compiled->matchers[index]->matchesQueryType(type))
            return index;
    }
    return std::nullopt;
}

bool RuleSet::operator==(const RuleSet& other) const {
    return m_compiled == other.m_compiled || rules() == other.rules();
}

std::string describe(const Rule& rule) {
    return fmt::format("{} {} {}", describe(rule.field), describe(rule.match),
                       escapeForTerminal(rule.value));
}

} // namespace beaconscope::rules
