// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/expected_beats.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace beaconscope::series {

namespace {

Duration apart(Timestamp one, Timestamp other) {
    return one < other ? other - one : one - other;
}

/// In floating point, because the difference of two Timestamps may not fit a Duration.
double spanSecondsOf(std::span<const Timestamp> times) {
    return (static_cast<double>(nanosecondsSinceEpoch(times.back())) -
            static_cast<double>(nanosecondsSinceEpoch(times.front()))) *
           1e-9;
}

constexpr double kMaxSpanSeconds = 200.0 * 365 * 86'400;

/// Returns what to say of a beat that was due when no query came from `low` to `high`.
BeatOutcome outcomeWithoutQuery(Timestamp low, Timestamp high, const TimeSpans* captured) {
    return captured == nullptr || captured->containsAll(low, high) ? BeatOutcome::Missed
                                                                   : BeatOutcome::NotCaptured;
}

/// Intervals that come in turn. A position is a part of the cycle, by its index.
class CycleParts {
public:
    explicit CycleParts(std::span<const double> seconds)
        : m_seconds(seconds)
        , m_cycleSeconds(std::accumulate(seconds.begin(), seconds.end(), 0.0)) {}

    std::size_t size() const { return m_seconds.size(); }
    double cycleSeconds() const { return m_cycleSeconds; }
    double meanSeconds() const { return m_cycleSeconds / static_cast<double>(size()); }
    Duration part(std::size_t position) const {
        return durationFromSeconds(m_seconds[position % size()]);
    }

    struct Step {
        std::size_t parts = 0; ///< how many follow each other in the interval
        double cost = 0;       ///< how much speaks against it
    };
    /// Returns how an interval from one position to another is best explained.
    Step stepBetween(std::size_t from, std::size_t to, double intervalSeconds) const;

    /// Returns how many parts each interval spans, and the position of the first.
    std::pair<std::vector<std::size_t>, std::size_t>
    explain(std::span<const double> intervalsSeconds) const;

private:
    std::span<const double> m_seconds;
    double m_cycleSeconds;
};

CycleParts::Step CycleParts::stepBetween(std::size_t from, std::size_t to,
                                         double intervalSeconds) const {
    /// Of one beat that did not come, where an interval that is off by the mean part costs 1.
    constexpr double kCostOfAbsence = 0.25;
    Step step;
    double length = 0;
    do {
        length += m_seconds[(from + step.parts) % size()];
        ++step.parts;
    } while ((from + step.parts) % size() != to);
    const double turns = std::max(0.0, std::nearbyint((intervalSeconds - length) / m_cycleSeconds));
    step.parts += static_cast<std::size_t>(turns) * size();
    step.cost = std::abs(intervalSeconds - length - turns * m_cycleSeconds) / meanSeconds() +
                kCostOfAbsence * static_cast<double>(step.parts - 1);
    return step;
}

/// Finds the cheapest way through all intervals at once (Viterbi's algorithm).
std::pair<std::vector<std::size_t>, std::size_t>
CycleParts::explain(std::span<const double> intervalsSeconds) const {
    std::vector<double> costs(size(), 0);
    std::vector<std::size_t> cameFrom; // by interval, then by position after it
    for (const double interval : intervalsSeconds) {
        std::vector<double> next(size(), std::numeric_limits<double>::infinity());
        cameFrom.resize(cameFrom.size() + size());
        for (std::size_t to = 0; to < size(); ++to) {
            for (std::size_t from = 0; from < size(); ++from) {
                const double cost = costs[from] + stepBetween(from, to, interval).cost;
                if (cost < next[to]) {
                    next[to] = cost;
                    cameFrom[cameFrom.size() - size() + to] = from;
                }
            }
        }
        costs = std::move(next);
    }
    auto position = static_cast<std::size_t>(std::ranges::min_element(costs) - costs.begin());
    std::vector<std::size_t> parts(intervalsSeconds.size());
    for (std::size_t i = intervalsSeconds.size(); i-- > 0;) {
        const std::size_t from = cameFrom[i * size() + position];
        parts[i] = stepBetween(from, position, intervalsSeconds[i]).parts;
        position = from;
    }
    return {std::move(parts), position};
}

} // namespace

std::vector<ExpectedBeat> expectedBeats(std::span<const Timestamp> times, double periodSeconds,
                                        std::size_t limit, const TimeSpans* captured) {
    const Duration period = durationFromSeconds(periodSeconds);
    if (times.size() < 2 || period <= Duration{1} || period == Duration::max())
        return {};
    const double spanSeconds = spanSecondsOf(times);
    if (spanSeconds / periodSeconds > static_cast<double>(limit) ||
        spanSeconds + periodSeconds > kMaxSpanSeconds) {
        return {};
    }

    std::vector<ExpectedBeat> beats;
    auto next = times.begin() + 1;
    Timestamp due = times.front();
    while (due <= Timestamp::max() - period - period) {
        due += period;
        const Timestamp low = due - period / 2;
        if (low >= times.back())
            break;
        // After an early beat the windows of two beats may overlap. `next` never goes back, so that
        // no time counts for two beats.
        next = std::find_if(next, times.end(), [&](Timestamp time) { return time > low; });
        auto nearest = times.end();
        for (auto place = next; place != times.end() && *place <= low + period; ++place) {
            if (nearest == times.end() || apart(*place, due) < apart(*nearest, due))
                nearest = place;
            else if (*place > due)
                break;
        }
        beats.push_back({due, nearest == times.end()
                                  ? outcomeWithoutQuery(low, low + period, captured)
                                  : BeatOutcome::Came});
        if (nearest != times.end()) {
            due = *nearest;
            next = std::next(nearest);
        }
    }
    return beats;
}

std::vector<ExpectedBeat> expectedBeatsOfCycle(std::span<const Timestamp> times,
                                               std::span<const double> partsSeconds,
                                               std::size_t limit, const TimeSpans* captured) {
    const auto isNoInterval = [](double part) { return !(part > 1e-9 && part < kMaxSpanSeconds); };
    if (times.size() < 2 || times.size() > limit || partsSeconds.size() < 2 ||
        partsSeconds.size() > kMaxCycleParts || std::ranges::any_of(partsSeconds, isNoInterval))
        return {};
    const CycleParts cycle(partsSeconds);
    const double spanSeconds = spanSecondsOf(times);
    if (spanSeconds / cycle.meanSeconds() > static_cast<double>(limit) ||
        spanSeconds + 2 * cycle.cycleSeconds() > kMaxSpanSeconds ||
        times.back() > Timestamp::max() - durationFromSeconds(2 * cycle.cycleSeconds()))
        return {};

    std::vector<double> intervals;
    for (std::size_t i = 1; i < times.size(); ++i)
        intervals.push_back(seconds(times[i] - times[i - 1]));
    auto [parts, position] = cycle.explain(intervals);
    std::vector<ExpectedBeat> beats;
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        Timestamp due = times[i];
        for (std::size_t part = 1; part <= parts[i]; ++part) {
            due += cycle.part(position);
            const Duration near = std::min(cycle.part(position), cycle.part(position + 1)) / 2;
            ++position;
            beats.push_back({due, part < parts[i]
                                      ? outcomeWithoutQuery(due - near, due + near, captured)
                                      : BeatOutcome::Came});
        }
    }
    // A beat that came early was due after the next one, perhaps.
    std::ranges::stable_sort(beats, {}, &ExpectedBeat::time);
    return beats;
}

} // namespace beaconscope::series
