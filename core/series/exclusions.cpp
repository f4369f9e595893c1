// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/exclusions.h"

#include <algorithm>

namespace beaconscope::series {

namespace {

RuleIndex toRuleIndex(const std::optional<std::size_t>& match) {
    return match ? static_cast<RuleIndex>(*match) : kNotExcluded;
}

/// Returns the rule that comes first in the rule set.
RuleIndex earlier(RuleIndex left, RuleIndex right) {
    if (left == kNotExcluded)
        return right;
    return right == kNotExcluded ? left : std::min(left, right);
}

constexpr std::uint32_t kQueryTypeCount = 65'536;

} // namespace

Exclusions::Exclusions(const rules::RuleSet& rules, const store::NameTableView& names,
                       const ColumnView<IpAddress>& addresses)
    : m_namesByRule(rules.rules().size(), 0) {
    m_names.assign(names.names.size(), kNotExcluded);
    for (std::size_t i = 0; i < names.names.size(); ++i) {
        const store::NameEntry& entry = names.names[i];
        if (entry.canonical.index() != i)
            continue;
        m_names[i] = toRuleIndex(rules.matchName(entry.text, names.text(entry.domain)));
        if (m_names[i] != kNotExcluded)
            ++m_namesByRule[static_cast<std::size_t>(m_names[i])];
    }
    m_clients.reserve(addresses.size());
    for (std::size_t i = 0; i < addresses.size(); ++i)
        m_clients.push_back(toRuleIndex(rules.matchClient(addresses[i])));

    const bool hasQueryTypeRule =
        std::any_of(rules.rules().begin(), rules.rules().end(), [](const rules::Rule& rule) {
            return rule.enabled && rule.field == rules::Field::QueryType;
        });
    for (std::uint32_t type = 0; hasQueryTypeRule && type < kQueryTypeCount; ++type) {
        const auto recordType = static_cast<dns::RecordType>(type);
        if (const auto match = rules.matchQueryType(recordType))
            m_queryTypes.emplace(recordType, toRuleIndex(match));
    }
}

RuleIndex Exclusions::ofName(NameId name) const {
    return name.index() < m_names.size() ? m_names[name.index()] : kNotExcluded;
}

RuleIndex Exclusions::ofClient(AddressId client) const {
    return client.index() < m_clients.size() ? m_clients[client.index()] : kNotExcluded;
}

RuleIndex Exclusions::ofPair(AddressId client, NameId name) const {
    return earlier(ofName(name), ofClient(client));
}

RuleIndex Exclusions::ofQueryType(dns::RecordType type) const {
    if (m_queryTypes.empty())
        return kNotExcluded;
    const auto found = m_queryTypes.find(type);
    return found == m_queryTypes.end() ? kNotExcluded : found->second;
}

RuleIndex Exclusions::of(const store::Event& event) const {
    return earlier(ofPair(event.client, event.name), ofQueryType(event.qtype));
}

} // namespace beaconscope::series
