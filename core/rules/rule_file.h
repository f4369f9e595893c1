// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/rules/rule.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::rules {

/// A line of a rule file that was left out, with the reason for people.
struct RuleFileWarning {
    std::size_t line = 0; ///< 1-based
    std::string message;
};

struct ParsedRules {
    std::vector<Rule> rules;
    std::vector<std::size_t> lines;        ///< the line of each rule, 1-based
    bool isDomainList = false;             ///< false: it has the version line of a rule file
    std::vector<RuleFileWarning> warnings; ///< lines left out, each with the reason; the last one
                                           ///< sums up the rest when there are very many
};

/// Returns the text of a rule file: a version line, comments that explain the format, one line for
/// each rule. parse(serialise(rules)) gives the same rules for any bytes in their values and notes.
std::string serialise(const std::vector<Rule>& rules);

/// Reads the text of a rule file. Text without the version line is read as a plain list of domains;
/// see parseDomainList(). Fails for an unknown version and for text without any domain.
///
/// Rules with an invalid value (a broken regex) are kept, and RuleSet::error() says what is wrong.
Result<ParsedRules> parse(std::string_view text);

Result<ParsedRules> readRuleFile(const std::string& path);
std::optional<Error> writeRuleFile(const std::string& path, const std::vector<Rule>& rules);

} // namespace beaconscope::rules
