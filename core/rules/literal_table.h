// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::rules {

/// Finds which of many literals a text begins with. Asked at each place of a text, it finds all
/// literals that stand in it. The cost of a question grows with the logarithm of the number of
/// different lengths, and not with the number of literals.
///
/// The idea is that of M. Waldvogel and others, "Scalable High Speed IP Routing Lookups" (SIGCOMM
/// 1997): one hash table a length, and a binary search over the lengths. A literal leaves a marker
/// in the table of each shorter length where the search has to turn to longer ones. Immutable
/// after the constructor; any thread.
class LiteralTable {
public:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    /// Longer literals are not taken. It bounds the number of lengths.
    static constexpr std::size_t kMaxLength = 1'024;

    LiteralTable() = default;
    /// None of the literals is empty or longer than kMaxLength. They may be equal. `entries` gets
    /// the entry of each; an entry is smaller than that of each longer literal it begins.
    LiteralTable(std::span<const std::string_view> literals, std::vector<std::uint32_t>& entries);

    /// Number of different literals.
    std::size_t size() const { return m_parents.size(); }
    /// Returns the longest literal that `text` begins with, or kNone.
    std::uint32_t longestAt(std::string_view text) const {
        return mayBeginWithOne(text) ? search(text) : kNone;
    }
    /// Returns the longest literal that the literal `entry` begins with and that is shorter, or
    /// kNone.
    std::uint32_t parent(std::uint32_t entry) const { return m_parents[entry]; }

private:
    struct Slot {
        std::uint32_t key;     ///< level in m_lengths, then some bits of the hash
        std::uint32_t literal; ///< one that begins with the text of the slot; kNone: free
        std::uint32_t longest; ///< literal that the text of the slot begins with; or kNone
    };

    /// A filter: the hashes of the first bytes of literals.
    class Grams {
    public:
        explicit Grams(std::size_t length)
            : m_length(length) {}
        std::size_t length() const { return m_length; }
        /// `literals` is about how many will be added. Fewer take less room in the caches.
        void prepareFor(std::size_t literals);
        void add(std::string_view literal);
        bool mayHave(std::string_view text) const {
            return text.size() >= m_length && !m_bits.empty() && m_bits[hashOf(text)];
        }

    private:
        std::size_t hashOf(std::string_view text) const;

        std::size_t m_length;
        unsigned m_hashBits = 0;
        std::vector<bool> m_bits; ///< empty: no literal
    };

    std::string_view textOf(std::uint32_t entry) const {
        return std::string_view(m_texts).substr(m_offsets[entry],
                                                m_offsets[entry + 1] - m_offsets[entry]);
    }
    bool mayBeginWithOne(std::string_view text) const;
    std::uint32_t search(std::string_view text) const;
    std::size_t slotOf(std::string_view text, std::size_t level) const;
    void enterAll();
    void enter(std::uint32_t entry);
    void mark(std::uint32_t entry, std::size_t level);
    void resize(std::size_t slots);

    std::string m_texts; ///< of all literals, sorted, one behind the other
    std::vector<std::uint32_t> m_offsets;
    std::vector<std::uint32_t> m_parents;
    std::vector<std::uint16_t> m_lengths; ///< all that occur, sorted
    std::vector<Slot> m_slots;            ///< a power of two
    std::size_t m_used = 0;
    std::bitset<256> m_starts; ///< first bytes of literals shorter than those below
    Grams m_grams{4};
    Grams m_longGrams{6};
};

} // namespace beaconscope::rules
