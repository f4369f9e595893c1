// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::series {

/// Numbers of events in adjoining bins of equal width. Bin i starts at first + i * width.
struct Timeline {
    Timestamp first;
    Duration width{0};
    std::uint64_t periods = 0; ///< periods in one bin; 0 when bins are not whole periods wide
    std::vector<std::uint64_t> counts;
};

/// Counts the ordered `times` in [first, last] in about `wantedBins` bins, never in many more. The
/// width of a bin is easy to read: 1, 2, 5 times a power of ten below a second, then 1, 2, 5, 10,
/// 15, 30 s and min, 1, 2, 3, 6, 12 h, then 1, 2, 5 times a power of ten days.
///
/// Bins start at multiples of their width since the epoch, and the first and the last bin are
/// whole, so that counts do not change while a plot is moved. Therefore some times just outside
/// [first, last] count too. Empty when last < first. Costs bins * log(times).
Timeline timeline(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                  std::size_t wantedBins);

struct Rhythm {
    Duration period{0}; ///< above 0
    Timestamp beat;     ///< the time of any one beat
};

/// Does the same for times with a rhythm. Bins about as wide as the period would have sometimes one
/// beat, sometimes none or two, which looks like another rhythm. So bins are at most a quarter of
/// the period wide if `maxBins` bins are enough for that, else whole periods with the beats in the
/// middle. Bins with ten beats or more do not have this problem and stay as in timeline().
Timeline timelineOfRhythm(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                          std::size_t wantedBins, std::size_t maxBins, const Rhythm& rhythm);

} // namespace beaconscope::series
