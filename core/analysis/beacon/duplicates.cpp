#include "core/analysis/beacon/duplicates.h"

#include <algorithm>

namespace beaconscope::analysis::beacon {

namespace {

/// Of two queries with one id, name and type.
bool isRepeat(const Query& earlier, const Query& later) {
    if (later.timeSeconds - earlier.timeSeconds > kDuplicateWindowSeconds)
        return false;
    const bool isAnswered =
        earlier.roundTripSeconds >= 0 &&
        earlier.timeSeconds + double{earlier.roundTripSeconds} <= later.timeSeconds;
    return !isAnswered || later.clientPort == earlier.clientPort;
}

/// Whether the query at `index` has another at most kDuplicateWindowSeconds away.
bool hasNeighbour(std::span<const Query> queries, std::size_t index) {
    const double time = queries[index].timeSeconds;
    return (index > 0 && time - queries[index - 1].timeSeconds <= kDuplicateWindowSeconds) ||
           (index + 1 < queries.size() &&
            queries[index + 1].timeSeconds - time <= kDuplicateWindowSeconds);
}

} // namespace

void dropDuplicates(std::span<const Query> queries, DuplicateScratch& scratch,
                    std::vector<Query>& kept) {
    auto& keys = scratch.keys;
    keys.clear();
    for (std::uint32_t i = 0; i < queries.size(); ++i) {
        if (!hasNeighbour(queries, i))
            continue;
        const Query& query = queries[i];
        const std::uint64_t key =
            (std::uint64_t{query.name} << 32U) | (std::uint64_t{query.id} << 16U) | query.type;
        keys.emplace_back(key, i);
    }
    // The index is the time order, so copies of one query become neighbours in time order.
    std::sort(keys.begin(), keys.end());

    auto& dropped = scratch.dropped;
    dropped.assign(queries.size(), 0);
    for (std::size_t i = 1; i < keys.size(); ++i) {
        if (keys[i].first == keys[i - 1].first &&
            isRepeat(queries[keys[i - 1].second], queries[keys[i].second]))
            dropped[keys[i].second] = 1;
    }

    kept.clear();
    for (std::size_t i = 0; i < queries.size(); ++i) {
        if (dropped[i] == 0)
            kept.push_back(queries[i]);
    }
}

} // namespace beaconscope::analysis::beacon
