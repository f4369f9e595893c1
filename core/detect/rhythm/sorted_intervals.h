// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Intervals in ascending order, and how many of them lie below a value without a search over all.
/// Both rest on cells of equal leading bits, which order positive floating-point numbers as their
/// values do: the intervals are dealt out to about twice as many cells as there are intervals.
///
/// Keeps its memory from series to series; use one object a thread.
class SortedIntervals {
public:
    /// `intervals`: positive, in any order, not empty. O(n) unless most lie close together beside a
    /// far one, O(n log n) then.
    void assign(std::span<const double> intervals);

    std::span<const double> values() const { return m_sorted; }

    std::size_t below(double value) const;
    std::size_t upTo(double value) const;

    /// Bounds of the two that are quicker to have, and hardly ever off by more than one.
    std::size_t atLeastBelow(double value) const;
    std::size_t atMostUpTo(double value) const;

private:
    std::uint64_t cellOf(double value) const;
    void chooseCells(std::span<const double> intervals);

    std::vector<double> m_sorted;
    /// Index of the first interval of each cell; one more at the end.
    std::vector<std::uint32_t> m_firsts;
    std::uint64_t m_firstBits = 0;
    unsigned m_shift = 0;
};

} // namespace beaconscope::detect::rhythm
