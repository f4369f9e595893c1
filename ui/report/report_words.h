// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/tables/cell_text.h"
#include "ui/models/text.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace beaconscope::report {

using models::shown;

QString count(std::uint64_t value);

/// Returns the time to the nanosecond, or "none" when `time` is empty.
QString moment(const std::optional<Timestamp>& time);

/// Returns the cell of a row as people read it, with times in UTC.
QString cellText(const tables::Table& table, std::size_t row, const char* column);

} // namespace beaconscope::report
