// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/rules/rule.h"

#include <memory>
#include <re2/re2.h>
#include <string>
#include <string_view>
#include <variant>

namespace beaconscope::rules {

/// The compiled text comparison of one rule. Any thread may use it; copies share a regex.
class TextMatcher {
public:
    /// Refuses Match::Cidr, which compares no text. The byteOffset of an Error is the byte of
    /// `value` that is wrong.
    static Result<TextMatcher> compile(Match match, std::string_view value);

    /// `lowerCaseText` has no upper-case ASCII letters. The cost is linear in its length; for
    /// Wildcard it can be the length times the length of the pattern. Never recursive.
    bool matches(std::string_view lowerCaseText) const;

private:
    struct Whole {
        std::string text;
    };
    struct Suffix {
        std::string text;
    };
    struct LabelSuffix {
        std::string text; ///< without the leading dot
    };
    struct Part {
        std::string text;
    };
    struct Glob {
        std::string pattern;
    };
    using Regex = std::shared_ptr<const re2::RE2>;
    using Kind = std::variant<Whole, Suffix, LabelSuffix, Part, Glob, Regex>;

    explicit TextMatcher(Kind kind)
        : m_kind(std::move(kind)) {}
    static Result<TextMatcher> compileRegex(std::string_view value);

    Kind m_kind;
};

/// Returns the options that the expressions of rules are compiled with.
re2::RE2::Options regexOptions();

/// Whether `name` is `suffix` or ends with a dot (not an escaped one, "\.") and `suffix`.
bool endsWithLabels(std::string_view name, std::string_view suffix);

/// Whether the dot at `offset` separates labels. A dot after an odd number of backslashes is part
/// of a label (RFC 1035 section 5.1).
bool isLabelSeparator(std::string_view name, std::size_t offset);

} // namespace beaconscope::rules
