// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/tables/cell_text.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>

namespace beaconscope::report {

/// Returns text from captures and file names, escaped for display (see escapeForTerminal()). So no
/// character that is invisible or changes the direction of writing reaches the page.
QString shown(std::string_view text);
QString shown(const QString& text);

QString count(std::uint64_t value);

/// Returns the time to the nanosecond, or "none" when `time` is empty.
QString moment(const std::optional<Timestamp>& time);

/// Returns the cell of a row as people read it, with times in UTC.
QString cellText(const tables::Table& table, std::size_t row, const char* column);

} // namespace beaconscope::report
