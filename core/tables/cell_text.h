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
    Timestamp origin; ///< for TimeStyle::Relative
};

/// For people: "1,234", "5 m 10 s", "12.5 %". Empty for a cell without a value.
std::string displayText(const Table& table, const Column& column, const Cell& cell,
                        const CellStyle& style);

/// For files and tooltips: whole numbers plain, seconds with up to nine decimals, ratios as
/// fractions, probabilities with six digits ("2.5e-12"), times in ISO 8601 UTC with nanoseconds.
std::string exactText(const Table& table, const Column& column, const Cell& cell);

/// A number as exactText() has it; empty for NaN.
std::string exactNumber(double value, ColumnKind kind);

/// A detector's score: "100.6", "0.87".
std::string scoreText(double score);

/// A share of 1: "12 %", "3.1 %"; "< 0.1 %" where digits would say more than was measured.
std::string shareText(double share);

/// A point in time as the style has it.
std::string timeText(Timestamp time, const CellStyle& style);

} // namespace beaconscope::tables
