// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace beaconscope::rules {

/// Finds the first rule that names a domain, or a domain above it, at a cost that does not depend
/// on the number of rules: imported domain lists have hundreds of thousands.
///
/// One pass from the end of a name hashes all of its tails, and each tail that starts a label is
/// looked up. Two filters go before: most names end unlike any rule, and most tails of the others
/// are in no rule. Keeps views of the texts it is given. Immutable use from several threads is
/// safe.
class NameIndex {
public:
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

    /// Rules are added in rising order; the first one for a text stays.
    void addWhole(std::string_view name, std::size_t rule);
    void addWithSubdomains(std::string_view name, std::size_t rule);

    bool empty() const { return m_whole.empty() && m_tails.empty(); }
    /// The lowest rule that matches, or kNone.
    std::size_t find(std::string_view name) const;

private:
    struct Key {
        std::string_view text;
        std::uint64_t hash = 0;
        bool operator==(const Key& other) const { return text == other.text; }
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept { return key.hash; }
    };
    using Map = std::unordered_map<Key, std::size_t, KeyHash>;

    Key add(std::string_view name);
    std::size_t lookUp(const Map& map, const Key& key) const;

    static constexpr std::size_t kEndings = 65'536; // two bytes
    static constexpr unsigned kFilterBits = 20;     // 128 KiB, which a processor's cache holds

    Map m_whole;
    Map m_tails;
    std::bitset<kEndings> m_endings; // by a text's last two bytes
    std::vector<bool> m_hashes;      // by the upper bits of a text's hash; empty: no rules
};

} // namespace beaconscope::rules
