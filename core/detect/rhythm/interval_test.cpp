// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/interval_test.h"

#include "core/detect/rhythm/binomial_tail.h"
#include "core/detect/rhythm/window_mass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace beaconscope::detect::rhythm {

namespace {

constexpr std::array kWindowRatios{1.01, 1.02, 1.05, 1.1, 1.2, 1.35, 1.6, 2.0, 3.0, 5.0, 10.0};
constexpr std::array kCombRatios{1.01, 1.03, 1.08, 1.2, 1.4};
constexpr std::size_t kMaxAnchors = 300;
constexpr double kMaxEffectiveWindows = 200;

/// A window shape with what can be said about it before the dead time is known. A dead time only
/// raises the chance mass, so windows that fail with `leastMass` need no closer look.
struct Shape {
    double ratio = 1;
    double width = 0; ///< relative half width
    double leastMass = 0;
    double lnLeastMass = 0;
    double lnOneMinusLeastMass = 0;
    double leastShare = 0; ///< of the intervals inside, for kMinEvidence at leastMass
};

/// The share at which the divergence from `mass` reaches kMinEvidence, by bisection from below.
double shareWithLeastEvidence(double mass) {
    double low = mass;
    double high = 1;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (bernoulliDivergence(middle, mass) < kMinEvidence ? low : high) = middle;
    }
    return low;
}

/// Half width of a window over its middle.
double relativeWidth(double ratio) {
    return (ratio - 1) / (ratio + 1);
}

/// Ends of a comb's windows over the interval it starts at.
struct CombFactors {
    std::array<double, kCombTeeth> lows{};
    std::array<double, kCombTeeth> highs{};
};

CombFactors combFactors(double ratio) {
    CombFactors factors;
    const double middle = (1 + ratio) / 2;
    const double width = relativeWidth(ratio);
    for (std::size_t t = 0; t < kCombTeeth; ++t) {
        const auto multiple = static_cast<double>(t + 1);
        factors.lows[t] = middle * (multiple - width * std::sqrt(multiple));
        factors.highs[t] = middle * (multiple + width * std::sqrt(multiple));
    }
    return factors;
}

Shape makeShape(double ratio, bool comb) {
    Shape shape;
    shape.ratio = ratio;
    shape.width = relativeWidth(ratio);
    shape.leastMass = comb ? largestCombMass(shape.width) : largestWindowMass(ratio);
    shape.lnLeastMass = std::log(shape.leastMass);
    shape.lnOneMinusLeastMass = std::log1p(-shape.leastMass);
    shape.leastShare = shareWithLeastEvidence(shape.leastMass);
    return shape;
}

template <std::size_t Size>
std::array<Shape, Size> makeShapes(const std::array<double, Size>& ratios, bool comb) {
    std::array<Shape, Size> shapes;
    for (std::size_t i = 0; i < Size; ++i)
        shapes[i] = makeShape(ratios[i], comb);
    return shapes;
}

/// Walks over windows in ascending order of their start, keeping the best.
class Scan {
public:
    Scan(const SortedIntervals& intervals, double deadTimeSeconds, double minPeriodSeconds)
        : m_intervals(intervals)
        , m_sorted(intervals.values())
        , m_deadTime(deadTimeSeconds)
        , m_minPeriod(minPeriodSeconds)
        , m_count(static_cast<double>(m_sorted.size())) {
        chooseAnchors();
    }

    void scanWindows(const Shape& shape);
    void scanComb(const Shape& shape);

    double lnP() const { return m_lnP; }
    IntervalEvidence evidence() const;

private:
    struct Best {
        double low = 0;
        double ratio = 1;
        bool comb = false;
        std::size_t inside = 0;
        double mass = 1;
    };

    void chooseAnchors();
    /// Offers the anchors at which a window of this shape could win. `inside(a)` counts the
    /// intervals in the window at anchor a; `atMost(a, b)` bounds that for the anchors from a to b.
    template <typename Inside, typename AtMost, typename Offer>
    void scan(const Shape& shape, Inside inside, AtMost atMost, Offer offerAt);
    /// Whether it is the best now.
    bool offer(const Best& candidate);
    /// How many intervals must lie inside to beat the best so far at all; exact, see Shape.
    std::size_t fewestToWin(const Shape& shape) const;
    double windowMass(double low, double high) const;

    const SortedIntervals& m_intervals;
    std::span<const double> m_sorted;
    double m_deadTime;
    double m_minPeriod; ///< windows whose middle lies below are not offered
    double m_count;
    double m_lnP = 0;
    Best m_best;
    /// Index of the first interval equal to the anchor.
    std::array<std::uint32_t, kMaxAnchors> m_anchors{};
    std::size_t m_anchorCount = 0;
};

