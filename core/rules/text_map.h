// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::rules {

/// A number for each of many texts. A text costs its bytes and at most 64 bytes more: a rule file
/// can hold a million. Several threads may call find() at once.
class TextMap {
public:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    /// Of several numbers for one text, the first counts.
    void add(std::string_view text, std::uint64_t hash, std::uint32_t number);
    /// `hash` is hashText(text). Returns kNone if the text was not added.
    std::uint32_t find(std::string_view text, std::uint64_t hash) const;
    bool empty() const { return m_count == 0; }

private:
    struct Slot {
        std::uint32_t tag = 0; ///< upper half of the hash
        std::uint32_t number = kNone;
        std::size_t offset = 0;
        std::size_t length = 0;
    };

    std::string_view textOf(const Slot& slot) const {
        return std::string_view(m_texts).substr(slot.offset, slot.length);
    }
    std::size_t slotOf(std::string_view text, std::uint64_t hash) const;
    void grow();

    std::string m_texts;       ///< of all slots, one behind the other
    std::vector<Slot> m_slots; ///< a power of two; a free one has no number
    std::size_t m_count = 0;
};

} // namespace beaconscope::rules
