// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/name_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace beaconscope::dns {

namespace {

constexpr std::size_t kMaxWireLength = 255;
constexpr std::size_t kMaxTextLength = kMaxWireLength * 4; // every byte as \DDD
constexpr int kMaxPointers = 128; // 127 labels of one byte and a pointer after each of them

enum class Writing : std::uint8_t { Plain, Backslash, Decimal };

constexpr std::array<Writing, 256> kWriting = [] {
    std::array<Writing, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte)
        table[byte] = byte > 0x20 && byte < 0x7f ? Writing::Plain : Writing::Decimal;
    table['.'] = Writing::Backslash;
    table['\\'] = Writing::Backslash;
    return table;
}();

constexpr std::size_t kWord = sizeof(std::uint64_t);

/// Whether the first `count` bytes of a word, at least one, are written as they are: above a space,
/// below 0x7f, and neither a dot nor a backslash.
inline bool areAllPlain(std::uint64_t word, std::size_t count) {
    constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
    constexpr std::uint64_t kHigh = 0x80 * kOnes;
    if constexpr (std::endian::native == std::endian::big)
        word = __builtin_bswap64(word);
    // Each expression sets the highest bit of a byte that fails. Such a byte may disturb those
    // after it, but then the answer is "no" already, or they do not count.
    const auto equals = [word](std::uint64_t value) {
        const std::uint64_t difference = word ^ (value * kOnes);
        return (difference - kOnes) & ~difference;
    };
    const std::uint64_t isLow = (word - 0x21 * kOnes) & ~word;
    const std::uint64_t isHigh = word | (word + kOnes);
    const std::uint64_t fails = (isLow | isHigh | equals('.') | equals('\\')) & kHigh;
    return fails << 8 * (kWord - count) == 0;
}

/// Puts the capital letters among eight ASCII characters into lower case.
constexpr std::uint64_t toLower(std::uint64_t word) {
    constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
    // ASCII leaves the highest bit of each byte free, so these sums do not reach the next byte.
    const std::uint64_t fromA = word + (0x80 - 'A') * kOnes;
    const std::uint64_t afterZ = word + (0x80 - 'Z' - 1) * kOnes;
    const std::uint64_t isCapital = fromA & ~afterZ & (0x80 * kOnes);
    return word | isCapital >> 2U; // 0x20 is the difference
}

/// The text of a name while it is being built. Its size is bounded, because a name on the wire is.
class NameText {
public:
    /// Appends the label of `length` bytes at `offset` of the message.
    void appendLabel(std::span<const std::byte> bytes, std::size_t offset, std::size_t length) {
        if (m_length != 0)
            m_text[m_length++] = '.';
        // A word may go beyond the label, but not beyond the message.
        while (length > 0 && bytes.size() - offset >= kWord) {
            const std::size_t used = std::min(length, kWord);
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + offset, kWord);
            if (!areAllPlain(word, used))
                break;
            std::memcpy(m_text.data() + m_length, &word, kWord);
            m_length += used;
            offset += used;
            length -= used;
        }
        for (const std::byte byte : bytes.subspan(offset, length)) {
            const auto value = std::to_integer<unsigned char>(byte);
            if (kWriting[value] == Writing::Plain)
                m_text[m_length++] = static_cast<char>(value);
            else
                appendEscaped(value);
        }
    }

    /// Call it once, because it changes the text.
    void copyTo(Name& name) {
        if (m_length == 0)
            m_text[m_length++] = '.';
        name.asSent.assign(m_text.data(), m_length);
        std::memset(m_text.data() + m_length, 0, kWord); // the last word can go beyond the text
        for (std::size_t i = 0; i < m_length; i += kWord) {
            std::uint64_t word = 0;
            std::memcpy(&word, m_text.data() + i, kWord);
            word = toLower(word);
            std::memcpy(m_text.data() + i, &word, kWord);
        }
        name.canonical.assign(m_text.data(), m_length);
    }

