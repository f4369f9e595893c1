// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/selection.h"
#include "core/snapshot/snapshot.h"
#include "core/tables/filter.h"
#include "core/tables/rank_cache.h"
#include "core/tables/table.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::tables {

struct SortKey {
    std::size_t column = 0;
    bool descending = false;

    bool operator==(const SortKey&) const = default;
};

struct RowOrderRequest {
    TableKind table = TableKind::Findings;
    std::vector<SortKey> sort; ///< most significant first; empty: the table's own order
    Filter filter;
    bool showExcluded = false;  ///< rows that rules hide
    bool showUnflagged = false; ///< Findings: series that were judged but not flagged
    /// Queries only: just the queries behind this; of an event, those of its pair. Nothing: all.
    snapshot::Selection scope;
};

/// The rows of a table in the order in which they are shown.
struct RowOrder {
    std::uint64_t snapshotGeneration = 0;
    std::vector<std::uint32_t> rows;
    std::size_t hiddenByRules = 0;  ///< rows left out because a rule excludes them
    std::size_t hiddenByFilter = 0; ///< rows left out because of the filter
};

/// Filters and sorts; stable, so that equal rows keep the table's own order. Names are compared
/// from their last label on, addresses numerically; cells without a value come last either way.
/// Null when stop was requested. `ranks` may be kept from call to call to save its work.
std::shared_ptr<const RowOrder> orderRows(const Table& table, const RowOrderRequest& request,
                                          RankCache& ranks, std::stop_token stop = {});

} // namespace beaconscope::tables
