// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/literal_table.h"

#include "core/base/hash.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace beaconscope::rules {

namespace {

constexpr unsigned kTagBits = 20;

std::uint32_t keyOf(std::size_t level, std::uint64_t hash) {
    return static_cast<std::uint32_t>(level << kTagBits | hash >> (64U - kTagBits));
}
static_assert(LiteralTable::kMaxLength < std::size_t{1} << (32U - kTagBits));

/// A literal that is sorted by its first bytes alone in most comparisons, which is quick.
struct Sorted {
    std::uint64_t firstBytes;
    std::uint32_t index;
};

std::uint64_t firstBytesOf(std::string_view text) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < sizeof bytes; ++i)
        bytes = bytes << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return bytes;
}

std::vector<Sorted> sorted(std::span<const std::string_view> literals) {
    std::vector<Sorted> order;
    order.reserve(literals.size());
    for (std::uint32_t i = 0; i < literals.size(); ++i)
        order.push_back({firstBytesOf(literals[i]), i});
    std::sort(order.begin(), order.end(), [&](const Sorted& a, const Sorted& b) {
        return a.firstBytes != b.firstBytes ? a.firstBytes < b.firstBytes
                                            : literals[a.index] < literals[b.index];
    });
    return order;
}

} // namespace

void LiteralTable::Grams::prepareFor(std::size_t literals) {
    constexpr std::size_t kMinBits = 10;
    constexpr std::size_t kMaxBits = 23; // 1 MiB
    const auto bits = static_cast<std::size_t>(std::bit_width(16 * literals));
    m_hashBits = static_cast<unsigned>(std::clamp(bits, kMinBits, kMaxBits));
}

void LiteralTable::Grams::add(std::string_view literal) {
    m_bits.resize(std::size_t{1} << m_hashBits);
    m_bits[hashOf(literal)] = true;
}

std::size_t LiteralTable::Grams::hashOf(std::string_view text) const {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), m_length);
    return bytes * 0x9e37'79b9'7f4a'7c15U >> (64U - m_hashBits);
}

LiteralTable::LiteralTable(std::span<const std::string_view> literals,
                           std::vector<std::uint32_t>& entries) {
    entries.resize(literals.size());
    m_offsets.push_back(0);
    for (const Sorted& next : sorted(literals)) {
        const std::string_view text = literals[next.index];
        if (m_parents.empty() || textOf(static_cast<std::uint32_t>(size() - 1)) != text) {
            // In sorted order, what a literal begins with are ancestors of the one before.
            auto parent = static_cast<std::uint32_t>(size() - 1);
            while (parent != kNone && !text.starts_with(textOf(parent)))
                parent = m_parents[parent];
            m_parents.push_back(parent);
            m_texts += text;
            m_offsets.push_back(static_cast<std::uint32_t>(m_texts.size()));
        }
        entries[next.index] = static_cast<std::uint32_t>(size() - 1);
    }
    enterAll();
}

void LiteralTable::enterAll() {
    std::bitset<kMaxLength + 1> lengths;
    for (std::uint32_t i = 0; i < size(); ++i)
        lengths.set(textOf(i).size());
    for (std::size_t length = 1; length <= kMaxLength; ++length) {
        if (lengths.test(length))
            m_lengths.push_back(static_cast<std::uint16_t>(length));
    }
    resize(std::bit_ceil(2 * size()));
    m_grams.prepareFor(size());
    m_longGrams.prepareFor(size());
    for (std::uint32_t i = 0; i < size(); ++i)
        enter(i);
}

void LiteralTable::enter(std::uint32_t entry) {
    const std::string_view text = textOf(entry);
    if (text.size() >= m_longGrams.length())
        m_longGrams.add(text);
    else if (text.size() >= m_grams.length())
        m_grams.add(text);
    else
        m_starts.set(static_cast<unsigned char>(text.front()));
    // The same steps as in search().
    std::size_t low = 0;
    std::size_t high = m_lengths.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (m_lengths[middle] > text.size()) {
            high = middle;
            continue;
        }
        mark(entry, middle);
        if (m_lengths[middle] == text.size())
            return;
        low = middle + 1;
    }
}

void LiteralTable::mark(std::uint32_t entry, std::size_t level) {
    if (m_used >= m_slots.size() / 4 * 3)
        resize(2 * m_slots.size());
    const std::string_view text = textOf(entry).substr(0, m_lengths[level]);
    Slot& slot = m_slots[slotOf(text, level)];
    if (slot.literal != kNone)
        return;
    std::uint32_t longest = entry;
    while (longest != kNone && textOf(longest).size() > text.size())
        longest = m_parents[longest];
    slot = {keyOf(level, hashText(text)), entry, longest};
    ++m_used;
}

bool LiteralTable::mayBeginWithOne(std::string_view text) const {
    return !text.empty() && (m_starts.test(static_cast<unsigned char>(text.front())) ||
                             m_longGrams.mayHave(text) || m_grams.mayHave(text));
}

std::uint32_t LiteralTable::search(std::string_view text) const {
    std::uint32_t longest = kNone;
    std::size_t low = 0;
    std::size_t high = m_lengths.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const Slot* slot = nullptr;
        if (m_lengths[middle] <= text.size())
            slot = &m_slots[slotOf(text.substr(0, m_lengths[middle]), middle)];
        if (slot != nullptr && slot->literal != kNone) {
            longest = slot->longest;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return longest;
}

/// Returns the slot of the text at this level, or the free one where it belongs.
std::size_t LiteralTable::slotOf(std::string_view text, std::size_t level) const {
    const std::uint64_t hash = hashText(text);
    const std::uint32_t key = keyOf(level, hash);
    const std::size_t mask = m_slots.size() - 1;
    std::size_t i = (hash + level) & mask;
    const auto isOther = [&](const Slot& slot) {
        return slot.key != key || textOf(slot.literal).substr(0, text.size()) != text;
    };
    while (m_slots[i].literal != kNone && isOther(m_slots[i]))
        i = (i + 1) & mask;
    return i;
}

void LiteralTable::resize(std::size_t slots) {
    const std::vector<Slot> old =
        std::exchange(m_slots, std::vector<Slot>(slots, {0, kNone, kNone}));
    for (const Slot& slot : old) {
        if (slot.literal == kNone)
            continue;
        const std::size_t level = slot.key >> kTagBits;
        m_slots[slotOf(textOf(slot.literal).substr(0, m_lengths[level]), level)] = slot;
    }
}

} // namespace beaconscope::rules