private:
    void appendEscaped(unsigned char value) {
        m_text[m_length++] = '\\';
        if (kWriting[value] == Writing::Decimal) {
            m_text[m_length++] = static_cast<char>('0' + value / 100);
            m_text[m_length++] = static_cast<char>('0' + value / 10 % 10);
            m_text[m_length++] = static_cast<char>('0' + value % 10);
        } else {
            m_text[m_length++] = static_cast<char>(value);
        }
    }

    // Not cleared: only the first m_length are ever read.
    std::array<char, kMaxTextLength + kWord> m_text;
    std::size_t m_length = 0;
};

/// The position in the message while the labels of a name are read.
struct Position {
    std::size_t offset;
    std::size_t runStart;   ///< where the labels after the last pointer start
    std::size_t resume = 0; ///< the byte after the first pointer, where the message goes on
    int pointers = 0;
    bool goesForward = false; ///< a pointer did not point backwards
};

Defect followPointer(std::span<const std::byte> bytes, Position& position) {
    if (bytes.size() - position.offset < 2)
        return Defect::Truncated;
    const std::size_t target = big16(bytes, position.offset) & 0x3fffU;
    if (target == position.offset)
        return Defect::PointerChain; // it points to itself
    position.goesForward = position.goesForward || target >= position.runStart;
    if (position.pointers++ == 0)
        position.resume = position.offset + 2;
    if (position.pointers > kMaxPointers)
        return Defect::PointerChain;
    position.offset = target;
    position.runStart = target;
    return Defect::None;
}

Defect readLabels(std::span<const std::byte> bytes, Position& position, NameText& text) {
    std::size_t wireLength = 1; // the root label
    for (;;) {
        if (position.offset >= bytes.size())
            return Defect::Truncated;
        const std::size_t head = byteAt(bytes, position.offset);
        if (head == 0) {
            ++position.offset;
            return Defect::None;
        }
        if (head >= 0xc0) {
            if (const Defect defect = followPointer(bytes, position); defect != Defect::None)
                return defect;
            continue;
        }
        if (head >= 0x40)
            return Defect::BadLabel;
        if (bytes.size() - position.offset - 1 < head)
            return Defect::Truncated;
        wireLength += head + 1;
        if (wireLength > kMaxWireLength)
            return Defect::NameTooLong;
        text.appendLabel(bytes, position.offset + 1, head);
        position.offset += head + 1;
    }
}

} // namespace

Defect readName(WireCursor& cursor, Name& name) {
    NameText text;
    Position position{.offset = cursor.offset(), .runStart = cursor.offset()};
    const Defect defect = readLabels(cursor.bytes(), position, text);
    if (defect != Defect::None) {
        cursor.seek(std::min(position.offset, cursor.bytes().size())); // a pointer may lead further
        return defect;
    }
    text.copyTo(name);
    cursor.seek(position.pointers > 0 ? position.resume : position.offset);
    return position.goesForward ? Defect::ForwardPointer : Defect::None;
}

Defect skipName(WireCursor& cursor) {
    const std::span<const std::byte> bytes = cursor.bytes();
    const std::size_t start = cursor.offset();
    for (;;) {
        const std::size_t offset = cursor.offset();
        if (offset >= bytes.size())
            return Defect::Truncated;
        const std::size_t head = byteAt(bytes, offset);
        if (head >= 0xc0) {
            if (bytes.size() - offset < 2)
                return Defect::Truncated;
            if ((big16(bytes, offset) & 0x3fffU) >= start)
                return Defect::ForwardPointer;
            cursor.seek(offset + 2);
            return Defect::None;
        }
        if (head >= 0x40)
            return Defect::BadLabel;
        if (offset - start + head + 1 > kMaxWireLength)
            return Defect::NameTooLong;
        if (!cursor.skip(head + 1))
            return Defect::Truncated;
        if (head == 0)
            return Defect::None;
    }
}

} // namespace beaconscope::dns
