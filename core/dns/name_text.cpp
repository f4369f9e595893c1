// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/name_text.h"

namespace beaconscope::dns {

namespace {

bool isDigit(char character) {
    return character >= '0' && character <= '9';
}

/// Returns the byte that an escape stands for. `name` starts after the backslash; the escape is
/// removed from it.
char takeEscaped(std::string_view& name) {
    if (name.size() < 3 || !isDigit(name[0]) || !isDigit(name[1]) || !isDigit(name[2])) {
        const char plain = name.front();
        name.remove_prefix(1);
        return plain;
    }
    const int value = (name[0] - '0') * 100 + (name[1] - '0') * 10 + (name[2] - '0');
    name.remove_prefix(3);
    return static_cast<char>(value);
}

} // namespace

bool takeLabel(std::string_view& name, std::string& bytes) {
    bytes.clear();
    if (name.empty())
        return false;
    while (!name.empty()) {
        const char character = name.front();
        name.remove_prefix(1);
        if (character == '.')
            break;
        if (character == '\\' && !name.empty())
            bytes += takeEscaped(name);
        else
            bytes += character;
    }
    return true;
}

} // namespace beaconscope::dns
