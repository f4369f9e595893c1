// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/wire_name.h"

#include <algorithm>

namespace beaconscope::simulate {

std::optional<std::string> wireName(std::string_view text) {
    constexpr std::size_t kMaxName = 255;
    constexpr std::size_t kMaxLabel = 63;
    if (text.ends_with('.'))
        text.remove_suffix(1);
    std::string wire;
    while (true) {
        const std::string_view label = text.substr(0, text.find('.'));
        const bool printable = std::all_of(label.begin(), label.end(),
                                           [](char c) { return c > ' ' && c <= '~' && c != '\\'; });
        if (label.empty() || label.size() > kMaxLabel || !printable)
            return std::nullopt;
        wire += static_cast<char>(label.size());
        wire += label;
        if (label.size() == text.size())
            break;
        text.remove_prefix(label.size() + 1);
    }
    wire += '\0';
    if (wire.size() > kMaxName)
        return std::nullopt;
    return wire;
}

} // namespace beaconscope::simulate
