// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/ip_address.h"

#include "core/base/byte_order.h"
#include "core/base/platform_address.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace beaconscope {

namespace {

std::optional<std::uint32_t> parseNumber(std::string_view text, std::uint32_t maximum) {
    std::uint32_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || stop != end || value > maximum)
        return std::nullopt;
    return value;
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
    constexpr std::size_t kMaxCharacters = 45; // ffff:…:ffff:255.255.255.255
    if (text.size() > kMaxCharacters)
        return std::nullopt;
    IpAddress address;
    address.m_family = text.find(':') == std::string_view::npos ? Family::V4 : Family::V6;
    const auto bytes = std::span(address.m_bytes).first(address.m_family == Family::V4 ? 4 : 16);
    if (!platform::parseAddress(std::string(text), bytes))
        return std::nullopt;
    return address;
}

bool IpAddress::isMulticast() const {
    const auto first = std::to_integer<unsigned>(m_bytes[0]);
    return m_family == Family::V4 ? first >= 224 && first <= 239 : first == 0xff;
}

std::string IpAddress::toString() const {
    std::string text = platform::addressText(bytes());
    // The C library ends what may hold an IPv4 address, as ::ffff:1.2.3.4, with a dotted quad. We
    // write all IPv6 addresses alike, so that no two notations of one stand side by side.
    if (m_family == Family::V6 && text.find('.') != std::string::npos) {
        text.erase(text.rfind(':') + 1);
        text += fmt::format("{:x}:{:x}", big16(m_bytes, 12), big16(m_bytes, 14));
    }
    return text;
}

std::optional<IpPrefix> IpPrefix::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    const auto width = static_cast<std::uint32_t>(address->bytes().size() * 8);
    if (slash == std::string_view::npos)
        return IpPrefix(*address, width);
    const auto bits = parseNumber(text.substr(slash + 1), width);
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
