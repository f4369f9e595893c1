// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// How many harmonics of one frequency are summed, in turn.
inline constexpr std::array<int, 4> kHarmonics{1, 2, 4, 8};

/// Fundamentals below this index are not looked at: ten cycles in the series, as the padded
/// spectrum has two points a cycle.
inline constexpr std::size_t kFirstFrequency = 20;

struct HarmonicPeak {
    float sum = 0;         ///< the limit where no sum exceeds it
    std::size_t index = 0; ///< of the highest harmonic; 0: no sum exceeds the limit
};

/// One for each of kHarmonics.
using HarmonicPeaks = std::array<HarmonicPeak, 4>;
using HarmonicLimits = std::array<float, 4>;

/// Sums the power at the harmonics of every frequency of a spectrum. Index j stands for the highest
/// harmonic, so the h-th of m lies at j h / m, rounded.
///
/// Eight neighbouring indices draw on at most eight neighbouring powers a harmonic; where the
/// highest of these would not add up to enough, none of the eight sums is formed. In a spectrum
/// without lines that leaves few.
///
/// Keeps its memory from spectrum to spectrum; use one object a thread.
class HarmonicSums {
public:
    /// The highest sums of `power`, finite and not negative, as far as they exceed `limits`. The
    /// last power, at half the sampling rate, is no harmonic of anything.
    HarmonicPeaks highest(std::span<const float> power, const HarmonicLimits& limits);

    /// Whether any sum does.
    bool anyAbove(std::span<const float> power, const HarmonicLimits& limits);

private:
    enum class Until { First, End };

    HarmonicPeaks scan(std::span<const float> power, const HarmonicLimits& limits, Until until);
    void boundPowers(std::span<const float> power);
    bool canExceed(std::size_t block, const HarmonicPeaks& peaks) const;

    /// The highest power at an index and the next one, three and seven.
    std::vector<float> m_highestOf2;
    std::vector<float> m_highestOf4;
    std::vector<float> m_highestOf8;
};

} // namespace beaconscope::detect::rhythm
