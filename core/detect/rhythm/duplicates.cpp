// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/duplicates.h"

#include <algorithm>
#include <numeric>

namespace beaconscope::detect::rhythm {

namespace {

constexpr std::uint32_t kDropped = UINT32_MAX;

/// Copies closer together are of one packet, captured twice. No client waits so short a time.
constexpr double kMinRepeatSeconds = 0.5;

/// Of two queries with one id, name and type.
bool isRepeat(const Query& earlier, const Query& later) {
    if (later.timeSeconds - earlier.timeSeconds > kDuplicateWindowSeconds)
        return false;
    const bool isAnswered =
        earlier.roundTripSeconds >= 0 &&
        earlier.timeSeconds + double{earlier.roundTripSeconds} <= later.timeSeconds;
    return !isAnswered || later.clientPort == earlier.clientPort;
}

/// Whether what `copy` was answered says more than what `known` was.
bool tellsMore(const Query& copy, const Query& known) {
    return (copy.ttlSeconds >= 0 && known.ttlSeconds < 0) || (hasAnswer(copy) && !hasAnswer(known));
}

Query withAnswerOf(Query query, const Query& answered) {
    query.ttlSeconds = answered.ttlSeconds;
    query.rcode = answered.rcode;
    query.roundTripSeconds = answered.roundTripSeconds;
    if (query.roundTripSeconds >= 0)
        query.roundTripSeconds += static_cast<float>(answered.timeSeconds - query.timeSeconds);
    return query;
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

    auto& repeats = scratch.repeats;
    repeats.clear();
    auto& answered = scratch.answered;
    answered.resize(queries.size());
    std::iota(answered.begin(), answered.end(), std::uint32_t{0});
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::uint32_t copy = keys[i].second;
        if (i == 0 || keys[i].first != keys[i - 1].first ||
            !isRepeat(queries[keys[i - 1].second], queries[copy])) {
            first = copy;
            continue;
        }
        if (tellsMore(queries[copy], queries[answered[first]]))
            answered[first] = copy;
        answered[copy] = kDropped;
        const double apart = queries[copy].timeSeconds - queries[keys[i - 1].second].timeSeconds;
        if (apart >= kMinRepeatSeconds)
            repeats.emplace_back(
                first, static_cast<float>(queries[copy].timeSeconds - queries[first].timeSeconds));
    }

    kept.clear();
    std::sort(repeats.begin(), repeats.end());
    auto repeat = repeats.begin();
    for (std::uint32_t i = 0; i < queries.size(); ++i) {
        if (answered[i] == kDropped)
            continue;
        kept.push_back(withAnswerOf(queries[i], queries[answered[i]]));
        for (; repeat != repeats.end() && repeat->first == i; ++repeat)
            kept.back().repeatedForSeconds = repeat->second;
    }
}

} // namespace beaconscope::detect::rhythm
