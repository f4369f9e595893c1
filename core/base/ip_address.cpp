// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/ip_address.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace beaconscope {

namespace {

std::optional<std::uint32_t> parseNumber(std::string_view text, int base, std::uint32_t maximum) {
    std::uint32_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, base);
    if (text.empty() || error != std::errc{} || stop != end || value > maximum)
        return std::nullopt;
    return value;
}

bool parseV4(std::string_view text, std::span<std::byte, 4> out) {
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t dot = text.find('.');
        if ((dot == std::string_view::npos) != (i == 3))
            return false;
        const std::string_view part = text.substr(0, dot);
        const auto value = part.size() <= 3 ? parseNumber(part, 10, 255) : std::nullopt;
        if (!value)
            return false;
        out[i] = static_cast<std::byte>(*value);
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return true;
}

/// Appends the 16-bit groups of `text` (without "::") to `out`; the last group may be a dotted
/// quad. Returns false when `text` is malformed.
bool parseGroups(std::string_view text, std::array<std::byte, 16>& out, std::size_t& length) {
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::string_view part = text.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        if (last && part.find('.') != std::string_view::npos) {
            if (length + 4 > 16 || !parseV4(part, std::span(out).subspan(length).first<4>()))
                return false;
            length += 4;
            return true;
        }
        const auto value = part.size() <= 4 ? parseNumber(part, 16, 0xffff) : std::nullopt;
        if (!value || length + 2 > 16)
            return false;
        out[length++] = static_cast<std::byte>(*value >> 8U);
        out[length++] = static_cast<std::byte>(*value & 0xffU);
        if (last)
            return true;
        text.remove_prefix(colon + 1);
        if (text.empty())
            return false; // a trailing single colon
    }
    return true;
}

bool parseV6(std::string_view text, std::span<std::byte, 16> out) {
    std::array<std::byte, 16> head{};
    std::array<std::byte, 16> tail{};
    std::size_t headLength = 0;
    std::size_t tailLength = 0;
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos) {
        if (!parseGroups(text, head, headLength) || headLength != 16)
            return false;
    } else {
        if (!parseGroups(text.substr(0, gap), head, headLength) ||
            !parseGroups(text.substr(gap + 2), tail, tailLength) || headLength + tailLength > 14)
            return false;
        std::copy_n(tail.begin(), tailLength, head.end() - static_cast<std::ptrdiff_t>(tailLength));
    }
    std::copy(head.begin(), head.end(), out.begin());
    return true;
}

std::string formatV6(std::span<const std::byte> bytes) {
    std::array<unsigned, 8> groups{};
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = std::to_integer<unsigned>(bytes[2 * i]) << 8U |
                    std::to_integer<unsigned>(bytes[2 * i + 1]);

    // RFC 5952: the longest run of two or more zero groups becomes "::", the first one if two runs
    // are equally long.
    std::size_t bestStart = 0, bestLength = 0;
    for (std::size_t i = 0; i < groups.size();) {
        std::size_t end = i;
        while (end < groups.size() && groups[end] == 0)
            ++end;
        if (end - i >= 2 && end - i > bestLength) {
            bestStart = i;
            bestLength = end - i;
        }
        i = std::max(end, i + 1);
    }

    std::string text;
    for (std::size_t i = 0; i < groups.size();) {
        if (bestLength > 0 && i == bestStart) {
            text += "::";
            i += bestLength;
            continue;
        }
        if (!text.empty() && text.back() != ':')
            text += ':';
        text += fmt::format("{:x}", groups[i]);
        ++i;
    }
    return text;
}

} // namespace

IpAddress IpAddress::v4(std::span<const std::byte, 4> bytes) {
    IpAddress address;
    std::copy(bytes.begin(), bytes.end(), address.m_bytes.begin());
    return address;
}

IpAddress IpAddress::v6(std::span<const std::byte, 16> bytes) {
    IpAddress address;
    address.m_family = Family::V6;
    std::copy(bytes.begin(), bytes.end(), address.m_bytes.begin());
    return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    IpAddress address;
    if (text.find(':') != std::string_view::npos) {
        address.m_family = Family::V6;
        if (!parseV6(text, address.m_bytes))
            return std::nullopt;
    } else if (!parseV4(text, std::span(address.m_bytes).first<4>())) {
        return std::nullopt;
    }
    return address;
}

bool IpAddress::isMulticast() const {
    const auto first = std::to_integer<unsigned>(m_bytes[0]);
    return m_family == Family::V4 ? first >= 224 && first <= 239 : first == 0xff;
}

std::string IpAddress::toString() const {
    if (m_family == Family::V6)
        return formatV6(m_bytes);
    return fmt::format("{}.{}.{}.{}", std::to_integer<unsigned>(m_bytes[0]),
                       std::to_integer<unsigned>(m_bytes[1]), std::to_integer<unsigned>(m_bytes[2]),
                       std::to_integer<unsigned>(m_bytes[3]));
}

std::optional<IpPrefix> IpPrefix::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    const auto width = static_cast<std::uint32_t>(address->bytes().size() * 8);
    if (slash == std::string_view::npos)
        return IpPrefix(*address, width);
    const auto bits = parseNumber(text.substr(slash + 1), 10, width);
    if (!bits)
        return std::nullopt;
    return IpPrefix(*address, *bits);
}

bool IpPrefix::contains(const IpAddress& address) const {
    if (address.family() != m_network.family())
        return false;
    const auto left = m_network.bytes();
    const auto right = address.bytes();
    const std::size_t whole = m_bits / 8;
    if (!std::equal(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(whole), right.begin()))
        return false;
    const unsigned rest = m_bits % 8;
    if (rest == 0)
        return true;
    const auto mask = static_cast<std::byte>(0xff00U >> rest);
    return (left[whole] & mask) == (right[whole] & mask);
}

std::string IpPrefix::toString() const {
    return fmt::format("{}/{}", m_network.toString(), m_bits);
}

} // namespace beaconscope
