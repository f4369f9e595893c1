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

/// Index of a rule in its RuleSet; kNotExcluded where no rule applies.
using RuleIndex = std::int32_t;
inline constexpr RuleIndex kNotExcluded = -1;

/// A rule set evaluated once for every unique name, client and query type of a capture, so that an
/// event's exclusion is three look-ups. Immutable.
class Exclusions {
public:
    Exclusions() = default;
    Exclusions(const rules::RuleSet& rules, const store::NameTableView& names,
               const ColumnView<IpAddress>& addresses);

    /// The first rule (in the rule set's order) that excludes the event.
    RuleIndex of(const store::Event& event) const;
    RuleIndex ofName(NameId canonicalName) const;
    RuleIndex ofClient(AddressId client) const;
    RuleIndex ofPair(AddressId client, NameId canonicalName) const;

    /// Number of names (canonical) that each rule decides on, queried or only answered.
    const std::vector<std::uint64_t>& namesByRule() const { return m_namesByRule; }

private:
    RuleIndex ofQueryType(dns::RecordType type) const;

    std::vector<RuleIndex> m_names;
    std::vector<RuleIndex> m_clients;
    std::map<dns::RecordType, RuleIndex> m_queryTypes; ///< only those that a rule excludes
    std::vector<std::uint64_t> m_namesByRule;
};

} // namespace beaconscope::series
