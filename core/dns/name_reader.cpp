// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/name_reader.h"

#include <array>

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

/// The text of a name while it is being built. Its size is bounded, because a name on the wire is.
class NameText {
public:
    void appendLabel(std::span<const std::byte> label) {
        if (m_length != 0)
            m_text[m_length++] = '.';
        for (const std::byte byte : label) {
            const auto value = std::to_integer<unsigned char>(byte);
            if (kWriting[value] == Writing::Plain)
                m_text[m_length++] = static_cast<char>(value);
            else
                appendEscaped(value);
        }
    }

    void copyTo(Name& name) const {
        if (m_length == 0) {
            name.asSent = ".";
            name.canonical = ".";
            return;
        }
        name.asSent.assign(m_text.data(), m_length);
        name.canonical.assign(m_text.data(), m_length);
        for (char& c : name.canonical)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
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

    std::array<char, kMaxTextLength> m_text; // not cleared: only the first m_length are ever read
    std::size_t m_length = 0;
};

/// The position in the message while the labels of a name are read.
struct Position {
    std::size_t offset;
    std::size_t runStart;   ///< where the labels after the last pointer start
    std::size_t resume = 0; ///< the byte after the first pointer, where the message goes on
    int pointers = 0;
};

Defect followPointer(std::span<const std::byte> bytes, Position& position) {
    if (bytes.size() - position.offset < 2)
        return Defect::Truncated;
    const std::size_t target = big16(bytes, position.offset) & 0x3fffU;
    if (target >= position.runStart)
        return Defect::ForwardPointer;
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
        text.appendLabel(bytes.subspan(position.offset + 1, head));
        position.offset += head + 1;
    }
}

} // namespace

Defect readName(WireCursor& cursor, Name& name) {
    NameText text;
    Position position{.offset = cursor.offset(), .runStart = cursor.offset()};
    const Defect defect = readLabels(cursor.bytes(), position, text);
    if (defect == Defect::None) {
        text.copyTo(name);
        cursor.seek(position.pointers > 0 ? position.resume : position.offset);
    } else {
        cursor.seek(position.offset);
    }
    return defect;
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
