// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/values.h"

#include "core/base/wire_cursor.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace beaconscope::zeek {

namespace {

template <typename Integer>
std::optional<Integer> parseInteger(std::string_view text) {
    Integer value{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<std::uint32_t> parseCount(std::string_view text, std::uint32_t maximum) {
    if (text.ends_with(".0"))
        text.remove_suffix(2);
    const auto value = parseInteger<std::uint32_t>(text);
    return value && *value <= maximum ? value : std::nullopt;
}

void appendUnescaped(std::string_view text, std::string& out) {
    while (!text.empty()) {
        const std::size_t backslash = text.find('\\');
        out += text.substr(0, backslash);
        if (backslash == std::string_view::npos)
            return;
        text.remove_prefix(backslash);
        unsigned value = 0;
        if (text.size() >= 4 && text[1] == 'x' &&
            std::from_chars(text.data() + 2, text.data() + 4, value, 16).ptr == text.data() + 4) {
            out += static_cast<char>(static_cast<unsigned char>(value));
            text.remove_prefix(4);
        } else {
            out += '\\';
            text.remove_prefix(text.starts_with("\\\\") ? 2 : 1);
        }
    }
}

bool nameFromText(std::string_view text, dns::Name& name) {
    // Built as on the wire and then read by dns, so that the rules for names exist only once.
    constexpr std::size_t kMaxLabel = 63;
    std::array<std::byte, 256> wire{};
    std::size_t length = 0;
    if (text.ends_with('.'))
        text.remove_suffix(1);
    while (!text.empty()) {
        const std::string_view label = text.substr(0, text.find('.'));
        if (label.empty() || label.size() > kMaxLabel || length + 1 + label.size() >= wire.size())
            return false;
        wire[length++] = static_cast<std::byte>(label.size());
        std::transform(label.begin(), label.end(),
                       wire.begin() + static_cast<std::ptrdiff_t>(length),
                       [](char c) { return static_cast<std::byte>(c); });
        length += label.size();
        text.remove_prefix(std::min(text.size(), label.size() + 1));
    }
    WireCursor cursor(std::span<const std::byte>(wire).first(length + 1));
    return dns::readName(cursor, name) == dns::Defect::None;
}

} // namespace beaconscope::zeek
