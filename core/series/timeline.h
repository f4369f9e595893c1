// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::series {

/// Number of events in adjoining bins of equal width; bin i starts at first + i * width.
struct Timeline {
    Timestamp first;
    Duration width{0};
    std::uint64_t periods = 0; ///< whole periods in a bin, where bins are as wide as that
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

struct Rhythm {
    Duration period{0}; ///< above 0
    Timestamp beat;     ///< one of its beats
};

/// The same for times with a rhythm. Bins about as wide as its period hold now one beat, now none
/// or two, which looks like a rhythm of its own. So they are a quarter of the period wide or less
/// where `mostBins` are enough for that, and whole periods around the beats otherwise, unless a bin
/// holds ten beats and more.
Timeline timelineOfRhythm(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                          std::size_t wantedBins, std::size_t mostBins, const Rhythm& rhythm);

} // namespace beaconscope::series
