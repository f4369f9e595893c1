// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/literal_table.h"
#include "core/rules/name_index.h"
#include "core/rules/regex_index.h"
#include "core/rules/rule.h"
#include "core/rules/text_matcher.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace beaconscope::rules {

/// Finds the first rule that matches a text, of all rules about one kind of text. One pass over the
/// text finds the literals of all rules; only wildcards and regular expressions whose literals
/// stand in the text are then tried. Those without any literal are tried for each text.
///
/// Add all rules in rising order, then call finish(). After that, several threads may call find().
class TextIndex {
public:
    static constexpr std::size_t kNone = NameIndex::kNone;

    /// `value` is one that TextMatcher::compile() accepts, in the form of names (see
    /// normalisedName()) for Is and EndsWith.
    void add(Match match, std::string_view value, std::size_t rule);
    void finish();

    bool empty() const { return m_isEmpty; }
    /// Returns the lowest rule that matches, or kNone. `text` has no upper-case ASCII letters.
    std::size_t find(std::string_view text) const;

private:
    /// What is looked for when a literal was found.
    struct Follow {
        std::uint32_t literal = 0;
        std::uint32_t glob = kNoGlob; ///< index into m_globs; kNoGlob: an atom of m_regexes
        std::uint32_t atom = 0;
    };
    struct Glob {
        std::uint32_t rule;
        std::uint32_t length;
        std::size_t offset; ///< of its pattern in m_globTexts
    };
    /// A text of a rule until finish() has made the tables.
    struct Pending {
        std::string text;
        std::uint32_t rule;
    };

    std::string_view patternOf(const Glob& glob) const {
        return std::string_view(m_globTexts).substr(glob.offset, glob.length);
    }
    void addGlob(std::string_view pattern, std::size_t rule);
    void scan(Match match, std::string_view value, std::size_t rule);
    void finishSuffixes();
    void finishParts();
    std::size_t findSuffix(std::string_view text) const;
    std::size_t findPart(std::string_view text, std::size_t best, std::vector<int>& atoms) const;
    std::size_t follow(std::uint32_t literal, std::string_view text, std::size_t best,
                       std::vector<int>& atoms) const;

    static constexpr std::uint32_t kNoGlob = LiteralTable::kNone;

    bool m_isEmpty = true;
    NameIndex m_names;
    LiteralTable m_suffixes;                  ///< of texts read backwards
    std::vector<std::uint32_t> m_suffixRules; ///< by literal: the lowest rule of it or a parent
    LiteralTable m_parts;
    std::vector<std::uint32_t> m_partRules; ///< the same
    std::vector<std::uint32_t> m_followed;  ///< by literal: it or the next parent with Follow
    std::vector<Follow> m_follows;          ///< by literal, then rule
    std::string m_globTexts;
    std::vector<Glob> m_globs; ///< in order of rules
    RegexIndex m_regexes;
    std::vector<std::pair<std::uint32_t, TextMatcher>> m_scanned; ///< in order of rules
    std::vector<Pending> m_pendingSuffixes;
    std::vector<Pending> m_pendingParts;
};

} // namespace beaconscope::rules
