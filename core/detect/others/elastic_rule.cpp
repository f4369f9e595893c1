// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/elastic_rule.h"

#include "core/detect/compared.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <tuple>

namespace beaconscope::detect::others {

namespace {

enum Parameter : std::size_t { LeastCorrelation, CountVariation, BytesVariation, BytesCount };

/// Fewer queries cannot fill the seven minutes that Elastic asks for.
constexpr std::size_t kMinQueries = 7;

ElasticLimits limitsFrom(const ParameterValues& parameters) {
    return {parameters[LeastCorrelation], parameters[CountVariation], parameters[BytesVariation]};
}

bool isFlagged(const ElasticVerdict& verdict, const ParameterValues& parameters) {
    return parameters[BytesCount] > 0 ? verdict.isBeaconing() : verdict.timing();
}

/// The window that speaks most for a beacon; null when none could be tested.
const ElasticResult* strongest(const ElasticRule::Evidence& evidence,
                               const ParameterValues& parameters) {
    const auto strength = [&parameters](const ElasticResult& result) {
        const ElasticVerdict verdict = elasticVerdict(result, limitsFrom(parameters));
        return std::tuple(isFlagged(verdict, parameters), verdict.score(), result.correlation);
    };
    const auto found = std::max_element(evidence.windows.begin(), evidence.windows.end(),
                                        [&](const ElasticResult& left, const ElasticResult& right) {
                                            return strength(left) < strength(right);
                                        });
    return found == evidence.windows.end() ? nullptr : &*found;
}

/// What is left of exactly equal counts after rounding is no variation.
Compared variationTexts(double variation, double limit) {
    constexpr double kRounding = 1e-6;
    return comparedNumbers(variation < kRounding ? 0 : variation, limit, 3);
}

std::string variationSentence(const char* what, const std::optional<double>& variation,
                              double limit) {
    if (!variation)
        return fmt::format("{}: known in too few minutes to say.", what);
    const Compared texts = variationTexts(*variation, limit);
    return fmt::format("{}: vary by {}, {} the limit of {}.", what, texts.value,
                       *variation <= limit ? "within" : "above", texts.limit);
}

DecidingValue decidingValue(const ElasticResult& result, const ElasticLimits& limits,
                            const ElasticVerdict& verdict) {
    if (verdict.lowCountVariation && !verdict.periodic) {
        const Compared variation = variationTexts(*result.countVariation, limits.countVariation);
        return {"counts vary by " + variation.value, "at most " + variation.limit};
    }
    const Compared correlation = comparedNumbers(result.correlation, limits.correlation, 2);
    return {"correlation " + correlation.value, "at least " + correlation.limit};
}

} // namespace

DetectorInfo ElasticRule::info() const {
    DetectorInfo info;
    info.id = "elastic";
    info.title = "Elastic, network beaconing";
    info.description =
        "The tests of Elastic's network beaconing 1.3.3 on queries a minute, in stretches of six "
        "hours: do the counts repeat with a period of 2 minutes to an hour, or are most minutes "
        "used alike? It finds periods of whole minutes and beacons of up to a minute that never "
        "pause. It misses series of fewer than 7 minutes in 12, periods that do not fit its "
        "minutes, periods above a sixth of the time in use, and missed beats; steady polling by "
        "ordinary programs is flagged. Elastic also counts equal sizes as a sign; queries for one "
        "name always have one size, so that this is off here.";
    info.groupings = {series::Grouping::ClientName, series::Grouping::ClientDomain,
                      series::Grouping::Name};
    info.parameters = {
        {"min_correlation", "Least correlation", "",
         "Periodic when the counts of neighbouring periods correlate at least so much.", 0.7, 0, 1,
         2},
        {"max_count_variation", "Largest variation of counts", "",
         "Standard deviation over mean of the queries a minute, outliers left out.", 0.1, 0, 10, 3},
        {"max_bytes_variation", "Largest variation of sizes", "",
         "The same of the mean size of queries, and of responses, in a minute.", 0.05, 0, 10, 3},
        {"flag_by_size", "Flag by size alone", "",
         "1: as Elastic has it, an even size is enough to be flagged. 0: only the tests of time "
         "are.",
         0, 0, 1, 0}};
    info.scoreTitle = "Beaconing score";
    info.scoreHelp = "Elastic's score, 0 to 3: one each for even timing, even query sizes and even "
                     "response sizes. Its rule for high confidence asks for 3.";
    return info;
}

ElasticRule::Evidence ElasticRule::measure(const Sample& sample) const {
    constexpr std::chrono::hours kLength{6};
    constexpr std::chrono::hours kStep{1};
    Evidence evidence;
    if (sample.times.size() < kMinQueries)
        return evidence;
    for (Timestamp end = sample.dataSet.last; end >= sample.times.front(); end -= kStep) {
        // Ages of a whole six hours are left out: the window is open at its old end.
        const auto first =
            std::upper_bound(sample.times.begin(), sample.times.end(), end - kLength);
        const auto last = std::upper_bound(first, sample.times.end(), end);
        if (static_cast<std::size_t>(last - first) >= kMinQueries) {
            std::vector<ElasticEvent> events;
            for (auto time = first; time != last; ++time) {
                const EventId row =
                    sample
                        .rows[static_cast<std::size_t>(std::distance(sample.times.begin(), time))];
                const store::Event& event = sample.input.events[row.index()];
                events.push_back({-seconds(end - *time), static_cast<double>(event.queryBytes),
                                  static_cast<double>(event.responseBytes)});
            }
            evidence.windows.push_back(elastic(elasticBuckets(events, 0)));
        }
        if (end - kLength < sample.dataSet.first)
            break;
        // A single packet of a wrong date would make for years of empty windows.
        if (first == last && first != sample.times.begin())
            end -= (end - kLength - *std::prev(first)) / kStep * kStep;
    }
    return evidence;
}

Judgement ElasticRule::judge(const Evidence& evidence, const ParameterValues& parameters) const {
    Judgement judgement;
    const ElasticResult* result = strongest(evidence, parameters);
    if (result == nullptr)
        return judgement;
    const ElasticVerdict verdict = elasticVerdict(*result, limitsFrom(parameters));
    judgement.flagged = isFlagged(verdict, parameters);
    judgement.score = verdict.score();
    if (verdict.periodic)
        judgement.periodSeconds = ElasticBuckets::kSeconds * result->periodMinutes;
    return judgement;
}

Explanation ElasticRule::explain(const Evidence& evidence, const ParameterValues& parameters,
                                 const Prevalence&) const {
    const ElasticResult* result = strongest(evidence, parameters);
    if (result == nullptr)
        return {{"too few queries", fmt::format("at least {} in 6 h", kMinQueries)},
                {fmt::format("Not tested: Elastic needs queries in 7 different minutes of six "
                             "hours.")}};
    const ElasticLimits limits = limitsFrom(parameters);
    const ElasticVerdict verdict = elasticVerdict(*result, limits);
    Explanation explanation;
    if (result->periodMinutes == 0) {
        explanation.deciding = {"too few minutes", "7 in at least 12"};
        explanation.sentences = {"Not tested: Elastic needs queries in 7 different minutes, and 12 "
                                 "minutes from the first to the last."};
        return explanation;
    }
    explanation.deciding = decidingValue(*result, limits, verdict);
    const Compared correlation = comparedNumbers(result->correlation, limits.correlation, 2);
    explanation.sentences = {
        fmt::format("{} by its tests of {}; score {} of 3.",
                    isFlagged(verdict, parameters) ? "Flagged" : "Not flagged",
                    parameters[BytesCount] > 0 ? "time and size" : "time", verdict.score()),
        fmt::format("The counts repeat best every {} minutes: correlation {}, {} the limit of {}.",
                    result->periodMinutes, correlation.value,
                    verdict.periodic ? "not below" : "below", correlation.limit),
        variationSentence("Queries a minute", result->countVariation, limits.countVariation),
        variationSentence("Sizes of queries", result->sourceBytesVariation, limits.bytesVariation),
        variationSentence("Sizes of responses", result->destinationBytesVariation,
                          limits.bytesVariation)};
    return explanation;
}

} // namespace beaconscope::detect::others
