// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/estimates.h"

#include "core/detect/rhythm/order_statistics.h"
#include "core/detect/rhythm/window_mass.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace beaconscope::detect::rhythm {

namespace {

constexpr double kWidestMedianRatio = 1.2;
constexpr double kWidestMissedRatio = 1.6;

/// The multiple of the period a gap spans, at least 1.
double multipleOf(double gap, double period) {
    return std::max(1.0, std::nearbyint(gap / period));
}

/// Fits the period to gaps near its first multiples; leaves the one-beat gaps in `oneBeatGaps`.
double fitCombPeriod(std::span<const double> gaps, const IntervalEvidence& evidence,
                     std::vector<double>& oneBeatGaps) {
    constexpr int kRounds = 3;
    constexpr double kSlack = 1.2;
    const double width = relativeHalfWidth(evidence);
    double period = (evidence.lowSeconds + evidence.highSeconds) / 2;
    for (int round = 0; round < kRounds; ++round) {
        double seconds = 0;
        double beats = 0;
        oneBeatGaps.clear();
        for (const double gap : gaps) {
            const double multiple = multipleOf(gap, period);
            if (multiple > kCombTeeth ||
                std::abs(gap - multiple * period) > width * period * std::sqrt(multiple) * kSlack)
                continue;
            seconds += gap;
            beats += multiple;
            if (multiple == 1)
                oneBeatGaps.push_back(gap);
        }
        if (beats > 0)
            period = seconds / beats;
    }
    return period;
}

double windowPeriod(std::span<const double> gaps, const IntervalEvidence& evidence,
                    std::vector<double>& oneBeatGaps) {
    oneBeatGaps.clear();
    for (const double gap : gaps) {
        if (gap >= evidence.lowSeconds && gap <= evidence.highSeconds)
            oneBeatGaps.push_back(gap);
    }
    if (oneBeatGaps.empty())
        return evidence.periodSeconds;
    if (evidence.ratio <= kWidestMedianRatio)
        return medianInPlace(oneBeatGaps);
    return std::accumulate(oneBeatGaps.begin(), oneBeatGaps.end(), 0.0) /
           static_cast<double>(oneBeatGaps.size());
}

void estimateJitter(std::vector<double>& oneBeatGaps, RhythmEstimates& estimates) {
    estimates.oneBeatGaps = oneBeatGaps.size();
    if (oneBeatGaps.empty())
        return;
    std::sort(oneBeatGaps.begin(), oneBeatGaps.end());
    double low = oneBeatGaps.front();
    double high = oneBeatGaps.back();
    if (oneBeatGaps.size() >= kLeastForPercentiles) {
        low = quantileOfSorted(oneBeatGaps, 0.05);
        high = quantileOfSorted(oneBeatGaps, 0.95);
    }
    estimates.lowSeconds = low;
    estimates.highSeconds = high;
    estimates.jitterHalfWidth = (high - low) / (high + low);
    estimates.jitterShortening = 1 - low / high;
}

/// What came and what did not, as far as it is told apart.
class Schedule {
public:
    Schedule(const BeatSeries& beats, double periodSeconds)
        : m_beats(beats)
        , m_period(periodSeconds) {}

    /// Adds the gaps from `first` up to `end`.
    void add(std::size_t first, std::size_t end, RhythmEstimates& estimates) {
        for (std::size_t i = first; i < end; ++i) {
            const double multiple = multipleOf(m_beats.gaps[i], m_period);
            if (multiple <= kMostMissedPeriods) {
                m_missed += multiple - 1;
                m_scheduled += multiple;
            } else if (multipleOf(m_beats.gaps[i] - m_beats.lengths[i], m_period) >
                       kMostMissedPeriods) {
                ++estimates.pauses;
            } else {
                ++estimates.busyStretches;
                estimates.longestBusySeconds =
                    std::max(estimates.longestBusySeconds, m_beats.lengths[i]);
            }
        }
    }

    double missedRate() const { return m_missed / std::max(m_scheduled, 1.0); }

private:
    const BeatSeries& m_beats;
    double m_period;
    double m_missed = 0;
    double m_scheduled = 0;
};

} // namespace

RhythmEstimates estimateRhythm(const BeatSeries& beats, const IntervalEvidence& evidence,
                               std::span<const OtherPace> otherPaces,
                               std::vector<double>& scratch) {
    RhythmEstimates estimates;
    estimates.periodSeconds = evidence.comb ? fitCombPeriod(beats.gaps, evidence, scratch)
                                            : windowPeriod(beats.gaps, evidence, scratch);
    estimateJitter(scratch, estimates);

    Schedule schedule(beats, estimates.periodSeconds);
    std::size_t next = 0;
    for (const OtherPace& pace : otherPaces) {
        schedule.add(next, pace.firstGap, estimates);
        next = pace.firstGap + pace.gaps;
    }
    schedule.add(next, beats.gaps.size(), estimates);
    if (evidence.comb || evidence.ratio <= kWidestMissedRatio)
        estimates.missedRate = schedule.missedRate();
    return estimates;
}

} // namespace beaconscope::detect::rhythm
