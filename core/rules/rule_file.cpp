// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule_file.h"

#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/base/text_file.h"
#include "core/rules/domain_list.h"
#include "core/rules/rule_lines.h"

#include <fmt/core.h>

#include <charconv>
#include <fstream>
#include <iterator>
#include <ostream>

namespace beaconscope::rules {

namespace {

constexpr std::string_view kVersionLine = "# beaconscope rules";
constexpr int kVersion = 1;

constexpr std::string_view kExplanation = R"(#
# One rule a line:   state  action  field  match  value  # note
#   state   on, off
#   action  exclude (queries that match take no part in the analysis, but are counted)
#   field   name, domain (registered domain), client, qtype
#   match   is, ends-with, contains, wildcard (* and ?), regex (RE2), cidr (clients only)
#   value   as it is, or in "quotes" when it holds blanks; in quotes \" \\ \n \t and \xHH
#   note    optional, after a # that stands alone
# Letter case does not matter in values. "ends-with .example.com" is true for example.com and
# for all names below it. The first rule that matches decides.

)";

void appendQuoted(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = codePointAt(text, i);
        if (c.valid && c.value == U'\n')
            out += "\\n";
        else if (c.valid && c.value == U'\t')
            out += "\\t";
        else if (c.valid && (c.value == U'"' || c.value == U'\\'))
            out += {'\\', text[i]};
        else if (c.valid && !isDeceptive(c.value))
            out += text.substr(i, c.length);
        else
            for (const char byte : text.substr(i, c.length))
                out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
        i += c.length;
    }
    out += '"';
}

/// Whether no character of the text needs quotes.
bool isPlain(std::string_view text, bool blanksAllowed) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = codePointAt(text, i);
        if (!c.valid || isDeceptive(c.value) || (c.value == U' ' && !blanksAllowed))
            return false;
        i += c.length;
    }
    return true;
}

std::string valueText(const std::string& value) {
    if (!value.empty() && value.front() != '"' && value.front() != '#' && isPlain(value, false))
        return value;
    std::string quoted;
    appendQuoted(quoted, value);
    return quoted;
}

std::string noteText(const std::string& note) {
    if (note.empty())
        return {};
    std::string text = "  # ";
    if (note.front() != '"' && trimmed(note) == note && isPlain(note, true))
        return text + note;
    appendQuoted(text, note);
    return text;
}

/// Removes an escape (a backslash and the characters after it) from the front of `text` and appends
/// its character to `out`.
bool takeEscape(std::string_view& text, std::string& out) {
    if (text.size() < 2)
        return false;
    const char kind = text[1];
    std::size_t length = 2;
    switch (kind) {
    case '"':
    case '\\':
        out += kind;
        break;
    case 'n':
        out += '\n';
        break;
    case 't':
        out += '\t';
        break;
    case 'x': {
        length = 4;
        if (text.size() < length)
            return false;
        unsigned byte = 0;
        const char* end = text.data() + length;
        const auto [stop, error] = std::from_chars(text.data() + 2, end, byte, 16);
        if (error != std::errc{} || stop != end)
            return false;
        out += static_cast<char>(static_cast<unsigned char>(byte));
        break;
    }
    default:
        return false;
    }
    text.remove_prefix(length);
    return true;
}

/// Reads "quoted text" and removes it from the front of `text`, which starts with a quote.
bool takeQuoted(std::string_view& text, std::string& out) {
    text.remove_prefix(1);
    while (!text.empty()) {
        if (text.front() == '"') {
            text.remove_prefix(1);
            return true;
        }
        if (text.front() == '\\') {
            if (!takeEscape(text, out))
                return false;
            continue;
        }
        out += text.front();
        text.remove_prefix(1);
    }
    return false;
}

bool takeValue(std::string_view& rest, std::string& value) {
    rest = trimmed(rest);
    if (rest.empty() || rest.front() == '#')
        return false;
    if (rest.front() == '"')
        return takeQuoted(rest, value) &&
               (rest.empty() || rest.front() == ' ' || rest.front() == '\t');
    value = takeWord(rest);
    return true;
}

