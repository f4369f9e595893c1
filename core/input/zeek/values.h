// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/name_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace beaconscope::zeek {

// Functions that read values as Zeek writes them. See times.h for times and lengths of time.

/// Reads a count up to `maximum`. Accepts "53.0", because tools that read numbers as floating point
/// write it.
std::optional<std::uint32_t> parseCount(std::string_view text, std::uint32_t maximum);

/// Appends `text` without Zeek's escapes to `out`. Zeek writes a byte that is not printable, or
/// that has a meaning in the log, as \xNN, and a backslash as two.
void appendUnescaped(std::string_view text, std::string& out);

/// Reads a name whose labels are joined by dots in `text`; empty text is the root. Returns false
/// when a label is empty or longer than 63 bytes, or the whole name is longer than 255.
bool nameFromText(std::string_view text, dns::Name& name);

} // namespace beaconscope::zeek
