#pragma once

#include "core/base/time.h"

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

/// Bins the ordered `times` that lie in [first, last] into about `wantedBins` (1 or more) bins, of
/// a width that people read easily: 1, 2, 5 times a power of ten below a second, then 1, 2, 5, 10,
/// 15, 30 s and min, 1, 2, 3, 6, 12 h, days.
Timeline timeline(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                  std::size_t wantedBins);

} // namespace beaconscope::analysis
