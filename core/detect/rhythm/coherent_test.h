// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/harmonic_sums.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// A line in the spectrum of a series: its beats keep a clock.
struct SpectralLine {
    double lnP = 0; ///< corrected for the frequencies looked at
    double periodSeconds = 0;
    int harmonics = 0; ///< 1, 2, 4 or 8 summed; 0: no line
};

/// Step 5: finds clocked beacons under human traffic, which hides them from the interval test.
///
/// The whitened power at a frequency and its harmonics is summed for 1, 2, 4 and 8 harmonics; for
/// beats without a clock each power is exponential with mean 1, so the sum of m is Gamma(m) (the
/// Z^2_m statistic: Buccheri et al. 1983, A&A 128, 245). The whitening by block medians removes
/// slow changes of the rate; frequencies below ten cycles in the series are ignored.
///
/// Keeps its transforms and buffers from call to call; use one object a thread.
class CoherentTest {
public:
    CoherentTest();
    ~CoherentTest();
    CoherentTest(CoherentTest&&) noexcept;
    CoherentTest& operator=(CoherentTest&&) noexcept;

    /// Beats below this number or a series shorter than 60 s are not tested.
    static constexpr std::size_t kMinBeats = 20;
    static bool canTest(std::span<const double> beatSeconds);

    /// `beatSeconds` ascending, canTest() true. Cost: a transform of up to 65,536 points.
    SpectralLine find(std::span<const double> beatSeconds);

private:
    struct Resolution;

    Resolution& resolutionOf(std::size_t bins);
    void fillPower(std::span<const double> beatSeconds, double binSeconds, Resolution& resolution);
    void whiten();

    std::vector<std::unique_ptr<Resolution>> m_resolutions; ///< those met so far
    std::vector<std::uint32_t> m_occupied;                  ///< bins with a beat, ascending
    std::vector<float> m_power;
    std::vector<float> m_scratch;
    HarmonicSums m_sums;
};

} // namespace beaconscope::detect::rhythm
