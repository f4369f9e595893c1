#include "core/analysis/beacon/gap_counts.h"

#include <algorithm>
#include <bit>

namespace beaconscope::analysis::beacon {

void GapCounts::assign(std::span<const double> sorted) {
    constexpr std::uint64_t kCellsAGap = 2;
    m_sorted = sorted;
    m_firstBits = std::bit_cast<std::uint64_t>(sorted.front());
    const std::uint64_t span = std::bit_cast<std::uint64_t>(sorted.back()) - m_firstBits;
    m_shift = 0;
    while ((span >> m_shift) >= kCellsAGap * sorted.size())
        ++m_shift;
    m_firsts.clear();
    m_firsts.reserve((span >> m_shift) + 2);
    for (std::uint32_t i = 0; i < sorted.size(); ++i) {
        const std::uint64_t cell =
            (std::bit_cast<std::uint64_t>(sorted[i]) - m_firstBits) >> m_shift;
        while (m_firsts.size() <= cell)
            m_firsts.push_back(i);
    }
    m_firsts.push_back(static_cast<std::uint32_t>(sorted.size()));
}

/// The cell of a value between the smallest and the largest gap.
std::uint64_t GapCounts::cellOf(double value) const {
    return (std::bit_cast<std::uint64_t>(value) - m_firstBits) >> m_shift;
}

std::size_t GapCounts::below(double value) const {
    if (value <= m_sorted.front())
        return 0;
    if (value > m_sorted.back())
        return m_sorted.size();
    const std::uint64_t cell = cellOf(value);
    const double* place = std::lower_bound(m_sorted.data() + m_firsts[cell],
                                           m_sorted.data() + m_firsts[cell + 1], value);
    return static_cast<std::size_t>(place - m_sorted.data());
}

std::size_t GapCounts::upTo(double value) const {
    if (value < m_sorted.front())
        return 0;
    if (value >= m_sorted.back())
        return m_sorted.size();
    const std::uint64_t cell = cellOf(value);
    const double* place = std::upper_bound(m_sorted.data() + m_firsts[cell],
                                           m_sorted.data() + m_firsts[cell + 1], value);
    return static_cast<std::size_t>(place - m_sorted.data());
}

std::size_t GapCounts::atLeastBelow(double value) const {
    if (value <= m_sorted.front())
        return 0;
    return value > m_sorted.back() ? m_sorted.size() : m_firsts[cellOf(value)];
}

std::size_t GapCounts::atMostUpTo(double value) const {
    if (value < m_sorted.front())
        return 0;
    return value >= m_sorted.back() ? m_sorted.size() : m_firsts[cellOf(value) + 1];
}

} // namespace beaconscope::analysis::beacon
