// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace beaconscope::simulate {

/// A name as it is on the wire (RFC 1035 section 3.1), or nothing for text that is no host name:
/// labels of 1 to 63 printable ASCII characters other than dot and backslash, 255 bytes in all.
/// A dot at the end is allowed.
std::optional<std::string> wireName(std::string_view text);

} // namespace beaconscope::simulate
