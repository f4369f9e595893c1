// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/totals.h"
#include "core/tables/table.h"

#include <cstdint>

namespace beaconscope::tables {

// Cells that several tables make from the same totals.

inline Cell countCell(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

/// `part` of `whole`; no value when there is no whole.
inline Cell shareCell(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0)
        return {};
    return static_cast<double>(part) / static_cast<double>(whole);
}

/// Queries a minute from the first to the last; no value below two queries or without a span.
Cell rateCell(const store::Totals& totals);

/// "300", or "60 – 300" where answers differ; seconds. No value without a TTL.
Cell ttlCell(const store::Totals& totals);

} // namespace beaconscope::tables
