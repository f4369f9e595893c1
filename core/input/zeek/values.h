// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/dns/name_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace beaconscope::zeek {

// How Zeek writes values as text. Everything is read exactly, without floating point; what is not
// such a value gives nothing.

/// "3.25", "-0.5", "5.9e-05": seconds, to the nearest nanosecond. Clamps to the range of
/// kEarliest and kLatest.
std::optional<Duration> parseSeconds(std::string_view text);

/// A time in any of Zeek's ways: seconds or milliseconds since the epoch, or ISO 8601 in UTC.
std::optional<Timestamp> parseTime(std::string_view text);

/// A count up to `maximum`; "53.0" counts too, as tools write that read numbers as fractions.
std::optional<std::uint32_t> parseCount(std::string_view text, std::uint32_t maximum);

/// Zeek writes bytes that could be mistaken or are not printable as \xNN, and a backslash twice.
void appendUnescaped(std::string_view text, std::string& out);

/// The name whose labels `text` joins by dots; empty text is the root. False when it is no name:
/// a label is empty or longer than 63 bytes, or all are longer than 255.
bool nameFromText(std::string_view text, dns::Name& name);

} // namespace beaconscope::zeek
