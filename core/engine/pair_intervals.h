// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/interval_statistics.h"
#include "core/analysis/series.h"
#include "core/base/append_only_column.h"
#include "core/store/event.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::engine {

/// By PairId: statistics of the intervals between all queries of a pair inside `range`, whatever
/// rules say of them, mDNS and LLMNR included. Linear in events.
std::shared_ptr<const std::vector<analysis::IntervalStatistics>>
intervalsByPair(const ColumnView<store::Event>& events,
                const std::optional<analysis::TimeRange>& range, std::size_t pairCount);

} // namespace beaconscope::engine
