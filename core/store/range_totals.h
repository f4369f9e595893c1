// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/time.h"
#include "core/store/event.h"
#include "core/store/totals.h"

#include <functional>
#include <memory>
#include <vector>

namespace beaconscope::store {

/// Counts the totals of each client and name over the events from `first` to `last`, both included.
/// The result has the same order as `pairs` and takes clients and names from it. Linear in events.
std::shared_ptr<const std::vector<PairTotals>> totalsInRange(const ColumnView<Event>& events,
                                                             const std::vector<PairTotals>& pairs,
                                                             Timestamp first, Timestamp last);

/// The same over the events for which `counts` is true.
std::shared_ptr<const std::vector<PairTotals>>
totalsWhere(const ColumnView<Event>& events, const std::vector<PairTotals>& pairs,
            const std::function<bool(const Event&)>& counts);

} // namespace beaconscope::store
