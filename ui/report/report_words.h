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

/// Text from captures and file names, escaped for display (see escapeForTerminal()), so that no
/// invisible or direction-changing character reaches the page.
QString shown(std::string_view text);
QString shown(const QString& text);

QString count(std::uint64_t value);

/// To the nanosecond; "none" without one.
QString moment(const std::optional<Timestamp>& time);

/// The cell of a row as people read it, times in UTC.
QString cellText(const tables::Table& table, std::size_t row, const char* column);

} // namespace beaconscope::report
