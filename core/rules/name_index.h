// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/text_map.h"

#include <bitset>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace beaconscope::rules {

/// Finds the first rule for a name or for a domain above it. The cost does not depend on the number
/// of rules, because imported domain lists have hundreds of thousands.
///
/// Looks up each tail of a name that starts at a label. Two filters make this fast: the first skips
/// names whose last two bytes are in no rule, the second skips tails whose hash is in no rule. The
/// texts are copied. Several threads may call find() at once.
class NameIndex {
public:
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

    /// Add rules in rising order; of several rules with the same text the first one counts.
    void addWhole(std::string_view name, std::size_t rule);
    void addWithSubdomains(std::string_view name, std::size_t rule);

    bool empty() const { return m_whole.empty() && m_tails.empty(); }
    /// Returns the lowest rule that matches, or kNone.
    std::size_t find(std::string_view name) const;

private:
    void add(TextMap& map, std::string_view name, std::size_t rule);
    std::size_t lookUp(const TextMap& map, std::string_view name) const;

    static constexpr std::size_t kEndings = 65'536; // two bytes
    static constexpr unsigned kFilterBits = 20;     // 128 KiB fit the cache of a processor

    TextMap m_whole;
    TextMap m_tails;
    std::bitset<kEndings> m_endings; // by a text's last two bytes
    std::vector<bool> m_hashes;      // by the upper bits of a text's hash; empty: no rules
};

} // namespace beaconscope::rules
