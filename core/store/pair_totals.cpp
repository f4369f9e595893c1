// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/pair_totals.h"

namespace beaconscope::store {

namespace {

void addQuery(Totals& totals, const Event& event) {
    ++totals.queries;
    totals.seen(event.time);
    totals.types.insert(event.qtype);
    if (event.has(EventFlag::Retransmission))
        ++totals.retransmissions;
    if (event.has(EventFlag::HasResponse))
        ++totals.answered;
}

void addResponse(Totals& totals, const Event& event) {
    ++totals.responses;
    if (!event.has(EventFlag::HasQuery))
        totals.types.insert(event.qtype);
    if (event.rcode == dns::ResponseCode::NxDomain)
        ++totals.nxdomain;
    if (event.has(EventFlag::HasTtl))
        totals.sawTtl(event.ttlSeconds);
}

/// Adds the events for which `counts` is true to the totals of their pairs.
template <typename Counts>
void addEvents(const ColumnView<Event>& events, Counts counts, LargeVector<PairTotals>& pairs) {
    constexpr std::size_t kAhead = 16; // totals are fetched so many events before they are needed
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i + kAhead < events.size())
            __builtin_prefetch(&pairs[events[i + kAhead].pair.index()], 1);
        const Event& event = events[i];
        if (!counts(event))
            continue;
        Totals& totals = pairs[event.pair.index()].totals;
        if (event.has(EventFlag::HasQuery))
            addQuery(totals, event);
        if (event.has(EventFlag::HasResponse))
            addResponse(totals, event);
    }
}

} // namespace

std::shared_ptr<LargeVector<PairTotals>> totalsOf(const ColumnView<Event>& events,
                                                  std::span<const PairKey> pairs) {
    auto result = std::make_shared<LargeVector<PairTotals>>();
    result->reserve(pairs.size());
    for (const PairKey& pair : pairs)
        result->push_back({pair.client, pair.name, {}});
    addEvents(
        events, [](const Event&) { return true; }, *result);
    return result;
}

std::shared_ptr<const LargeVector<PairTotals>> totalsInRange(const ColumnView<Event>& events,
                                                             const LargeVector<PairTotals>& pairs,
                                                             Timestamp first, Timestamp last) {
    return totalsWhere(events, pairs, [first, last](const Event& event) {
        return event.time >= first && event.time <= last;
    });
}

std::shared_ptr<const LargeVector<PairTotals>>
totalsWhere(const ColumnView<Event>& events, const LargeVector<PairTotals>& pairs,
            const std::function<bool(const Event&)>& counts) {
    auto result = std::make_shared<LargeVector<PairTotals>>();
    result->reserve(pairs.size());
    for (const PairTotals& pair : pairs)
        result->push_back({pair.client, pair.name, {}});
    addEvents(events, counts, *result);
    return result;
}

} // namespace beaconscope::store
