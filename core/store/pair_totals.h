// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/large_vector.h"
#include "core/base/time.h"
#include "core/store/event.h"
#include "core/store/totals.h"

#include <functional>
#include <memory>
#include <span>

namespace beaconscope::store {

/// Counts the totals of each client and name over all events. The result has the order of `pairs`.
/// Linear in events and pairs.
std::shared_ptr<LargeVector<PairTotals>> totalsOf(const ColumnView<Event>& events,
                                                  std::span<const PairKey> pairs);

/// The same over the events from `first` to `last`, both included. Takes clients and names from
/// `pairs`.
std::shared_ptr<const LargeVector<PairTotals>> totalsInRange(const ColumnView<Event>& events,
                                                             const LargeVector<PairTotals>& pairs,
                                                             Timestamp first, Timestamp last);

/// The same over the events for which `counts` is true.
std::shared_ptr<const LargeVector<PairTotals>>
totalsWhere(const ColumnView<Event>& events, const LargeVector<PairTotals>& pairs,
            const std::function<bool(const Event&)>& counts);

} // namespace beaconscope::store
