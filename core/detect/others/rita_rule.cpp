// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/rita_rule.h"

#include "core/detect/compared.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::detect::others {

namespace {

enum Parameter : std::size_t { FewestSeconds, LeastScore };

/// RITA keeps its times by the hour, and so begins with the hour in which its 24 hours begin.
std::int64_t startOfHour(std::int64_t second) {
    constexpr std::int64_t kHour = 3600;
    const std::int64_t rest = second % kHour;
    return second - (rest < 0 ? rest + kHour : rest);
}

double medianInterval(std::span<const std::int64_t> differentSeconds) {
    std::vector<double> intervals;
    for (std::size_t i = 1; i < differentSeconds.size(); ++i)
        intervals.push_back(static_cast<double>(differentSeconds[i] - differentSeconds[i - 1]));
    return series::intervalStatistics(intervals).medianSeconds;
}

bool isJudged(const RitaRule::Evidence& evidence, const ParameterValues& parameters) {
    return evidence.score &&
           static_cast<double>(evidence.differentSeconds) >= parameters[FewestSeconds];
}

std::string whyNotJudged(const RitaRule::Evidence& evidence, const ParameterValues& parameters) {
    if (evidence.queries >= kRitaStrobeEvents)
        return fmt::format("Not scored: {} queries in 24 hours are {} or more, which RITA calls a "
                           "strobe.",
                           evidence.queries, kRitaStrobeEvents);
    return fmt::format("Not scored: queries in {} different seconds of the last 24 hours, and RITA "
                       "asks for at least {:.0f}.",
                       evidence.differentSeconds, parameters[FewestSeconds]);
}

std::string severitySentence(const RitaScore& score, const Prevalence& prevalence) {
    const double severity = ritaSeverity(score.total);
    // Among one client everything is common; that would say nothing.
    if (prevalence.clientsInCapture < 2)
        return fmt::format("RITA's severity: {:.2f}, {}.", severity, ritaCategory(severity));
    const double share =
        static_cast<double>(prevalence.clients) / static_cast<double>(prevalence.clientsInCapture);
    const double modifier = ritaPrevalenceModifier(share);
    const double modified = std::max(0.0, severity + modifier);
    return fmt::format("RITA's severity: {:.2f}, and {:+.2f} as {} of {} clients ask for it: {}.",
                       severity, modifier, prevalence.clients, prevalence.clientsInCapture,
                       ritaCategory(modified));
}

} // namespace

DetectorInfo RitaRule::info() const {
    DetectorInfo info;
    info.groupings = {series::Grouping::ClientName, series::Grouping::ClientDomain,
                      series::Grouping::Name};
    info.parameters = {
        {"min_unique_times", "Fewest different seconds", "",
         "RITA's threshold of unique connections; it accepts no less than 4.", 4, 4, 86'400, 0},
        {"min_score_percent", "Least score", "%",
         "RITA lists what scores 50 % as low, from 70 % as medium and from 90 % as high.", 90, 0,
         100, 1}};
    if (m_score == Score::Total) {
        info.id = "rita";
        info.title = "RITA v5, total";
        info.description =
            "The beacon score of RITA v5: the mean of four scores, for even intervals, even query "
            "lengths, steady duration and an even histogram over the capture's last 24 hours. RITA "
            "does not apply it to DNS itself. It finds steady beacons that last the whole capture, "
            "even with much jitter. But queries for one name have one length, and any name asked "
            "for throughout fills the hours, so that traffic without a rhythm scores high too; "
            "beacons in a part of the capture score low.";
        info.scoreTitle = "RITA score";
        info.scoreHelp = "RITA's total in percent, whether flagged or not.";
    } else {
        info.id = "rita-ts";
        info.title = "RITA v5, timestamps";
        info.description =
            "The part of RITA's score that is about time: how symmetric the intervals between "
            "whole "
            "seconds are around their median, and how near to it. It finds beacons with little "
            "jitter, however short their time. It misses wide jitter and intervals doubled by "
            "missed "
            "beats, and it flags four queries that happen to be even, retries, updaters and cache "
            "refreshes. RITA has no threshold for it alone.";
        info.scoreTitle = "Timestamp score";
        info.scoreHelp = "RITA's timestamp score in percent, whether flagged or not.";
    }
    return info;
}

RitaRule::Evidence RitaRule::measure(const Sample& sample) const {
    const std::vector<std::int64_t> bounds =
        wholeSeconds(std::array{sample.dataSet.first, sample.dataSet.last});
    const RitaWindow window = ritaWindow(bounds[0], bounds[1]);
    const auto first = std::lower_bound(sample.seconds.begin(), sample.seconds.end(),
                                        startOfHour(window.firstSecond));
    const std::vector<std::int64_t> seconds(first, sample.seconds.end());
    std::vector<double> bytes;
    bytes.reserve(seconds.size());
    for (const EventId row : sample.rows.last(seconds.size()))
        bytes.push_back(sample.input.events[row.index()].queryBytes);

    std::vector<std::int64_t> different = seconds;
    different.erase(std::unique(different.begin(), different.end()), different.end());
    return {ritaScore(seconds, bytes, window), seconds.size(), different.size(),
            medianInterval(different),
            std::any_of(bytes.begin(), bytes.end(), [](double length) { return length > 0; })};
}

double RitaRule::chosen(const RitaScore& score) const {
    return 100 * (m_score == Score::Total ? score.total : score.timestamps);
}

Judgement RitaRule::judge(const Evidence& evidence, const ParameterValues& parameters) const {
    Judgement judgement;
    if (!isJudged(evidence, parameters))
        return judgement;
    judgement.score = chosen(*evidence.score);
    judgement.flagged = judgement.score >= parameters[LeastScore];
    if (judgement.flagged)
        judgement.periodSeconds = evidence.medianIntervalSeconds;
    return judgement;
}

Explanation RitaRule::explain(const Evidence& evidence, const ParameterValues& parameters,
                              const Prevalence& prevalence) const {
    if (!isJudged(evidence, parameters))
        return {{fmt::format("{} different seconds", evidence.differentSeconds),
                 fmt::format("at least {:.0f}", parameters[FewestSeconds])},
                {whyNotJudged(evidence, parameters)}};
    const RitaScore& score = *evidence.score;
    const double value = chosen(score);
    const bool flagged = value >= parameters[LeastScore];
    const char* what = m_score == Score::Total ? "total" : "timestamp score";
    Explanation explanation;
    const Compared texts = comparedNumbers(value, parameters[LeastScore], 1, " %");
    explanation.deciding = {fmt::format("{} {}", what, texts.value), "at least " + texts.limit};
    explanation.sentences = {
        fmt::format("{}: the {}, {}, is {} the limit of {}.", flagged ? "Flagged" : "Not flagged",
                    what, texts.value, flagged ? "not below" : "below", texts.limit),
        fmt::format("Timestamps {:.1f} %, query lengths {:.1f} %, duration {:.1f} %, histogram "
                    "{:.1f} %: total {:.1f} %.",
                    100 * score.timestamps, 100 * score.dataSizes, 100 * score.duration,
                    100 * score.histogram, 100 * score.total)};
    if (m_score == Score::Total) {
        if (!evidence.knowsLengths)
            explanation.sentences.emplace_back(
                "A log holds no query lengths, which RITA takes for "
                "uneven: 87.5 % is the most that the total can reach.");
        explanation.sentences.push_back(severitySentence(score, prevalence));
    }
    return explanation;
}

} // namespace beaconscope::detect::others
