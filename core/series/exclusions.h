// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/ip_address.h"
#include "core/rules/rule_set.h"
#include "core/store/event.h"
#include "core/store/name_table.h"

#include <cstdint>
#include <map>
#include <vector>

namespace beaconscope::series {

/// The index of a rule in its RuleSet, or kNotExcluded when no rule applies.
using RuleIndex = std::int32_t;
inline constexpr RuleIndex kNotExcluded = -1;

/// The result of a rule set for each name, client and query type of a capture. The rules run once
/// for each of them, so that the exclusion of an event is three look-ups. Immutable.
class Exclusions {
public:
    Exclusions() = default;
    Exclusions(const rules::RuleSet& rules, const store::NameTableView& names,
               const ColumnView<IpAddress>& addresses);

    /// Returns the first rule of the rule set that excludes the event, or kNotExcluded.
    RuleIndex of(const store::Event& event) const;
    RuleIndex ofName(NameId canonicalName) const;
    RuleIndex ofClient(AddressId client) const;
    RuleIndex ofPair(AddressId client, NameId canonicalName) const;
    RuleIndex ofQueryType(dns::RecordType type) const;
    /// Whether any query type is excluded.
    bool hasQueryTypes() const { return !m_queryTypes.empty(); }

    /// Returns for each rule the number of canonical names that it excludes as the first rule.
    /// Counts names in queries and names that are only in responses.
    const std::vector<std::uint64_t>& namesByRule() const { return m_namesByRule; }

private:
    std::vector<RuleIndex> m_names;
    std::vector<RuleIndex> m_clients;
    std::map<dns::RecordType, RuleIndex> m_queryTypes; ///< the types that a rule excludes
    std::vector<std::uint64_t> m_namesByRule;
};

} // namespace beaconscope::series
