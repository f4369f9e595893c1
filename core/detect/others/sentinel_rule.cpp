// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/sentinel_rule.h"

#include "core/detect/compared.h"

#include <fmt/core.h>

namespace beaconscope::detect::others {

namespace {

enum Parameter : std::size_t { ShortestInterval, MostTooFew, LeastPercent };

SentinelParameters parametersFrom(const ParameterValues& parameters) {
    return {static_cast<std::int64_t>(parameters[ShortestInterval]),
            static_cast<std::size_t>(parameters[MostTooFew]), parameters[LeastPercent]};
}

} // namespace

DetectorInfo SentinelRule::info() const {
    constexpr SentinelParameters kDefaults;
    DetectorInfo info;
    info.id = "sentinel";
    info.title = "Sentinel, DNS hunting query";
    info.description =
        "Microsoft Sentinel's query for potential beaconing in DNS: in one hour of the clock, more "
        "than 15 intervals above 10 s, and more than 80 % of them of one length in whole seconds. "
        "It "
        "finds exact beacons between 11 s and just under 4 minutes. It misses longer periods, as "
        "they make too few intervals in an hour, and jitter of a second. The query itself measures "
        "to "
        "the client's next look-up of any name and so loses beacons in other traffic; here each "
        "series is measured by itself.";
    info.groupings = {series::Grouping::ClientName, series::Grouping::ClientDomain,
                      series::Grouping::Name};
    info.parameters = {
        {"min_delta_s", "Intervals longer than", "s", "Intervals as long or shorter are dropped.",
         static_cast<double>(kDefaults.minDeltaSeconds), 0, 3'600, 0},
        {"min_total", "More intervals an hour than", "",
         "An hour with so many intervals or fewer is skipped.",
         static_cast<double>(kDefaults.minTotal), 0, 1'000'000, 0},
        {"min_percent", "Share of intervals above", "%",
         "A series is flagged when more of an hour's intervals have the commonest length.",
         kDefaults.minPercent, 0, 100, 1}};
    info.scoreTitle = "Beacon percent";
    info.scoreHelp =
        "Percent of the intervals with the commonest length, in the best hour, whether "
        "flagged or not.";
    return info;
}

SentinelRule::Evidence SentinelRule::measure(const Sample& sample) const {
    return {{sample.seconds.begin(), sample.seconds.end()}};
}

Judgement SentinelRule::judge(const Evidence& evidence, const ParameterValues& parameters) const {
    Judgement judgement;
    const auto result = sentinel(evidence.seconds, parametersFrom(parameters));
    if (!result)
        return judgement;
    judgement.flagged = result->flagged;
    judgement.score = result->percent;
    if (result->flagged)
        judgement.periodSeconds = static_cast<double>(result->deltaSeconds);
    return judgement;
}

Explanation SentinelRule::explain(const Evidence& evidence, const ParameterValues& parameters,
                                  const Prevalence&) const {
    const SentinelParameters limits = parametersFrom(parameters);
    const auto result = sentinel(evidence.seconds, limits);
    if (!result)
        return {{"too few intervals an hour", fmt::format("more than {}", limits.minTotal)},
                {fmt::format(
                    "Skipped: no hour of the clock holds more than {} intervals longer than {} "
                    "s.",
                    limits.minTotal, limits.minDeltaSeconds)}};
    const Compared share = comparedNumbers(result->percent, limits.minPercent, 1, " %");
    return {{share.value + " of an hour's intervals", "above " + share.limit},
            {fmt::format("{}: in the best hour {} of the intervals longer than {} s are of {} s, "
                         "{} the limit of {}.",
                         result->flagged ? "Flagged" : "Not flagged", share.value,
                         limits.minDeltaSeconds, result->deltaSeconds,
                         result->flagged ? "above" : "not above", share.limit)}};
}

} // namespace beaconscope::detect::others
