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

/// A line of a rule file that could not be taken, for people.
struct RuleFileWarning {
    std::size_t line = 0; ///< 1-based
    std::string message;
};

struct ParsedRules {
    std::vector<Rule> rules;
    std::vector<std::size_t> lines;        ///< of each rule, 1-based
    bool isDomainList = false;             ///< else it has the version line of a rule file
    std::vector<RuleFileWarning> warnings; ///< lines left out, each with the reason; the last one
                                           ///< sums up the rest when there are very many
};

/// The text of a rule file: a version line, comments that explain the format, a line a rule.
/// parse(serialise(rules)) gives the same rules whatever bytes their values and notes hold.
std::string serialise(const std::vector<Rule>& rules);

/// Reads the text of a rule file. Without the version line it is taken as a plain domain list
/// (one domain a line, '#' comments, hosts-file lines too), each entry becoming a rule
/// "registered name and everything below it". An unknown version is an error, as is text in which
/// nothing looks like a domain.
///
/// Rules with a value that does not work (a broken regex) are kept: RuleSet::error() tells.
Result<ParsedRules> parse(std::string_view text);

Result<ParsedRules> readRuleFile(const std::string& path);
std::optional<Error> writeRuleFile(const std::string& path, const std::vector<Rule>& rules);

} // namespace beaconscope::rules