std::string noteFrom(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('"')) {
        std::string note;
        std::string_view rest = text;
        if (takeQuoted(rest, note) && rest.empty())
            return note;
    }
    return std::string(text);
}

/// Reads one line that is neither empty nor a comment.
Result<Rule> parseLine(std::string_view line) {
    std::string_view rest = line;
    const auto unknown = [](const char* what, std::string_view word) {
        return Error{
            fmt::format("Unknown {} \"{}\"", what, escapeForTerminal(word.substr(0, 80))), {}, {}};
    };
    Rule rule;
    const std::string_view state = takeWord(rest);
    if (state != "on" && state != "off")
        return unknown("state", state);
    rule.enabled = state == "on";

    const std::string_view actionWord = takeWord(rest);
    const auto action = parseAction(actionWord);
    if (!action)
        return unknown("action", actionWord);
    rule.action = *action;

    const std::string_view fieldWord = takeWord(rest);
    const auto field = parseField(fieldWord);
    if (!field)
        return unknown("field", fieldWord);
    rule.field = *field;

    const std::string_view matchWord = takeWord(rest);
    const auto match = parseMatch(matchWord);
    if (!match)
        return unknown("match", matchWord);
    rule.match = *match;

    if (!takeValue(rest, rule.value))
        return Error{"The value is missing or its quotes are not complete", {}, {}};
    rest = trimmed(rest);
    if (rest.starts_with('#'))
        rule.note = noteFrom(rest.substr(1));
    else if (!rest.empty())
        return Error{"Text after the value; a value with blanks needs quotes", {}, {}};
    return rule;
}

ParsedRules parseRuleLines(std::string_view text, LineReader& lines) {
    RuleCollector collector;
    collector.reserve(text);
    std::string_view line;
    while (lines.next(line)) {
        const std::string_view content = trimmed(line);
        if (content.empty() || content.front() == '#')
            continue;
        Result<Rule> rule = parseLine(content);
        if (rule)
            collector.add(std::move(*rule), lines.lineNumber());
        else
            collector.warn(lines.lineNumber(), rule.error().message);
    }
    return collector.take();
}

} // namespace

std::string serialise(const std::vector<Rule>& rules) {
    std::string text = fmt::format("{} {}\n{}", kVersionLine, kVersion, kExplanation);
    for (const Rule& rule : rules)
        text += fmt::format("{:<3} {} {} {} {}{}\n", rule.enabled ? "on" : "off",
                            identifier(rule.action), identifier(rule.field), identifier(rule.match),
                            valueText(rule.value), noteText(rule.note));
    return text;
}

Result<ParsedRules> parse(std::string_view text) {
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    LineReader lines(text);
    std::string_view first;
    lines.next(first);
    if (first.starts_with(kVersionLine)) {
        const std::string_view version = trimmed(first.substr(kVersionLine.size()));
        if (version != fmt::format("{}", kVersion))
            return Error{fmt::format("The rule file has version {}; this program reads version {}",
                                     escapeForTerminal(version.substr(0, 40)), kVersion),
                         {},
                         {}};
        return parseRuleLines(text, lines);
    }
    ParsedRules parsed = parseDomainList(text);
    parsed.isDomainList = true;
    if (parsed.rules.empty() && !parsed.warnings.empty())
        return Error{"This is neither a rule file nor a list of domains", {}, {}};
    return parsed;
}

Result<ParsedRules> readRuleFile(const std::string& path) {
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    Result<ParsedRules> parsed = parse(*text);
    if (!parsed)
        return Error{fmt::format("{}: {}", path, parsed.error().message), {}, {}};
    return parsed;
}

std::optional<Error> writeRuleFile(const std::string& path, const std::vector<Rule>& rules) {
    return writeFileAtomically(path, [&rules](std::ostream& out) { out << serialise(rules); });
}

} // namespace beaconscope::rules
