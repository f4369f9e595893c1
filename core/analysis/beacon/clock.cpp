#include "core/analysis/beacon/clock.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace beaconscope::analysis::beacon {

namespace {

/// How far the beats gather at one phase of a period: the length of their mean direction.
double gathering(std::span<const double> beatSeconds, double periodSeconds) {
    double cosine = 0;
    double sine = 0;
    for (const double beat : beatSeconds) {
        const double turn = beat / periodSeconds;
        const double angle = 2 * std::numbers::pi * (turn - std::floor(turn));
        cosine += std::cos(angle);
        sine += std::sin(angle);
    }
    return std::hypot(cosine, sine);
}

/// The spectrum knows a frequency to about half a turn over the whole series, over which folded
/// beats would smear; this finds it to a fortieth.
double refined(std::span<const double> beatSeconds, double lineSeconds) {
    constexpr int kSteps = 30; // to either side
    constexpr double kTurnsAStep = 1.0 / 40;
    const double span = beatSeconds.back() - beatSeconds.front();
    double best = lineSeconds;
    double most = 0;
    for (int step = -kSteps; step <= kSteps; ++step) {
        const double frequency = 1 / lineSeconds + step * kTurnsAStep / span;
        if (frequency <= 0)
            continue;
        const double found = gathering(beatSeconds, 1 / frequency);
        if (found > most) {
            most = found;
            best = 1 / frequency;
        }
    }
    return best;
}

/// The largest share of the turns of a period that has beats within one second of one phase.
double occupiedTurns(std::span<const double> beatSeconds, double periodSeconds,
                     std::vector<unsigned>& counts) {
    constexpr double kBinSeconds = 0.5;
    const auto bins =
        std::max<std::size_t>(2, static_cast<std::size_t>(periodSeconds / kBinSeconds));
    counts.assign(bins, 0);
    for (const double beat : beatSeconds) {
        const double turn = (beat - beatSeconds.front()) / periodSeconds;
        const double phase = turn - std::floor(turn);
        ++counts[std::min(bins - 1, static_cast<std::size_t>(phase * static_cast<double>(bins)))];
    }
    unsigned most = 0;
    for (std::size_t bin = 0; bin < bins; ++bin)
        most = std::max(most, counts[bin] + counts[(bin + 1) % bins]);
    const double turns = (beatSeconds.back() - beatSeconds.front()) / periodSeconds;
    return std::min(1.0, static_cast<double>(most) / turns);
}

} // namespace

double clockPeriod(std::span<const double> beatSeconds, double lineSeconds) {
    constexpr int kMostMultiple = 60;
    constexpr double kFewestTurns = 5;
    constexpr double kNearlyAsMany = 0.8;
    const double line = refined(beatSeconds, lineSeconds);
    const double span = beatSeconds.back() - beatSeconds.front();
    std::vector<double> occupied;
    std::vector<unsigned> counts;
    for (int multiple = 1; multiple <= kMostMultiple && multiple * line * kFewestTurns <= span;
         ++multiple)
        occupied.push_back(occupiedTurns(beatSeconds, multiple * line, counts));
    if (occupied.empty())
        return line;
    const double enough = kNearlyAsMany * *std::ranges::max_element(occupied);
    const auto first =
        std::ranges::find_if(occupied, [enough](double share) { return share >= enough; });
    return line * static_cast<double>(1 + (first - occupied.begin()));
}

} // namespace beaconscope::analysis::beacon