void Scan::chooseAnchors() {
    const std::size_t n = m_sorted.size();
    m_anchorCount = std::min(n, kMaxAnchors);
    const double step =
        n > kMaxAnchors ? static_cast<double>(n - 1) / static_cast<double>(kMaxAnchors - 1) : 1.0;
    for (std::size_t i = 0; i < m_anchorCount; ++i) {
        std::size_t index =
            std::min(static_cast<std::size_t>(static_cast<double>(i) * step), n - 1);
        const std::size_t floor = i == 0 ? 0 : m_anchors[i - 1];
        while (index > floor && m_sorted[index - 1] == m_sorted[index])
            --index;
        m_anchors[i] = static_cast<std::uint32_t>(index);
    }
    // What is reported when nothing stands out: the narrowest window at the shortest interval.
    m_best.low = m_sorted.front();
    m_best.ratio = kWindowRatios.front();
    const double high = m_best.low * m_best.ratio;
    m_best.inside = static_cast<std::size_t>(
        std::upper_bound(m_sorted.begin(), m_sorted.end(), high) - m_sorted.begin());
    m_best.mass = windowMass(m_best.low, high);
}

double Scan::windowMass(double low, double high) const {
    if (low <= m_deadTime * 1.0001)
        return 1;
    return largestWindowMass((high - m_deadTime) / std::max(low - m_deadTime, 1e-9));
}

bool Scan::offer(const Best& candidate) {
    if (bernoulliDivergence(static_cast<double>(candidate.inside) / m_count, candidate.mass) <
        kMinEvidence)
        return false;
    const double lnP = lnBinomialTail(m_sorted.size() - 1, candidate.inside - 1, candidate.mass);
    if (lnP >= m_lnP)
        return false;
    m_lnP = lnP;
    m_best = candidate;
    return true;
}

std::size_t Scan::fewestToWin(const Shape& shape) const {
    const auto canWin = [&](std::size_t inside) {
        return lnBinomialPoint(m_sorted.size() - 1, inside - 1, shape.lnLeastMass,
                               shape.lnOneMinusLeastMass) < m_lnP;
    };
    // Above the least share, thus above the expected number, the more the less likely.
    auto fewest =
        static_cast<std::size_t>(std::max(std::ceil(shape.leastShare * m_count - 1e-9), 1.0));
    if (fewest > m_sorted.size() || canWin(fewest))
        return fewest;
    std::size_t enough = m_sorted.size() + 1;
    while (fewest < enough) {
        const std::size_t middle = (fewest + enough) / 2;
        if (canWin(middle))
            enough = middle;
        else
            fewest = middle + 1;
    }
    return fewest;
}

template <typename Inside, typename AtMost, typename Offer>
void Scan::scan(const Shape& shape, Inside inside, AtMost atMost, Offer offerAt) {
    // Where nothing stands out, one look at a block of anchors shows that none of them can win. A
    // block must be short, as what lies within it counts in its favour, once a tooth.
    const std::size_t length = std::max<std::size_t>(m_anchorCount / 60, 1);
    std::size_t fewest = fewestToWin(shape);
    for (std::size_t begin = 0; begin < m_anchorCount; begin += length) {
        // Nothing inside lies below the anchor.
        if (m_sorted.size() - m_anchors[begin] < fewest)
            return;
        const std::size_t end = std::min(begin + length, m_anchorCount);
        if (atMost(begin, end - 1) < fewest)
            continue;
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t count = inside(i);
            if (count >= fewest && offerAt(m_sorted[m_anchors[i]], count))
                fewest = fewestToWin(shape);
        }
    }
}

void Scan::scanWindows(const Shape& shape) {
    const auto inside = [&](std::size_t anchor) {
        const std::size_t first = m_anchors[anchor];
        return m_intervals.upTo(m_sorted[first] * shape.ratio) - first;
    };
    const auto atMost = [&](std::size_t begin, std::size_t last) {
        return m_intervals.atMostUpTo(m_sorted[m_anchors[last]] * shape.ratio) - m_anchors[begin];
    };
    scan(shape, inside, atMost, [&](double low, std::size_t count) {
        return low * std::sqrt(shape.ratio) >= m_minPeriod &&
               offer({low, shape.ratio, false, count, windowMass(low, low * shape.ratio)});
    });
}

void Scan::scanComb(const Shape& shape) {
    const CombFactors factors = combFactors(shape.ratio);
    const double middle = (1 + shape.ratio) / 2;
    // An anchor fixes the period as well as the start, so it is not counted at all here.
    const auto inside = [&](std::size_t anchor) {
        const std::size_t first = m_anchors[anchor];
        const double low = m_sorted[first];
        std::size_t count = m_intervals.upTo(low * factors.highs[0]) - (first + 1);
        for (std::size_t t = 1; t < kCombTeeth; ++t)
            count +=
                m_intervals.upTo(low * factors.highs[t]) - m_intervals.below(low * factors.lows[t]);
        return count;
    };
    const auto atMost = [&](std::size_t begin, std::size_t last) {
        const double lowest = m_sorted[m_anchors[begin]];
        const double highest = m_sorted[m_anchors[last]];
        std::size_t count =
            m_intervals.atMostUpTo(highest * factors.highs[0]) - (m_anchors[begin] + 1);
        for (std::size_t t = 1; t < kCombTeeth; ++t)
            count += m_intervals.atMostUpTo(highest * factors.highs[t]) -
                     m_intervals.atLeastBelow(lowest * factors.lows[t]);
        return std::min(count, m_sorted.size()); // the teeth of a block may overlap
    };
    scan(shape, inside, atMost, [&](double low, std::size_t count) {
        const double period = low * middle;
        const double width = shape.width * period / std::max(period - m_deadTime, 1e-9);
        return period >= m_minPeriod && width < kWidestComb && period > 3 * m_deadTime &&
               offer({low, shape.ratio, true, count, std::min(largestCombMass(width), 1.0)});
    });
}

