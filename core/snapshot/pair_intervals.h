// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/series/interval_statistics.h"
#include "core/series/series.h"
#include "core/store/event.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::snapshot {

/// Returns statistics of the intervals between the queries of each pair of client and name, indexed
/// by PairId. Counts all queries that `input` takes, also those that rules exclude. A pair with
/// fewer than two queries has default statistics. The time grows with the number of events.
std::shared_ptr<const std::vector<series::IntervalStatistics>>
intervalsByPair(const series::AnalysisInput& input, std::size_t pairCount);

} // namespace beaconscope::snapshot
