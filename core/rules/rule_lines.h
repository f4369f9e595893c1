// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule_file.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace beaconscope::rules {

/// Gives the lines of a text, which end with LF or CR LF.
class LineReader {
public:
    explicit LineReader(std::string_view text)
        : m_rest(text) {}

    /// Returns false after the last line. A line end at the end of the text starts no further line.
    bool next(std::string_view& line);
    std::size_t lineNumber() const { return m_lineNumber; } ///< of the last line, 1-based

private:
    std::string_view m_rest;
    std::size_t m_lineNumber = 0;
};

/// Collects rules and warnings. The number of both is bounded, because users may open any file.
class RuleCollector {
public:
    struct Limits {
        std::size_t rules = 1'000'000;
        std::size_t warnings = 100;
    };

    RuleCollector() = default;
    explicit RuleCollector(Limits limits)
        : m_limits(limits) {}

    /// Makes room for the rules of a text at once. Growing step by step takes three times as much.
    void reserve(std::string_view text);
    void add(Rule rule, std::size_t line);
    void warn(std::size_t line, std::string message);
    const std::vector<Rule>& rules() const { return m_parsed.rules; }
    ParsedRules take();

private:
    Limits m_limits;
    ParsedRules m_parsed;
    std::size_t m_moreWarnings = 0;
    std::size_t m_moreRules = 0;
};

/// Skips blanks and tabs, then removes the first word from `text` and returns it.
std::string_view takeWord(std::string_view& text);

} // namespace beaconscope::rules
