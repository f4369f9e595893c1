// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule_lines.h"

#include "core/base/text.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::rules {

namespace {
constexpr std::string_view kBlanks = " \t";
} // namespace

bool LineReader::next(std::string_view& line) {
    if (m_rest.empty())
        return false;
    const std::size_t end = m_rest.find('\n');
    line = m_rest.substr(0, end);
    m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    ++m_lineNumber;
    return true;
}

void RuleCollector::reserve(std::string_view text) {
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    m_parsed.rules.reserve(std::min(lines, m_limits.rules));
    m_parsed.lines.reserve(std::min(lines, m_limits.rules));
}

void RuleCollector::add(Rule rule, std::size_t line) {
    if (m_parsed.rules.size() >= m_limits.rules) {
        ++m_moreRules;
        return;
    }
    m_parsed.rules.push_back(std::move(rule));
    m_parsed.lines.push_back(line);
}

void RuleCollector::warn(std::size_t line, std::string message) {
    if (m_parsed.warnings.size() < m_limits.warnings)
        m_parsed.warnings.push_back({line, std::move(message)});
    else
        ++m_moreWarnings;
}

ParsedRules RuleCollector::take() {
    const std::size_t lastLine = m_parsed.warnings.empty() ? 0 : m_parsed.warnings.back().line;
    if (m_moreWarnings > 0)
        m_parsed.warnings.push_back({lastLine, counted(m_moreWarnings, "line after this one was",
                                                       "lines after this one were") +
                                                   " left out too"});
    if (m_moreRules > 0)
        m_parsed.warnings.push_back({lastLine, fmt::format("{} beyond the first {} left out",
                                                           counted(m_moreRules, "rule", "rules"),
                                                           withThousands(m_limits.rules))});
    return std::move(m_parsed);
}

std::string_view takeWord(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
    text.remove_prefix(word.size());
    return word;
}

} // namespace beaconscope::rules
