// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/tables/table.h"

#include <cstdint>
#include <string>

namespace beaconscope::tables {

enum class TimeStyle : std::uint8_t {
    Utc,      ///< 2017-10-18 14:03:05.123
    Local,    ///< the same in the time zone of this computer
    Relative, ///< +0:03:05.123 since the first packet of the capture
};

struct CellStyle {
    TimeStyle time = TimeStyle::Utc;
    Timestamp origin; ///< the first packet of the capture
    Timestamp last;   ///< its last packet

    bool operator==(const CellStyle&) const = default;
};

/// Returns the text for people: "1,234", "5 m 10 s", "12.5 %". Returns an empty string for a cell
/// without a value.
std::string displayText(const Table& table, const Column& column, const Cell& cell,
                        const CellStyle& style);

/// Returns the text for files and tooltips: integers without separators, seconds with up to nine
/// decimals, ratios as fractions, probabilities with six digits ("2.5e-12"), times as ISO 8601 in
/// UTC with nanoseconds. Returns an empty string for a cell without a value.
std::string exactText(const Table& table, const Column& column, const Cell& cell);

/// Returns a number as exactText() writes it. Returns an empty string for NaN.
std::string exactNumber(double value, ColumnKind kind);

/// Returns the score of a detector as text: "100.6", "0.87".
std::string scoreText(double score);

/// Returns a share from 0 to 1 as a percentage: "12 %", "3.1 %". Returns "< 0.1 %" for tiny shares,
/// because more digits would promise more than was measured.
std::string shareText(double share);

/// Returns a time in the style that `style` asks for, without its zone.
std::string timeText(Timestamp time, const CellStyle& style);

/// Returns what times in this style are counted from: "UTC", "UTC+01:00" for local times, or
/// "from start". Where the offset of local times changes within the capture, names both.
std::string zoneText(const CellStyle& style);

/// Returns a time with its zone: "2017-10-18 14:03:05.123 UTC", "+0:03:05.123 from start".
std::string timeWithZone(Timestamp time, const CellStyle& style);

/// Returns the first packet's time with its zone, as UTC for relative times.
std::string startWithZone(const CellStyle& style);

} // namespace beaconscope::tables
