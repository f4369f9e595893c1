// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/beacon_query.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace beaconscope::detect::rhythm {

namespace {

Query beaconQuery(const store::Event& event, double timeSeconds) {
    Query query;
    query.timeSeconds = timeSeconds;
    query.name = event.name.value();
    query.type = static_cast<std::uint16_t>(event.qtype);
    query.id = event.id;
    query.clientPort = event.clientPort;
    if (event.has(store::EventFlag::HasTtl))
        query.ttlSeconds = event.ttlSeconds;
    if (event.has(store::EventFlag::HasResponse))
        query.rcode = static_cast<std::uint16_t>(event.rcode);
    if (event.roundTrip > Duration::zero())
        query.roundTripSeconds = static_cast<float>(seconds(event.roundTrip));
    return query;
}

/// Draws from times of several grids may have changed places.
void sortByTime(std::vector<Query>& queries, std::vector<EventId>* rows) {
    std::vector<std::size_t> order(queries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return queries[i].timeSeconds; });
    const std::vector<Query> unsorted = queries;
    for (std::size_t i = 0; i < order.size(); ++i)
        queries[i] = unsorted[order[i]];
    if (rows == nullptr)
        return;
    const std::vector<EventId> unsortedRows = *rows;
    for (std::size_t i = 0; i < order.size(); ++i)
        (*rows)[i] = unsortedRows[order[i]];
}

} // namespace

double gatherQueries(const series::AnalysisInput& input, const series::DrawnTimes& times,
                     std::span<const EventId> rows, std::vector<Query>& queries,
                     std::vector<EventId>* order) {
    queries.clear();
    if (order != nullptr)
        order->assign(rows.begin(), rows.end());
    Duration coarsest{0};
    for (const EventId row : rows) {
        const store::Event& event = input.events[row.index()];
        coarsest = std::max(coarsest, times.stepOf(event));
        queries.push_back(beaconQuery(event, times.secondsOf(event)));
    }
    if (coarsest > Duration::zero() && !std::ranges::is_sorted(queries, {}, &Query::timeSeconds))
        sortByTime(queries, order);
    return seconds(coarsest);
}

} // namespace beaconscope::detect::rhythm
