// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/totals.h"
#include "core/tables/table.h"

#include <cstdint>

namespace beaconscope::tables {

// Cells that several tables compute from the same totals.

inline Cell countCell(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

/// Returns the share `part` / `whole`, or no value if `whole` is 0.
inline Cell shareCell(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0)
        return {};
    return static_cast<double>(part) / static_cast<double>(whole);
}

/// Return the times of the first and of the last query. Return no value if there are no queries.
inline Cell firstCell(const store::Totals& totals) {
    return totals.queries > 0 ? Cell(totals.first) : Cell();
}
inline Cell lastCell(const store::Totals& totals) {
    return totals.queries > 0 ? Cell(totals.last) : Cell();
}

/// Returns the queries per minute between the first and the last one. Returns no value with fewer
/// than two queries, or when all came at the same time.
Cell rateCell(const store::Totals& totals);

/// Returns the TTL in seconds: "300", or "60 – 300" if the answers differ. Returns no value if no
/// answer had a TTL.
Cell ttlCell(const store::Totals& totals);

} // namespace beaconscope::tables
