// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/rhythm_beats.h"

#include "core/detect/rhythm/beacon_query.h"
#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/carry_on.h"
#include "core/detect/rhythm/cycle.h"
#include "core/detect/rhythm/duplicates.h"

#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

std::optional<IntervalWindow> windowOf(const IntervalEvidence& evidence) {
    if (evidence.lnP >= 0)
        return std::nullopt;
    IntervalWindow window;
    for (const auto& [low, high] : teethOf(evidence))
        window.teeth.push_back({low, high});
    window.inside = evidence.inside;
    window.given = evidence.comb ? 1 : 0;
    window.insideByChance = evidence.chanceMass * static_cast<double>(evidence.intervals);
    return window;
}

/// The beats as the analysis left them, before turns of a cycle were joined.
BeatSeries singleBeatsOf(std::span<const Query> queries, const SeriesAnalysis& analysis) {
    DuplicateScratch scratch;
    std::vector<Query> kept;
    dropDuplicates(queries, scratch, kept);
    if (const auto& name = analysis.carrier)
        std::erase_if(kept, [&](const Query& query) { return query.name != *name; });
    std::vector<double> lengths;
    BeatSeries series;
    collapseToBeats(kept, analysis.levelSeconds, lengths, series);
    return series;
}

/// The judged ones of `beats`: all, or the first of each turn.
BeatSeries judgedOf(const BeatSeries& beats, const SeriesAnalysis& analysis) {
    if (analysis.followUps)
        return openingBeats(beats, *analysis.followUps);
    if (analysis.beatsAreTurns)
        return joinBeats(beats, firstBeatsOf(*analysis.cycle, beats.intervals));
    return beats;
}

} // namespace

JudgedBeats judgedBeats(const series::AnalysisInput& input, std::span<const EventId> rows,
                        const SeriesAnalysis& analysis) {
    std::vector<Query> queries;
    std::vector<EventId> order;
    gatherQueries(input, series::DrawnTimes(input), rows, queries, &order);
    JudgedBeats result;
    result.levelSeconds = analysis.levelSeconds;
    if (analysis.carrier)
        result.name = NameId(*analysis.carrier);
    if (!analysis.isClocked())
        result.window = windowOf(analysis.window);
    // Back from seconds to whole nanoseconds by way of the queries, as doubles may be off by one.
    const auto timesOf = [&](const BeatSeries& beats) {
        std::vector<Timestamp> times;
        std::size_t query = 0;
        for (const double start : beats.startSeconds) {
            while (queries[query].timeSeconds != start)
                ++query;
            times.push_back(input.events[order[query].index()].time);
        }
        return times;
    };
    const BeatSeries single = singleBeatsOf(queries, analysis);
    BeatSeries judged = judgedOf(single, analysis);
    result.times = timesOf(judged);
    if (analysis.cycle && judged.size() < single.size())
        result.timesInTurns = timesOf(single);
    result.intervalsSeconds = std::move(judged.intervals);
    return result;
}

} // namespace beaconscope::detect::rhythm
