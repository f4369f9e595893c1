// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/large_vector.h"
#include "core/base/strong_id.h"
#include "core/series/interval_statistics.h"
#include "core/series/series.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace beaconscope::snapshot {

/// The intervals between the queries of each pair of client and name. Counts all queries that an
/// analysis takes, also those that rules exclude. Immutable.
class PairIntervals {
public:
    /// Linear in the events, unless these are out of order.
    PairIntervals(const series::AnalysisInput& input, std::size_t pairCount);

    /// Returns statistics of the intervals; default ones for fewer than two queries. Takes less
    /// than a microsecond or two, because those of pairs with many queries are kept.
    series::IntervalStatistics of(PairId pair) const;

private:
    std::span<const Timestamp> timesOf(std::size_t pair) const;
    void sortTimes();
    void keepThoseOfMany();

    // A capture may have millions of pairs, nearly all with one query or a few. So only the times
    // are kept of these.
    LargeVector<std::uint32_t> m_ends; ///< by pair, in m_times
    LargeVector<Timestamp> m_times;    ///< by pair, then by time
    std::vector<std::pair<std::size_t, series::IntervalStatistics>> m_ofMany; ///< by pair
};

} // namespace beaconscope::snapshot
