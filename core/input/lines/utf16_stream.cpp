// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/lines/utf16_stream.h"

#include "core/base/byte_order.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace beaconscope::input {

namespace {

constexpr char16_t kMark = 0xfeff;
constexpr char32_t kReplacement = 0xfffd;

bool isHighSurrogate(char16_t unit) {
    return unit >= 0xd800 && unit <= 0xdbff;
}
bool isLowSurrogate(char16_t unit) {
    return unit >= 0xdc00 && unit <= 0xdfff;
}

void appendUtf8(char32_t c, std::string& out) {
    const auto continued = [c](unsigned shift) {
        return static_cast<char>(0x80U | ((c >> shift) & 0x3fU));
    };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0U | (c >> 6U));
        out += continued(0);
    } else if (c < 0x1'0000) {
        out += static_cast<char>(0xe0U | (c >> 12U));
        out += continued(6);
        out += continued(0);
    } else {
        out += static_cast<char>(0xf0U | (c >> 18U));
        out += continued(12);
        out += continued(6);
        out += continued(0);
    }
}

} // namespace

std::optional<ByteOrder> utf16OrderOf(std::span<const std::byte> head) {
    constexpr std::size_t kJudged = 8; // a mark, and three characters that logs begin with
    if (head.size() < kJudged)
        return std::nullopt;
    const auto isAscii = [head](auto read) {
        return read(head, 2) < 0x80 && read(head, 4) < 0x80 && read(head, 6) < 0x80;
    };
    if (little16(head, 0) == kMark && isAscii(little16))
        return ByteOrder::Little;
    if (big16(head, 0) == kMark && isAscii(big16))
        return ByteOrder::Big;
    return std::nullopt;
}

Utf16Stream::Utf16Stream(std::unique_ptr<ByteStream> inner, ByteOrder order)
    : m_inner(std::move(inner))
    , m_order(order) {}

void Utf16Stream::addUnit(char16_t unit) {
    if (std::exchange(m_isAtStart, false) && unit == kMark)
        return;
    const char16_t high = std::exchange(m_high, u'\0');
    if (high != 0 && isLowSurrogate(unit)) {
        appendUtf8(0x1'0000U + ((high - 0xd800U) << 10U) + (unit - 0xdc00U), m_text);
        return;
    }
    if (high != 0)
        appendUtf8(kReplacement, m_text);
    if (isHighSurrogate(unit))
        m_high = unit;
    else
        appendUtf8(isLowSurrogate(unit) ? kReplacement : unit, m_text);
}

/// Returns false at the end of the inner stream.
bool Utf16Stream::convertMore() {
    m_text.clear();
    m_given = 0;
    const std::size_t count = readFully(*m_inner, m_units);
    const auto bytes = std::span<const std::byte>(m_units).first(count);
    for (std::size_t at = 0; at + 1 < count; at += 2)
        addUnit(static_cast<char16_t>(m_order == ByteOrder::Little ? little16(bytes, at)
                                                                   : big16(bytes, at)));
    const bool isAtEnd = count < m_units.size();
    if (isAtEnd && (count % 2 == 1 || std::exchange(m_high, u'\0') != 0))
        appendUtf8(kReplacement, m_text);
    return count > 0;
}

std::size_t Utf16Stream::read(std::span<std::byte> out) {
    while (m_given == m_text.size()) {
        if (!convertMore())
            return 0;
    }
    const std::size_t count = std::min(out.size(), m_text.size() - m_given);
    std::memcpy(out.data(), m_text.data() + m_given, count);
    m_given += count;
    return count;
}

} // namespace beaconscope::input
