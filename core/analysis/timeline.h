#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::analysis {

/// Number of events in adjoining bins of equal width; bin i starts at first + i * width.
struct Timeline {
    Timestamp first;
    Duration width{0};
    std::vector<std::uint64_t> counts;
};

/// Bins the ordered `times` over [first, last], in about `wantedBins` (1 or more, never many more)
/// bins of a width that people read easily: 1, 2, 5 times a power of ten below a second, then 1, 2,
/// 5, 10, 15, 30 s and min, 1, 2, 3, 6, 12 h, then 1, 2, 5 times a power of ten days.
///
/// Bins start at multiples of their width since the epoch and those at the ends are whole, so that
/// counts do not flicker while a plot is panned: some times just outside [first, last] count too.
/// Empty when last < first. Costs bins * log(times).
Timeline timeline(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                  std::size_t wantedBins);

} // namespace beaconscope::analysis
