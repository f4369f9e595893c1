// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/hash.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace beaconscope::rules {

/// Finds the first rule for a name or for a domain above it. The cost does not depend on the number
/// of rules, because imported domain lists have hundreds of thousands.
///
/// Looks up each tail of a name that starts at a label. Two filters make this fast: the first skips
/// names whose last two bytes are in no rule, the second skips tails whose hash is in no rule. The
/// index keeps views of the texts that it is given. Several threads may call find() at once.
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
    struct Key {
        explicit Key(std::string_view name)
            : text(name)
            , hash(hashText(name)) {}

        std::string_view text;
        std::uint64_t hash;
        bool operator==(const Key& other) const { return text == other.text; }
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept { return key.hash; }
    };
    using Map = std::unordered_map<Key, std::size_t, KeyHash>;

    Key add(std::string_view name);
    std::size_t lookUp(const Map& map, const Key& key) const;

    static constexpr std::size_t kEndings = 65'536; // two bytes
    static constexpr unsigned kFilterBits = 20;     // 128 KiB fit the cache of a processor

    Map m_whole;
    Map m_tails;
    std::bitset<kEndings> m_endings; // by a text's last two bytes
    std::vector<bool> m_hashes;      // by the upper bits of a text's hash; empty: no rules
};

} // namespace beaconscope::rules
