// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/harmonic_sums.h"

#include <algorithm>

namespace beaconscope::detect::rhythm {

namespace {

constexpr std::size_t kBlock = 8;

void offer(float sum, std::size_t index, HarmonicPeak& peak) {
    if (sum > peak.sum)
        peak = {sum, index};
}

/// The sums that end at index j, in the order of kHarmonics.
void offerSums(std::span<const float> power, std::size_t j, HarmonicPeaks& peaks) {
    float sum = power[j];
    offer(sum, j, peaks[0]);
    if (j < 2 * kFirstFrequency)
        return;
    sum += power[(j + 1) / 2];
    offer(sum, j, peaks[1]);
    if (j < 4 * kFirstFrequency)
        return;
    sum += power[(j + 2) / 4] + power[(3 * j + 2) / 4];
    offer(sum, j, peaks[2]);
    if (j < 8 * kFirstFrequency)
        return;
    sum += power[(j + 4) / 8] + power[(3 * j + 4) / 8] + power[(5 * j + 4) / 8] +
           power[(7 * j + 4) / 8];
    offer(sum, j, peaks[3]);
}

HarmonicPeaks noPeaks(const HarmonicLimits& limits) {
    HarmonicPeaks peaks;
    for (std::size_t i = 0; i < limits.size(); ++i)
        peaks[i].sum = limits[i];
    return peaks;
}

bool isAny(const HarmonicPeaks& peaks) {
    return std::ranges::any_of(peaks, [](const HarmonicPeak& peak) { return peak.index > 0; });
}

/// The higher of each value and the one `step` further on; the last ones have none.
void takeHigher(std::span<const float> values, std::size_t step, std::vector<float>& higher) {
    higher.resize(values.size());
    const std::size_t pairs = values.size() - std::min(step, values.size());
    for (std::size_t i = 0; i < pairs; ++i)
        higher[i] = values[i] < values[i + step] ? values[i + step] : values[i];
    std::copy(values.begin() + static_cast<std::ptrdiff_t>(pairs), values.end(),
              higher.begin() + static_cast<std::ptrdiff_t>(pairs));
}

} // namespace

void HarmonicSums::boundPowers(std::span<const float> power) {
    takeHigher(power, 1, m_highestOf2);
    takeHigher(m_highestOf2, 2, m_highestOf4);
    takeHigher(m_highestOf4, 4, m_highestOf8);
}

/// Whether one of the sums that end at the indices from 8 `block` to 8 `block` + 7 could exceed a
/// peak. Sums in the order of offerSums(), so that rounding cannot hide one: rounding keeps order.
bool HarmonicSums::canExceed(std::size_t block, const HarmonicPeaks& peaks) const {
    float sum = m_highestOf8[8 * block];
    bool can = sum > peaks[0].sum;
    sum += m_highestOf8[4 * block];
    can = can || sum > peaks[1].sum;
    sum += m_highestOf4[2 * block] + m_highestOf8[6 * block];
    can = can || sum > peaks[2].sum;
    sum += m_highestOf2[block] + m_highestOf4[3 * block] + m_highestOf8[5 * block] +
           m_highestOf8[7 * block];
    return can || sum > peaks[3].sum;
}

HarmonicPeaks HarmonicSums::scan(std::span<const float> power, const HarmonicLimits& limits,
                                 Until until) {
    boundPowers(power);
    HarmonicPeaks peaks = noPeaks(limits);
    for (std::size_t block = kFirstFrequency / kBlock; kBlock * block < power.size(); ++block) {
        if (!canExceed(block, peaks))
            continue;
        const std::size_t end = std::min(kBlock * (block + 1), power.size() - 1);
        for (std::size_t j = std::max(kBlock * block, kFirstFrequency); j < end; ++j)
            offerSums(power, j, peaks);
        if (until == Until::First && isAny(peaks))
            break;
    }
    return peaks;
}

HarmonicPeaks HarmonicSums::highest(std::span<const float> power, const HarmonicLimits& limits) {
    return scan(power, limits, Until::End);
}

bool HarmonicSums::anyAbove(std::span<const float> power, const HarmonicLimits& limits) {
    return isAny(scan(power, limits, Until::First));
}

} // namespace beaconscope::detect::rhythm
