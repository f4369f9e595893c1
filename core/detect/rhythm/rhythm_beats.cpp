// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/rhythm_beats.h"

#include "core/detect/rhythm/beacon_query.h"
#include "core/detect/rhythm/beats.h"
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

BeatSeries collapse(std::span<const Query> queries, const std::optional<std::uint32_t>& name,
                    double levelSeconds) {
    DuplicateScratch scratch;
    std::vector<Query> kept;
    dropDuplicates(queries, scratch, kept);
    if (name)
        std::erase_if(kept, [&](const Query& query) { return query.name != *name; });
    std::vector<double> lengths;
    BeatSeries series;
    collapseToBeats(kept, levelSeconds, lengths, series);
    return series;
}

} // namespace

JudgedBeats judgedBeats(const ColumnView<store::Event>& events, std::span<const EventId> rows,
                        Timestamp origin, const SeriesAnalysis& analysis) {
    std::vector<Query> queries;
    queries.reserve(rows.size());
    for (const EventId row : rows)
        queries.push_back(beaconQuery(events[row.index()], origin));
    JudgedBeats result;
    result.levelSeconds = analysis.levelSeconds;
    if (analysis.carrier)
        result.name = NameId(*analysis.carrier);
    if (!analysis.isClocked())
        result.window = windowOf(analysis.window);
    BeatSeries series = collapse(queries, analysis.carrier, result.levelSeconds);
    result.intervalsSeconds = std::move(series.intervals);
    // Back from seconds to whole nanoseconds by way of the queries, as doubles may be off by one.
    std::size_t query = 0;
    for (const double start : series.startSeconds) {
        while (queries[query].timeSeconds != start)
            ++query;
        result.times.push_back(events[rows[query].index()].time);
    }
    return result;
}

} // namespace beaconscope::detect::rhythm
