// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace beaconscope::simulate {

/// Returns the name in wire format (RFC 1035 section 3.1), or nothing if `text` is not a valid
/// name. Each label must have 1 to 63 printable ASCII characters other than dot and backslash, and
/// the result at most 255 bytes. `text` may end with a dot.
std::optional<std::string> wireName(std::string_view text);

} // namespace beaconscope::simulate
