// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/ip_address.h"
#include "core/dns/record_type.h"
#include "core/rules/rule.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::rules {

/// Says what is wrong with a rule, and where in its value.
struct RuleError {
    std::string message;
    std::size_t column = 0; ///< 0-based byte of Rule::value
};

/// Compiled rules in order. Immutable, so any thread may read them; copies share the compiled
/// rules. The first enabled rule that matches decides; invalid rules match nothing.
class RuleSet {
public:
    RuleSet() = default;
    explicit RuleSet(std::vector<Rule> rules);

    /// Returns the four exclusions of the lab and .ip6.arpa, each with a note that says why.
    static RuleSet defaults();

    const std::vector<Rule>& rules() const;
    /// Returns what is wrong with a rule, or nullopt for a valid rule.
    const std::optional<RuleError>& error(std::size_t index) const;

    /// Returns the index of the first enabled rule that excludes the name or its registered domain;
    /// nullopt when no rule does.
    std::optional<std::size_t> matchName(std::string_view canonicalName,
                                         std::string_view registeredDomain) const;
    std::optional<std::size_t> matchClient(const IpAddress& client) const;
    std::optional<std::size_t> matchQueryType(dns::RecordType type) const;

    bool operator==(const RuleSet& other) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled; ///< null: no rules
};

/// Returns a short text for people: "name ends with .local".
std::string describe(const Rule& rule);

} // namespace beaconscope::rules
