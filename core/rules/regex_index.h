// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class FilteredRE2;
}

namespace beaconscope::rules {

/// Many regular expressions, of which only those are tried whose atoms stand in the text: literals
/// without which they cannot match. Add all in rising order of rules, then call finish(). After
/// that, several threads may call find().
class RegexIndex {
public:
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

    RegexIndex();
    RegexIndex(RegexIndex&&) noexcept;
    RegexIndex& operator=(RegexIndex&&) noexcept;
    ~RegexIndex();

    /// `pattern` is one that TextMatcher::compile() accepts.
    void add(std::string_view pattern, std::size_t rule);
    /// Returns the atoms, in lower case. find() takes their indexes.
    std::vector<std::string> finish();

    /// Returns the lowest rule that matches, or kNone. `atoms` are those that stand in `text`, in
    /// any order.
    std::size_t find(std::string_view text, const std::vector<int>& atoms) const;

private:
    std::unique_ptr<re2::FilteredRE2> m_regexes; ///< null: none was added
    std::vector<std::uint32_t> m_rules;          ///< by the number that FilteredRE2 gave
    bool m_hasAlwaysTried = false;               ///< some regular expression has no atom
};

} // namespace beaconscope::rules
