// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/platform_address.h"

#include <arpa/inet.h>

#include <array>

namespace beaconscope::platform {

namespace {

int familyOf(std::span<const std::byte> bytes) {
    constexpr std::size_t kBytesOfIpv4 = 4;
    return bytes.size() == kBytesOfIpv4 ? AF_INET : AF_INET6;
}

} // namespace

bool parseAddress(const std::string& text, std::span<std::byte> bytes) {
    // The C library would read only what stands before a null character.
    return text.find('\0') == std::string::npos &&
           inet_pton(familyOf(bytes), text.c_str(), bytes.data()) == 1;
}

std::string addressText(std::span<const std::byte> bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(familyOf(bytes), bytes.data(), text.data(), text.size());
    return text.data();
}

} // namespace beaconscope::platform
