// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/totals_cells.h"

#include <fmt/core.h>

namespace beaconscope::tables {

Cell rateCell(const store::Totals& totals) {
    if (totals.queries < 2 || totals.last <= totals.first)
        return {};
    return static_cast<double>(totals.queries - 1) * 60 / seconds(totals.last - totals.first);
}

Cell ttlCell(const store::Totals& totals) {
    if (!totals.hasTtl())
        return {};
    if (totals.minimumTtlSeconds == totals.maximumTtlSeconds)
        return fmt::format("{} s", totals.minimumTtlSeconds);
    return fmt::format("{} – {} s", totals.minimumTtlSeconds, totals.maximumTtlSeconds);
}

} // namespace beaconscope::tables