IntervalEvidence Scan::evidence() const {
    IntervalEvidence result;
    result.lowSeconds = m_best.low;
    result.highSeconds = m_best.low * m_best.ratio;
    result.ratio = m_best.ratio;
    result.comb = m_best.comb;
    result.intervals = m_sorted.size();
    result.inside = m_best.inside;
    result.chanceMass = m_best.mass;
    result.evidence =
        bernoulliDivergence(static_cast<double>(m_best.inside) / m_count, m_best.mass);
    if (m_best.comb) {
        result.periodSeconds = (result.lowSeconds + result.highSeconds) / 2;
        return result;
    }
    const auto first = static_cast<std::size_t>(
        std::lower_bound(m_sorted.begin(), m_sorted.end(), m_best.low) - m_sorted.begin());
    const std::size_t middle = first + m_best.inside / 2;
    result.periodSeconds =
        m_best.inside % 2 == 1 ? m_sorted[middle] : (m_sorted[middle - 1] + m_sorted[middle]) / 2;
    return result;
}

/// The scan correction applied to the smallest raw ln p.
double correctForScan(double lnRaw, std::size_t intervals) {
    if (lnRaw >= 0)
        return 0;
    const double sum = lnRaw + lnScannedWindows(intervals);
    if (sum < -1)
        return sum;
    // Of many windows one reaches it: 1 - (1 - p)^m for p m that is no longer small.
    return std::log(-std::expm1(-std::exp(sum)));
}

} // namespace

double relativeHalfWidth(const IntervalEvidence& evidence) {
    return (evidence.highSeconds - evidence.lowSeconds) /
           (evidence.highSeconds + evidence.lowSeconds);
}

std::vector<std::pair<double, double>> teethOf(const IntervalEvidence& evidence) {
    if (!evidence.comb)
        return {{evidence.lowSeconds, evidence.highSeconds}};
    const CombFactors factors = combFactors(evidence.ratio);
    std::vector<std::pair<double, double>> teeth;
    for (std::size_t t = 0; t < kCombTeeth; ++t)
        teeth.emplace_back(evidence.lowSeconds * factors.lows[t],
                           evidence.lowSeconds * factors.highs[t]);
    teeth.front().first = evidence.lowSeconds; // which rounding may move
    return teeth;
}

double lnScannedWindows(std::size_t intervals) {
    return std::log(std::min(static_cast<double>(intervals), kMaxEffectiveWindows));
}

IntervalEvidence testIntervals(std::span<const double> intervals, double deadTimeSeconds,
                               SortedIntervals& sorted, double minPeriodSeconds) {
    static const auto kWindows = makeShapes(kWindowRatios, false);
    static const auto kCombs = makeShapes(kCombRatios, true);

    sorted.assign(intervals);
    Scan scan(sorted, deadTimeSeconds, minPeriodSeconds);
    for (const Shape& shape : kWindows)
        scan.scanWindows(shape);
    for (const Shape& shape : kCombs)
        scan.scanComb(shape);
    IntervalEvidence result = scan.evidence();
    result.lnP = correctForScan(scan.lnP(), intervals.size());
    // Its intervals may gather at the lower end of a wide window.
    if (result.periodSeconds < minPeriodSeconds)
        result.lnP = result.evidence = 0;
    return result;
}

std::size_t fewestBeatsToStandOut(double largestLnP) {
    constexpr std::size_t kMaxBeats = 4'096;
    constexpr double kPeriodSeconds = 60; // any: the test looks at ratios beyond the dead time
    constexpr double kDeadTimeSeconds = 0.5;
    SortedIntervals sorted;
    const auto standsOut = [&](std::size_t beats) {
        const std::vector<double> intervals(beats - 1, kPeriodSeconds);
        return testIntervals(intervals, kDeadTimeSeconds, sorted).lnP < largestLnP;
    };
    std::size_t tooFew = 4;
    std::size_t enough = kMaxBeats;
    while (enough - tooFew > 1) {
        const std::size_t middle = (tooFew + enough) / 2;
        (standsOut(middle) ? enough : tooFew) = middle;
    }
    return enough;
}

} // namespace beaconscope::detect::rhythm
