// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/event_store.h"

#include "core/base/hash.h"
#include "core/store/pair_totals.h"

#include <algorithm>
#include <utility>

namespace beaconscope::store {

namespace {

using dns::DnsPayload;
using dns::Transport;

/// An LLMNR query goes to a multicast group, and any member may answer it (RFC 4795 section 2.1).
RecentQueries::Route routeOf(Transport transport, AddressId resolver, std::uint16_t clientPort) {
    return {transport == Transport::Llmnr ? AddressId() : resolver, clientPort};
}

RecentQueries::Route routeOf(const Event& event) {
    return routeOf(event.transport, event.resolver, event.clientPort);
}

RecentQueries::Key keyOf(const Event& event) {
    return {event.client, event.name, event.qtype, event.id};
}

std::uint64_t hashPair(AddressId client, NameId name) {
    return hashWords(std::uint64_t{client.value()} << 32U | name.value());
}

/// Completes a query by its response.
void answer(Event& event, const Event& response) {
    constexpr auto kFlags = static_cast<std::uint8_t>(EventFlag::HasResponse) |
                            static_cast<std::uint8_t>(EventFlag::HasTtl) |
                            static_cast<std::uint8_t>(EventFlag::Malformed);
    event.flags |= static_cast<std::uint8_t>(response.flags & kFlags);
    event.rcode = response.rcode;
    event.responseBytes = response.responseBytes;
    event.ttlSeconds = response.ttlSeconds;
    event.roundTrip = response.time - event.time;
    event.responsePacket = response.packet;
}

} // namespace

void EventStore::add(const DnsPayload& payload, const dns::Message& message, FileId file) {
    m_single.clear();
    m_single.add(payload, message, file);
    add(m_single);
}

/// Each step runs over all rows, because a step knows what the next will look for, and memory can
/// be fetched in time. Ids do not depend on this: each table is filled in the order of the rows.
void EventStore::add(const MessageBlock& block) {
    m_places.resize(block.size());
    internNames(block);
    internAddresses(block);
    for (std::size_t i = 0; i < block.size(); ++i) {
        fetchFor(block, i);
        addRow(block[i], m_places[i]);
    }
}

void EventStore::internNames(const MessageBlock& block) {
    constexpr std::size_t kToText = 4;
    constexpr std::size_t kToEntry = 8;
    constexpr std::size_t kToSlot = 16;
    for (std::size_t i = 0; i < block.size(); ++i) {
        // A row without a question has the hash 0, whose slot costs nothing.
        if (i + kToSlot < block.size())
            m_names.prefetchSlot(block[i + kToSlot].nameHash);
        if (i + kToEntry < block.size())
            m_names.prefetchEntry(block[i + kToEntry].nameHash);
        if (i + kToText < block.size())
            m_names.prefetchText(block[i + kToText].nameHash);
        const MessageBlock::Row& row = block[i];
        if (row.hasQuestion)
            m_places[i].names =
                m_names.intern(block.canonical(row), row.nameHash, block.asSent(row));
    }
}

void EventStore::internAddresses(const MessageBlock& block) {
    for (std::size_t i = 0; i < block.size(); ++i) {
        const MessageBlock::Row& row = block[i];
        if (!row.hasQuestion)
            continue;
        Place& place = m_places[i];
        place.client = m_addresses.intern(row.client);
        place.resolver = m_addresses.intern(row.resolver);
        place.pairHash = hashPair(place.client, place.names.canonical);
        place.buckets = RecentQueries::bucketsOf(
            {place.client, place.names.canonical, row.event.qtype, row.event.id},
            routeOf(row.event.transport, place.resolver, row.event.clientPort));
    }
}

/// Fetches memory for the rows that come some time after `next`.
void EventStore::fetchFor(const MessageBlock& block, std::size_t next) const {
    constexpr std::size_t kFar = 24;
    constexpr std::size_t kNear = 12;
    if (next + kFar < block.size()) {
        const Place& place = m_places[next + kFar];
        m_recent.prefetch(place.buckets);
        if (!block[next + kFar].isResponse)
            m_pairIds.prefetch(place.pairHash);
    }
    if (next + kNear < block.size() && !block[next + kNear].isResponse) {
        const Place& place = m_places[next + kNear];
        m_recent.prefetchNewest(place.buckets);
        if (const auto pair = m_pairIds.firstRow(place.pairHash))
            __builtin_prefetch(&m_pairs[*pair]);
    }
}

void EventStore::addRow(const MessageBlock::Row& row, const Place& place) {
    if (row.hasQuestion) {
        Event event = row.event;
        event.name = place.names.canonical;
        event.spelling = place.names.spelling;
        event.client = place.client;
        event.resolver = place.resolver;
        m_isMatched |= row.isResponse ? addResponse(event, place) : addQuery(event, place);
    }
    if (row.isLastOfMessage)
        countMessage(row);
}

void EventStore::countMessage(const MessageBlock::Row& row) {
    const bool isMatched = std::exchange(m_isMatched, false);
    const bool isMulticast = dns::isMulticast(row.event.transport);
    ++m_counts.messages;
    ++(row.isResponse ? m_counts.responses : m_counts.queries);
    if (!row.hasQuestion)
        ++m_counts.withoutQuestion;
    if (isMulticast) {
        ++(row.isResponse ? m_counts.multicastResponses : m_counts.multicastQueries);
        return;
    }
    // Each time is compared with the earliest and the latest so far, because the clock of a file
    // may go back.
    const Timestamp time = row.event.time;
    if (row.isResponse) {
        m_counts.lastResponse = std::max(m_counts.lastResponse.value_or(time), time);
        if (row.hasQuestion && !isMatched)
            ++m_counts.responsesWithoutQuery;
    } else {
        if (isMatched && m_counts.responsesWithoutQuery > 0)
            --m_counts.responsesWithoutQuery;
        m_counts.firstQuery = std::min(m_counts.firstQuery.value_or(time), time);
        m_counts.lastQuery = std::max(m_counts.lastQuery.value_or(time), time);
    }
}

PairId EventStore::internPair(const Place& place) {
    const PairKey key{place.client, place.names.canonical};
    const auto next = static_cast<std::uint32_t>(m_pairs.size());
    const std::uint32_t row = m_pairIds.findOrInsert(
        place.pairHash, next, [&](std::uint32_t other) { return m_pairs[other] == key; });
    if (row == next)
        m_pairs.push_back(key);
    return PairId(row);
}

/// Makes one event of a response that came before its query, and of the query.
void EventStore::joinEarlyResponse(EventId response, const Event& query) {
    Event& event = m_events.mutableAt(response.index());
    Event joined = query;
    joined.flags |= event.flags;
    joined.responsePacket = event.packet;
    joined.ttlSeconds = event.ttlSeconds;
    joined.rcode = event.rcode;
    joined.responseBytes = event.responseBytes;
    event = joined;
}

bool EventStore::addQuery(Event event, const Place& place) {
    event.pair = internPair(place);
    // mDNS always uses the id 0 (RFC 6762 section 18.1), so the id cannot show a repeated query.
    const bool isMdns = event.transport == Transport::Mdns;
    const RecentQueries::Key key = keyOf(event);
    const RecentQueries::Route route = routeOf(event);
    const auto early =
        isMdns ? std::nullopt : m_recent.takeEarly(key, route, place.buckets, event.time);
    const EventId id = early.value_or(EventId(static_cast<std::uint32_t>(m_events.size())));
    if (!isMdns && m_recent.add(key, route, place.buckets, id, event.time, early.has_value()))
        event.set(EventFlag::Retransmission);
    if (early)
        joinEarlyResponse(*early, event);
    else
        m_events.append(event);
    return early.has_value();
}

bool EventStore::addResponse(Event lone, const Place& place) {
    const bool isMdns = lone.transport == Transport::Mdns;
    const RecentQueries::Key key = keyOf(lone);
    const RecentQueries::Route route = routeOf(lone);
    const auto answered =
        isMdns ? std::nullopt : m_recent.takeAnswered(key, route, place.buckets, lone.time);
    if (answered) {
        answer(m_events.mutableAt(answered->index()), lone);
        return true;
    }
    lone.pair = internPair(place);
    const EventId id(static_cast<std::uint32_t>(m_events.size()));
    if (!isMdns)
        m_recent.addEarly(key, route, place.buckets, id, lone.time);
    m_events.append(lone);
    return false;
}

StoreView EventStore::view() const {
    const EventId end(static_cast<std::uint32_t>(m_events.size()));
    StoreView view{m_events.view(m_recent.firstWaiting(end).index()), m_names.view(),
                   m_addresses.view(), nullptr, nullptr};
    view.pairs = totalsOf(view.events, m_pairs);
    return view;
}

StoreView EventStore::takeView() {
    m_pairIds = {};
    m_places = {};
    return view();
}

} // namespace beaconscope::store
