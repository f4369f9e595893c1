// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace beaconscope::platform {

/// Fills `bytes`, 4 for an IPv4 address or 16 for an IPv6 address, from `text`. Returns false when
/// `text` is no such address; then the content of `bytes` is unspecified.
bool parseAddress(const std::string& text, std::span<std::byte> bytes);

/// Returns the text of an address of 4 or 16 bytes, as the C library writes it.
std::string addressText(std::span<const std::byte> bytes);

} // namespace beaconscope::platform
