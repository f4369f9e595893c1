#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::analysis::beacon {

/// How many gaps lie below a value, without a search over all of them: an index of ranks by the
/// leading bits of the value, which order positive floating-point numbers as their values do. It
/// has as many cells as there are gaps or more.
class GapCounts {
public:
    /// `sorted`: positive, ascending, not empty; must outlive the use of this object. Memory is
    /// kept from call to call. O(n).
    void assign(std::span<const double> sorted);

    std::size_t below(double value) const;
    std::size_t upTo(double value) const;

    /// Bounds of the two that are quicker to have, and hardly ever off by more than one.
    std::size_t atLeastBelow(double value) const;
    std::size_t atMostUpTo(double value) const;

private:
    std::uint64_t cellOf(double value) const;

    std::span<const double> m_sorted;
    std::vector<std::uint32_t>
        m_firsts; ///< index of the first gap of each cell; one more at the end
    std::uint64_t m_firstBits = 0;
    unsigned m_shift = 0;
};

} // namespace beaconscope::analysis::beacon
