// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/text_map.h"

#include "core/base/hash.h"

#include <algorithm>
#include <utility>

namespace beaconscope::rules {

namespace {

constexpr std::size_t kMinSlots = 16;

std::uint32_t tagOf(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32U);
}

} // namespace

void TextMap::add(std::string_view text, std::uint64_t hash, std::uint32_t number) {
    if (m_count >= m_slots.size() / 4 * 3)
        grow();
    Slot& slot = m_slots[slotOf(text, hash)];
    if (slot.number != kNone)
        return;
    slot = {tagOf(hash), number, m_texts.size(), text.size()};
    m_texts += text;
    ++m_count;
}

std::uint32_t TextMap::find(std::string_view text, std::uint64_t hash) const {
    return m_slots.empty() ? kNone : m_slots[slotOf(text, hash)].number;
}

/// Returns the slot of the text, or the free one where it belongs.
std::size_t TextMap::slotOf(std::string_view text, std::uint64_t hash) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t i = hash & mask;
    while (m_slots[i].number != kNone &&
           (m_slots[i].tag != tagOf(hash) || textOf(m_slots[i]) != text))
        i = (i + 1) & mask;
    return i;
}

void TextMap::grow() {
    const std::vector<Slot> old =
        std::exchange(m_slots, std::vector<Slot>(std::max(kMinSlots, 2 * m_slots.size())));
    for (const Slot& slot : old) {
        if (slot.number != kNone)
            m_slots[slotOf(textOf(slot), hashText(textOf(slot)))] = slot;
    }
}

} // namespace beaconscope::rules
