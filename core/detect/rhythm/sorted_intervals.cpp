// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/sorted_intervals.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace beaconscope::detect::rhythm {

void SortedIntervals::assign(std::span<const double> intervals) {
    chooseCells(intervals);
    // Counted two cells further on, the sums are the places of the cell before, and the next place
    // of a cell, when it is full, is the first of the next.
    for (const double interval : intervals)
        ++m_firsts[cellOf(interval) + 2];
    std::partial_sum(m_firsts.begin(), m_firsts.end(), m_firsts.begin());
    m_sorted.resize(intervals.size());
    for (const double interval : intervals)
        m_sorted[m_firsts[cellOf(interval) + 1]++] = interval;
    m_firsts.pop_back();
    for (std::size_t cell = 0; cell + 1 < m_firsts.size(); ++cell) {
        if (m_firsts[cell + 1] - m_firsts[cell] > 1)
            std::sort(m_sorted.begin() + m_firsts[cell], m_sorted.begin() + m_firsts[cell + 1]);
    }
}

/// Sets the cells up and m_firsts to as many zeros and two more.
void SortedIntervals::chooseCells(std::span<const double> intervals) {
    constexpr std::uint64_t kCellsAInterval = 2;
    const auto [least, most] = std::ranges::minmax(intervals);
    m_firstBits = std::bit_cast<std::uint64_t>(least);
    const std::uint64_t span = std::bit_cast<std::uint64_t>(most) - m_firstBits;
    m_shift = 0;
    while ((span >> m_shift) >= kCellsAInterval * intervals.size())
        ++m_shift;
    m_firsts.assign((span >> m_shift) + 3, 0);
}

/// The cell of a value between the smallest and the largest interval.
std::uint64_t SortedIntervals::cellOf(double value) const {
    return (std::bit_cast<std::uint64_t>(value) - m_firstBits) >> m_shift;
}

std::size_t SortedIntervals::below(double value) const {
    if (value <= m_sorted.front())
        return 0;
    if (value > m_sorted.back())
        return m_sorted.size();
    const std::uint64_t cell = cellOf(value);
    const double* place = std::lower_bound(m_sorted.data() + m_firsts[cell],
                                           m_sorted.data() + m_firsts[cell + 1], value);
    return static_cast<std::size_t>(place - m_sorted.data());
}

std::size_t SortedIntervals::upTo(double value) const {
    if (value < m_sorted.front())
        return 0;
    if (value >= m_sorted.back())
        return m_sorted.size();
    const std::uint64_t cell = cellOf(value);
    const double* place = std::upper_bound(m_sorted.data() + m_firsts[cell],
                                           m_sorted.data() + m_firsts[cell + 1], value);
    return static_cast<std::size_t>(place - m_sorted.data());
}

std::size_t SortedIntervals::atLeastBelow(double value) const {
    if (value <= m_sorted.front())
        return 0;
    return value > m_sorted.back() ? m_sorted.size() : m_firsts[cellOf(value)];
}

std::size_t SortedIntervals::atMostUpTo(double value) const {
    if (value < m_sorted.front())
        return 0;
    return value >= m_sorted.back() ? m_sorted.size() : m_firsts[cellOf(value) + 1];
}

} // namespace beaconscope::detect::rhythm
