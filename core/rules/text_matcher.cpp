// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/text_matcher.h"

#include "core/base/text.h"

#include <fmt/core.h>

#include <re2/re2.h>
#include <vector>

namespace beaconscope::rules {

namespace {

/// Returns the byte of the parenthesis that has no partner. RE2 does not say it: for these two
/// errors it names only the whole pattern.
std::size_t unmatchedParenthesis(std::string_view pattern) {
    std::vector<std::size_t> open;
    bool inClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\')
            ++i;
        else if (inClass)
            inClass = c != ']';
        else if (c == '[')
            inClass = true;
        else if (c == '(')
            open.push_back(i);
        else if (c == ')' && open.empty())
            return i;
        else if (c == ')')
            open.pop_back();
    }
    return open.empty() ? 0 : open.back();
}

std::size_t errorColumn(const re2::RE2& regex, std::string_view pattern) {
    switch (regex.error_code()) {
    case re2::RE2::ErrorMissingParen:
    case re2::RE2::ErrorUnexpectedParen:
        return unmatchedParenthesis(pattern);
    case re2::RE2::ErrorTrailingBackslash:
        return pattern.size() - 1;
    default:
        break;
    }
    const std::size_t offset = pattern.find(regex.error_arg());
    return offset == std::string_view::npos ? 0 : offset;
}

template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

} // namespace

Result<TextMatcher> TextMatcher::compile(Match match, std::string_view value) {
    if (value.empty())
        return Error{"The value is empty", {}, 0};
    const std::string lower = toLowerAscii(value);
    switch (match) {
    case Match::Is:
        return TextMatcher(Whole{lower});
    case Match::EndsWith:
        if (lower == ".")
            return Error{"A dot alone would match every name", {}, 0};
        if (lower.front() == '.')
            return TextMatcher(LabelSuffix{lower.substr(1)});
        return TextMatcher(Suffix{lower});
    case Match::Contains:
        return TextMatcher(Part{lower});
    case Match::Wildcard:
        return TextMatcher(Glob{lower});
    case Match::Regex:
        return compileRegex(value);
    case Match::Cidr:
        break;
    }
    return Error{"Only a client can be compared with a network", {}, 0};
}

re2::RE2::Options regexOptions() {
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_never_capture(true);
    // Latin-1 accepts any bytes. Names and addresses are ASCII, so there is no other difference.
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    return options;
}

Result<TextMatcher> TextMatcher::compileRegex(std::string_view value) {
    auto regex = std::make_shared<const re2::RE2>(re2::StringPiece(value.data(), value.size()),
                                                  regexOptions());
    if (!regex->ok())
        return Error{fmt::format("Not a regular expression: {}", escapeForTerminal(regex->error())),
                     {},
                     errorColumn(*regex, value)};
    return TextMatcher(Kind(std::move(regex)));
}

bool TextMatcher::matches(std::string_view text) const {
    return std::visit(
        Overloaded{
            [text](const Whole& whole) { return text == whole.text; },
            [text](const Suffix& suffix) { return text.ends_with(suffix.text); },
            [text](const LabelSuffix& suffix) { return endsWithLabels(text, suffix.text); },
            [text](const Part& part) { return text.find(part.text) != std::string_view::npos; },
            [text](const Glob& glob) { return globMatches(glob.pattern, text); },
            [text](const Regex& regex) {
                return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *regex);
            }},
        m_kind);
}

bool endsWithLabels(std::string_view name, std::string_view suffix) {
    if (!name.ends_with(suffix))
        return false;
    return name.size() == suffix.size() || isLabelSeparator(name, name.size() - suffix.size() - 1);
}

bool isLabelSeparator(std::string_view name, std::size_t offset) {
    if (name[offset] != '.')
        return false;
    std::size_t backslashes = 0;
    while (backslashes < offset && name[offset - 1 - backslashes] == '\\')
        ++backslashes;
    return backslashes % 2 == 0;
}

} // namespace beaconscope::rules
