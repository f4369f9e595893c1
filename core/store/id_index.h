// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/large_vector.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace beaconscope::store {

/// Finds the rows of a table by a hash of their content, with open addressing and linear probing.
/// The content stays in the table. A slot has eight bytes, the row and a part of its hash, so that
/// most look-ups read one cache line here and one row of the table. Rows are never removed.
/// The hashes are those of core/base/hash.h: their seed keeps the runs of taken slots short,
/// whatever a capture holds.
class IdIndex {
public:
    IdIndex()
        : m_slots(kFirstCapacity) {}

    /// Returns the row with this hash for which `isSame(row)` is true. When there is none, it
    /// inserts and returns `row`, and the caller must add the content of `row` to the table.
    template <typename IsSame>
    std::uint32_t findOrInsert(std::uint64_t hash, std::uint32_t row, IsSame isSame) {
        Slot& slot = m_slots[slotFor(hash, isSame)];
        if (slot.row != kNone)
            return slot.row;
        slot = {tagOf(hash), row};
        ++m_size;
        if (m_size * 3 > m_slots.size() * 2)
            grow();
        return row;
    }

    // The two functions below let a caller who knows his next look-ups fetch memory for them, so
    // that he does not wait for it later.

    /// Fetches the slot where a look-up of this hash starts.
    void prefetch(std::uint64_t hash) const {
        __builtin_prefetch(&m_slots[tagOf(hash) & (m_slots.size() - 1)]);
    }
    /// Returns the row that a look-up of this hash will compare first; nullopt when there is none.
    std::optional<std::uint32_t> firstRow(std::uint64_t hash) const {
        const Slot& slot = m_slots[tagOf(hash) & (m_slots.size() - 1)];
        return slot.row == kNone ? std::nullopt : std::optional(slot.row);
    }

private:
    static constexpr std::uint32_t kNone = UINT32_MAX;
    static constexpr std::size_t kFirstCapacity = 1024; // every capacity is a power of two

    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t row = kNone;
    };

    /// A tag has 32 bits like the number of a row, so there are always enough tags for the slots.
    static std::uint32_t tagOf(std::uint64_t hash) {
        return static_cast<std::uint32_t>(hash >> 32U);
    }

    template <typename IsSame>
    std::size_t slotFor(std::uint64_t hash, IsSame isSame) const {
        const std::uint32_t tag = tagOf(hash);
        const std::size_t mask = m_slots.size() - 1;
        std::size_t i = tag & mask;
        while (m_slots[i].row != kNone && !(m_slots[i].tag == tag && isSame(m_slots[i].row)))
            i = (i + 1) & mask;
        return i;
    }

    void grow() {
        LargeVector<Slot> larger(2 * m_slots.size());
        const std::size_t mask = larger.size() - 1;
        for (const Slot& slot : m_slots) {
            if (slot.row == kNone)
                continue;
            std::size_t i = slot.tag & mask;
            while (larger[i].row != kNone)
                i = (i + 1) & mask;
            larger[i] = slot;
        }
        m_slots = std::move(larger);
    }

    LargeVector<Slot> m_slots;
    std::size_t m_size = 0;
};

} // namespace beaconscope::store
