// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/snapshot/subject_key.h"
#include "core/tables/filter.h"
#include "core/tables/rank_cache.h"
#include "core/tables/table.h"

#include <cstdint>
#include <memory>
#include <optional>
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
    /// Queries only: just the queries of these rows of other tables; of an event, those of its
    /// pair. Empty: all.
    std::vector<snapshot::SubjectKey> scope;
    /// The row to look for: the one that was current before another load.
    std::optional<snapshot::SubjectKey> sought;
};

/// The rows of a table in the order in which they are shown.
struct RowOrder {
    std::uint64_t snapshotGeneration = 0;
    std::vector<std::uint32_t> rows;
    std::size_t hiddenByRules = 0;  ///< rows left out because a rule excludes them
    std::size_t hiddenByFilter = 0; ///< rows left out because of the filter
    std::size_t loneResponses = 0;  ///< Queries: rows of responses whose query was not captured
    /// Of the scope: rows of other tables whose queries cannot be told at present, because they are
    /// findings that the list does not have now.
    std::size_t goneFromScope = 0;
    std::optional<std::uint32_t> sought; ///< the sought row, if it is among `rows`
};

/// Filters and sorts; stable, so that equal rows keep the table's own order. Names are compared
/// from their last label on, addresses numerically; cells without a value come last either way.
/// Null when stop was requested. `ranks` may be kept from call to call to save its work.
std::shared_ptr<const RowOrder> orderRows(const Table& table, const RowOrderRequest& request,
                                          RankCache& ranks, std::stop_token stop = {});

} // namespace beaconscope::tables
