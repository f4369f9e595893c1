// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/range_totals.h"

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

} // namespace

std::shared_ptr<const std::vector<PairTotals>> totalsInRange(const ColumnView<Event>& events,
                                                             const std::vector<PairTotals>& pairs,
                                                             Timestamp first, Timestamp last) {
    return totalsWhere(events, pairs, [first, last](const Event& event) {
        return event.time >= first && event.time <= last;
    });
}

std::shared_ptr<const std::vector<PairTotals>>
totalsWhere(const ColumnView<Event>& events, const std::vector<PairTotals>& pairs,
            const std::function<bool(const Event&)>& counts) {
    auto result = std::make_shared<std::vector<PairTotals>>();
    result->reserve(pairs.size());
    for (const PairTotals& pair : pairs)
        result->push_back({pair.client, pair.name, {}});
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& event = events[i];
        if (!counts(event))
            continue;
        Totals& totals = (*result)[event.pair.index()].totals;
        if (event.has(EventFlag::HasQuery))
            addQuery(totals, event);
        if (event.has(EventFlag::HasResponse))
            addResponse(totals, event);
    }
    return result;
}

} // namespace beaconscope::store
