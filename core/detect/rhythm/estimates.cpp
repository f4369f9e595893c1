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

/// The multiple of the period an interval spans, at least 1.
double multipleOf(double interval, double period) {
    return std::max(1.0, std::nearbyint(interval / period));
}

/// Fits the period to intervals near its first multiples; leaves the one-beat intervals in
/// `oneBeatIntervals`.
double fitCombPeriod(std::span<const double> intervals, const IntervalEvidence& evidence,
                     std::vector<double>& oneBeatIntervals) {
    constexpr int kRounds = 3;
    constexpr double kSlack = 1.2;
    const double width = relativeHalfWidth(evidence);
    double period = (evidence.lowSeconds + evidence.highSeconds) / 2;
    for (int round = 0; round < kRounds; ++round) {
        double seconds = 0;
        double beats = 0;
        oneBeatIntervals.clear();
        for (const double interval : intervals) {
            const double multiple = multipleOf(interval, period);
            if (multiple > kCombTeeth || std::abs(interval - multiple * period) >
                                             width * period * std::sqrt(multiple) * kSlack)
                continue;
            seconds += interval;
            beats += multiple;
            if (multiple == 1)
                oneBeatIntervals.push_back(interval);
        }
        if (beats > 0)
            period = seconds / beats;
    }
    return period;
}

double windowPeriod(std::span<const double> intervals, const IntervalEvidence& evidence,
                    std::vector<double>& oneBeatIntervals) {
    oneBeatIntervals.clear();
    for (const double interval : intervals) {
        if (interval >= evidence.lowSeconds && interval <= evidence.highSeconds)
            oneBeatIntervals.push_back(interval);
    }
    if (oneBeatIntervals.empty())
        return evidence.periodSeconds;
    if (evidence.ratio <= kWidestMedianRatio)
        return medianInPlace(oneBeatIntervals);
    return std::accumulate(oneBeatIntervals.begin(), oneBeatIntervals.end(), 0.0) /
           static_cast<double>(oneBeatIntervals.size());
}

void estimateJitter(std::vector<double>& oneBeatIntervals, RhythmEstimates& estimates) {
    estimates.oneBeatIntervals = oneBeatIntervals.size();
    if (oneBeatIntervals.empty())
        return;
    std::sort(oneBeatIntervals.begin(), oneBeatIntervals.end());
    double low = oneBeatIntervals.front();
    double high = oneBeatIntervals.back();
    if (oneBeatIntervals.size() >= kMinForPercentiles) {
        low = quantileOfSorted(oneBeatIntervals, 0.05);
        high = quantileOfSorted(oneBeatIntervals, 0.95);
    }
    estimates.lowSeconds = low;
    estimates.highSeconds = high;
    estimates.jitterHalfWidth = (high - low) / (high + low);
    estimates.jitterShortening = 1 - low / high;
}

/// What came and what did not, as far as it is told apart.
class Schedule {
public:
    Schedule(const BeatSeries& beats, std::span<const double> restartsSeconds, double periodSeconds)
        : m_beats(beats)
        , m_restarts(restartsSeconds)
        , m_period(periodSeconds) {}

    /// Adds the intervals from `first` up to `end`.
    void add(std::size_t first, std::size_t end, RhythmEstimates& estimates) {
        for (std::size_t i = first; i < end; ++i) {
            if (!isWhollyCaptured(i))
                continue;
            const double multiple = multipleOf(m_beats.intervals[i], m_period);
            if (multiple <= kMaxMissedPeriods) {
                m_missed += multiple - 1;
                m_scheduled += multiple;
            } else if (multipleOf(m_beats.intervals[i] - m_beats.lengths[i], m_period) >
                       kMaxMissedPeriods) {
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
    bool isWhollyCaptured(std::size_t interval) const {
        if (m_restarts.empty())
            return true;
        const auto restart = std::ranges::upper_bound(m_restarts, m_beats.startSeconds[interval]);
        return restart == m_restarts.end() || *restart > m_beats.startSeconds[interval + 1];
    }

    const BeatSeries& m_beats;
    std::span<const double> m_restarts;
    double m_period;
    double m_missed = 0;
    double m_scheduled = 0;
};

} // namespace

RhythmEstimates estimateRhythm(const BeatSeries& beats, const IntervalEvidence& evidence,
                               std::span<const OtherPace> otherPaces,
                               std::span<const double> restartsSeconds,
                               std::vector<double>& scratch) {
    RhythmEstimates estimates;
    estimates.periodSeconds = evidence.comb ? fitCombPeriod(beats.intervals, evidence, scratch)
                                            : windowPeriod(beats.intervals, evidence, scratch);
    estimateJitter(scratch, estimates);

    Schedule schedule(beats, restartsSeconds, estimates.periodSeconds);
    std::size_t next = 0;
    for (const OtherPace& pace : otherPaces) {
        schedule.add(next, pace.firstInterval, estimates);
        next = pace.firstInterval + pace.intervals;
    }
    schedule.add(next, beats.intervals.size(), estimates);
    if (evidence.comb || evidence.ratio <= kWidestMissedRatio)
        estimates.missedRate = schedule.missedRate();
    return estimates;
}

RhythmEstimates estimateRhythmAt(double periodSeconds, const BeatSeries& beats,
                                 std::span<const double> restartsSeconds,
                                 std::vector<double>& scratch) {
    constexpr double kMaxDeviation = 0.25;
    RhythmEstimates estimates;
    estimates.periodSeconds = periodSeconds;
    scratch.clear();
    for (const double interval : beats.intervals) {
        if (std::abs(interval - periodSeconds) <= kMaxDeviation * periodSeconds)
            scratch.push_back(interval);
    }
    estimateJitter(scratch, estimates);
    Schedule schedule(beats, restartsSeconds, periodSeconds);
    schedule.add(0, beats.intervals.size(), estimates);
    estimates.missedRate = schedule.missedRate();
    return estimates;
}

} // namespace beaconscope::detect::rhythm
