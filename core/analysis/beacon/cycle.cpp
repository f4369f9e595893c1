#include "core/analysis/beacon/cycle.h"

#include "core/analysis/beacon/order_statistics.h"

#include <algorithm>
#include <cmath>

namespace beaconscope::analysis::beacon {

namespace {

constexpr std::size_t kMostBeats = 4;
constexpr std::size_t kLeastCycles = 3;
constexpr double kTolerance = 0.05;
constexpr double kLeastShare = 0.7;
constexpr double kLeastVariation = 0.02; ///< of the gaps; below, they are alike
constexpr double kMostSpread = 0.3;      ///< of the runs, over that of the gaps

/// Lengths of all runs of `beats` gaps.
void sumRuns(std::span<const double> gaps, std::size_t beats, std::vector<double>& sums) {
    sums.clear();
    for (std::size_t i = 0; i + beats <= gaps.size(); ++i) {
        double sum = 0;
        for (const double gap : gaps.subspan(i, beats))
            sum += gap;
        sums.push_back(sum);
    }
}

/// Turns `values` into their distances from `center`.
void toDistances(std::vector<double>& values, double center) {
    for (double& value : values)
        value = std::abs(value - center);
}

} // namespace

std::optional<Cycle> findCycle(std::span<const double> gaps, std::vector<double>& scratch) {
    scratch.assign(gaps.begin(), gaps.end());
    const double typicalGap = medianInPlace(scratch);
    toDistances(scratch, typicalGap);
    const double spreadOfGaps = medianInPlace(scratch);
    if (spreadOfGaps < kLeastVariation * typicalGap)
        return std::nullopt;
    for (std::size_t beats = 2; beats <= kMostBeats && gaps.size() >= kLeastCycles * beats;
         ++beats) {
        sumRuns(gaps, beats, scratch);
        Cycle cycle;
        cycle.beats = beats;
        cycle.seconds = medianInPlace(scratch);
        toDistances(scratch, cycle.seconds);
        const auto near = std::count_if(scratch.begin(), scratch.end(), [&](double distance) {
            return distance <= kTolerance * cycle.seconds;
        });
        cycle.share = static_cast<double>(near) / static_cast<double>(scratch.size());
        if (cycle.share >= kLeastShare && medianInPlace(scratch) <= kMostSpread * spreadOfGaps)
            return cycle;
    }
    return std::nullopt;
}

} // namespace beaconscope::analysis::beacon
