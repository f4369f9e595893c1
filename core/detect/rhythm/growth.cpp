// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/growth.h"

#include "core/detect/rhythm/binomial_tail.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/order_statistics.h"
#include "core/detect/rhythm/series_analysis.h"
#include "core/detect/rhythm/window_mass.h"

#include <algorithm>
#include <array>

namespace beaconscope::detect::rhythm {

namespace {

constexpr double kLeastGrowth = 1.1;
constexpr double kMostGrowth = 2.05; // a doubling, with some noise
constexpr std::size_t kLeastRun = 3; // ratios in a row
constexpr std::size_t kMaxAnchors = 100;
constexpr std::array kWidths = {1.02, 1.05, 1.1, 1.2, 1.35};

struct Window {
    double low = 0;
    double high = 0;

    bool contains(double ratio) const { return ratio >= low && ratio <= high; }
};

std::size_t longestRun(std::span<const double> intervals, const Window& window) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (std::size_t i = 1; i < intervals.size(); ++i) {
        run = window.contains(intervals[i] / intervals[i - 1]) ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

/// The largest share of the ratios that intervals without a rhythm can put into the window.
double largestMass(std::span<const double> intervals, double deadTimeSeconds,
                   const Window& window) {
    double mass = 0;
    for (std::size_t i = 0; i + 1 < intervals.size(); ++i) {
        const double low = window.low * intervals[i] - deadTimeSeconds;
        const double high = window.high * intervals[i] - deadTimeSeconds;
        if (low > 0)
            mass += largestWindowMass(high / low);
        else
            mass += high > 0 ? 1 : 0;
    }
    return mass / static_cast<double>(intervals.size() - 1);
}

/// Tries the windows that begin at a ratio of the sorted `ratios`, all of which lie where growth
/// may. `all` is the number of ratios, others included.
std::optional<Window> strongestWindow(std::span<const double> ratios, std::size_t all) {
    std::optional<Window> strongest;
    double least = 0;
    const std::size_t step = std::max<std::size_t>(1, ratios.size() / kMaxAnchors);
    for (std::size_t anchor = 0; anchor < ratios.size(); anchor += step) {
        for (const double width : kWidths) {
            const Window window{ratios[anchor], width * ratios[anchor]};
            const auto end = std::upper_bound(ratios.begin() + static_cast<std::ptrdiff_t>(anchor),
                                              ratios.end(), window.high);
            const auto inside = static_cast<std::size_t>(end - ratios.begin()) - anchor;
            const double lnP = lnBinomialTail(all - 1, inside - 1, largestWindowMass(width));
            if (lnP < least) {
                least = lnP;
                strongest = window;
            }
        }
    }
    return strongest;
}

std::optional<Growth> test(std::span<const double> intervals, double deadTimeSeconds,
                           const Window& allowed, std::vector<double>& ratios) {
    if (longestRun(intervals, allowed) < kLeastRun)
        return std::nullopt;
    ratios.clear();
    for (std::size_t i = 1; i < intervals.size(); ++i) {
        if (allowed.contains(intervals[i] / intervals[i - 1]))
            ratios.push_back(intervals[i] / intervals[i - 1]);
    }
    std::sort(ratios.begin(), ratios.end());
    const std::size_t all = intervals.size() - 1;
    const auto window = strongestWindow(ratios, all);
    if (!window || longestRun(intervals, *window) < kLeastRun)
        return std::nullopt;
    const auto first = std::lower_bound(ratios.begin(), ratios.end(), window->low);
    const auto last = std::upper_bound(first, ratios.end(), window->high);
    Growth growth;
    growth.ratios = all;
    growth.inside = static_cast<std::size_t>(last - first);
    growth.ratio = medianInPlace(std::span(first, last));
    const double mass = largestMass(intervals, deadTimeSeconds, *window);
    const double share = static_cast<double>(growth.inside) / static_cast<double>(all);
    if (bernoulliDivergence(share, mass) < kMinEvidence)
        return std::nullopt;
    // Both directions were tried.
    growth.lnP = lnBinomialTail(all - 1, growth.inside - 1, mass) + lnScannedWindows(2 * all);
    return growth.lnP < kFlagLnP ? std::optional(growth) : std::nullopt;
}

} // namespace

std::optional<Growth> findGrowth(std::span<const double> intervals, double deadTimeSeconds,
                                 std::vector<double>& scratch) {
    if (intervals.size() <= kLeastRun)
        return std::nullopt;
    const Window growing{kLeastGrowth, kMostGrowth};
    const Window shrinking{1 / kMostGrowth, 1 / kLeastGrowth};
    if (const auto growth = test(intervals, deadTimeSeconds, growing, scratch))
        return growth;
    return test(intervals, deadTimeSeconds, shrinking, scratch);
}

} // namespace beaconscope::detect::rhythm
