// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/flare_rule.h"

#include "core/detect/compared.h"

#include <fmt/core.h>

namespace beaconscope::detect::others {

namespace {

enum Parameter : std::size_t { MostTooFew, ShortestInterval, LeastPercent };

FlareParameters parametersFrom(const ParameterValues& parameters) {
    return {static_cast<std::size_t>(parameters[MostTooFew]),
            static_cast<std::int64_t>(parameters[ShortestInterval]), parameters[LeastPercent]};
}

} // namespace

DetectorInfo FlareRule::info() const {
    constexpr FlareParameters kDefaults;
    DetectorInfo info;
    info.id = "flare";
    info.title = "Flare";
    info.description =
        "The beacon search of Flare: the share of intervals, in whole seconds, that lie within two "
        "neighbouring seconds near the commonest interval. It finds clockwork, missed beats or "
        "not. It "
        "misses jitter of a few seconds, for which no two seconds hold many intervals. With the "
        "limits "
        "of its command line it flags a good deal of ordinary traffic; its sample configuration "
        "has intervals from 30 s and 50 %.";
    info.groupings = {series::Grouping::ClientName, series::Grouping::ClientDomain,
                      series::Grouping::Name};
    info.parameters = {
        {"min_occurrences", "More intervals than", "",
         "A series with so many intervals or fewer is skipped.",
         static_cast<double>(kDefaults.minOccurrences), 0, 1'000'000, 0},
        {"min_interval_s", "Shortest interval", "s", "Shorter intervals are dropped.",
         static_cast<double>(kDefaults.minIntervalSeconds), 0, 86'400, 0},
        {"min_percent", "Share of intervals above", "%",
         "A series is flagged when two neighbouring seconds hold more of its intervals.",
         kDefaults.minPercent, 0, 100, 1}};
    info.scoreTitle = "Share of intervals";
    info.scoreHelp =
        "Percent of the intervals in the best two neighbouring seconds, whether flagged or "
        "not.";
    return info;
}

FlareRule::Evidence FlareRule::measure(const Sample& sample) const {
    return {{sample.seconds.begin(), sample.seconds.end()}};
}

Judgement FlareRule::judge(const Evidence& evidence, const ParameterValues& parameters) const {
    Judgement judgement;
    const auto result = flare(evidence.seconds, parametersFrom(parameters));
    if (!result)
        return judgement;
    judgement.flagged = result->flagged;
    judgement.score = result->percent;
    if (result->flagged)
        judgement.periodSeconds = static_cast<double>(result->intervalSeconds);
    return judgement;
}

Explanation FlareRule::explain(const Evidence& evidence, const ParameterValues& parameters,
                               const Prevalence&) const {
    const FlareParameters limits = parametersFrom(parameters);
    const auto result = flare(evidence.seconds, limits);
    if (!result)
        return {{fmt::format("{} queries", evidence.seconds.size()),
                 fmt::format("more than {} intervals", limits.minOccurrences)},
                {fmt::format(
                    "Skipped: of the intervals between {} queries, not more than {} are {} s "
                    "or longer.",
                    evidence.seconds.size(), limits.minOccurrences, limits.minIntervalSeconds)}};
    const Compared share = comparedNumbers(result->percent, limits.minPercent, 1, " %");
    return {{share.value + " of the intervals", "above " + share.limit},
            {fmt::format(
                "{}: {} of the intervals from {} s on are of {} or {} s, {} the limit of {}.",
                result->flagged ? "Flagged" : "Not flagged", share.value, limits.minIntervalSeconds,
                result->intervalSeconds - 1, result->intervalSeconds,
                result->flagged ? "above" : "not above", share.limit)}};
}

} // namespace beaconscope::detect::others
