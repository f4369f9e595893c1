// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/variation_rule.h"

#include "core/detect/compared.h"

#include <fmt/core.h>

namespace beaconscope::detect::others {

namespace {

enum Parameter : std::size_t { LargestVariation };

} // namespace

DetectorInfo VariationRule::info() const {
    DetectorInfo info;
    info.id = "cv";
    info.title = "Coefficient of variation";
    info.description = "The plain measure of many articles: the standard deviation of the "
                       "intervals over their mean. "
                       "It finds even intervals of any length, with jitter up to its limit. It "
                       "misses beacons with "
                       "missed beats, pauses, retransmissions or A/AAAA twins, since a few odd "
                       "intervals are enough to "
                       "raise it, and it flags a few even intervals that are chance, updaters and "
                       "cache refreshes. No "
                       "limit is agreed upon; 0 is clockwork and 1 is chance.";
    info.groupings = {series::Grouping::ClientName, series::Grouping::ClientDomain,
                      series::Grouping::Name};
    info.parameters = {
        {"max_variation", "Largest variation", "",
         "A series is flagged when the standard deviation of its intervals over their "
         "mean is below this.",
         0.2, 0, 10, 3}};
    info.scoreTitle = "Evenness";
    info.scoreHelp = "100 ÷ (1 + coefficient of variation), whether flagged or not: 100 for equal "
                     "intervals, about 50 for chance.";
    return info;
}

VariationRule::Evidence VariationRule::measure(const Sample& sample) const {
    std::vector<double> times;
    times.reserve(sample.times.size());
    for (const Timestamp time : sample.times)
        times.push_back(seconds(time - sample.times.front()));
    return {coefficientOfVariation(times)};
}

Judgement VariationRule::judge(const Evidence& evidence, const ParameterValues& parameters) const {
    Judgement judgement;
    if (!evidence.variation)
        return judgement;
    const VariationResult& variation = *evidence.variation;
    judgement.score = 100 * variation.score;
    judgement.flagged = variation.coefficient < parameters[LargestVariation];
    if (judgement.flagged) {
        judgement.periodSeconds = variation.meanSeconds;
        judgement.jitter = variation.coefficient;
    }
    return judgement;
}

Explanation VariationRule::explain(const Evidence& evidence, const ParameterValues& parameters,
                                   const Prevalence&) const {
    const double limit = parameters[LargestVariation];
    if (!evidence.variation)
        return {{"too few intervals", fmt::format("at least {}", kMinVariationIntervals)},
                {fmt::format("Not judged: fewer than {} intervals.", kMinVariationIntervals)}};
    const VariationResult& variation = *evidence.variation;
    const bool flagged = variation.coefficient < limit;
    const Compared texts = comparedNumbers(variation.coefficient, limit, 3);
    return {
        {"variation " + texts.value, "below " + texts.limit},
        {fmt::format("{}: the intervals, {} on average, vary by {} of that, {} the limit of "
                     "{}.",
                     flagged ? "Flagged" : "Not flagged", toHumanDuration(variation.meanSeconds),
                     texts.value, flagged ? "below" : "not below", texts.limit)}};
}

} // namespace beaconscope::detect::others
