// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/event_store.h"

#include "core/base/hash.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace beaconscope::store {

namespace {

using dns::DnsPayload;
using dns::Transport;

template <typename Number>
Number saturated(std::uint64_t value) {
    return static_cast<Number>(std::min<std::uint64_t>(value, std::numeric_limits<Number>::max()));
}

/// A message without a question has nothing but its flag to tell which kind it is. What only looks
/// like DNS may set it: the raw mode of iodine sends its data to the port of a resolver with the
/// flag of a response. What is sent to that port from another one is no response.
bool countsAsResponse(const DnsPayload& payload, const dns::Message& message) {
    constexpr std::uint16_t kDnsPort = 53;
    const bool goesToServer = payload.destinationPort == kDnsPort && payload.sourcePort != kDnsPort;
    return message.isResponse && !(message.questions.empty() && goesToServer);
}

} // namespace

void EventStore::add(const DnsPayload& payload, const dns::Message& message, FileId file) {
    const bool isResponse = countsAsResponse(payload, message);
    ++m_counts.messages;
    ++(isResponse ? m_counts.responses : m_counts.queries);
    if (dns::isMulticast(payload.transport))
        ++(isResponse ? m_counts.multicastResponses : m_counts.multicastQueries);
    else
        countTimes(payload, isResponse);
    if (message.questions.empty())
        ++m_counts.withoutQuestion;
    bool isMatched = false;
    for (const dns::Question& question : message.questions)
        isMatched |= message.isResponse ? addResponse(payload, message, question, file)
                                        : addQuery(payload, message, question, file);
    if (dns::isMulticast(payload.transport) || message.questions.empty())
        return;
    if (message.isResponse && !isMatched)
        ++m_counts.responsesWithoutQuery;
    if (!message.isResponse && isMatched && m_counts.responsesWithoutQuery > 0)
        --m_counts.responsesWithoutQuery;
}

/// Compares each time with the earliest and the latest so far, because the clock of a file may go
/// back.
void EventStore::countTimes(const DnsPayload& payload, bool isResponse) {
    const Timestamp time = payload.time;
    if (isResponse) {
        m_counts.lastResponse = std::max(m_counts.lastResponse.value_or(time), time);
        return;
    }
    m_counts.firstQuery = std::min(m_counts.firstQuery.value_or(time), time);
    m_counts.lastQuery = std::max(m_counts.lastQuery.value_or(time), time);
}

PairId EventStore::internPair(AddressId client, NameId name) {
    const std::uint64_t hash = hashValues(client, name);
    const auto next = static_cast<std::uint32_t>(m_pairs.size());
    const std::uint32_t row = m_pairIds.findOrInsert(hash, next, [&](std::uint32_t other) {
        return m_pairs[other].client == client && m_pairs[other].name == name;
    });
    if (row == next)
        m_pairs.push_back({client, name, {}});
    return PairId(row);
}

Event EventStore::makeEvent(const DnsPayload& payload, const dns::Message& message,
                            const dns::Question& question, FileId file, bool response) {
    Event event;
    const NameTable::Ids ids = m_names.intern(question.name.canonical, question.name.asSent);
    event.time = payload.time;
    event.packet = saturated<std::uint32_t>(payload.packetNumber);
    event.name = ids.canonical;
    event.spelling = ids.spelling;
    event.client = m_addresses.intern(response ? payload.destination : payload.source);
    event.resolver = m_addresses.intern(response ? payload.source : payload.destination);
    event.pair = internPair(event.client, event.name);
    event.id = message.id;
    event.qtype = question.type;
    event.clientPort = response ? payload.destinationPort : payload.sourcePort;
    event.file = static_cast<std::uint16_t>(file.value());
    event.transport = payload.transport;
    if (message.hasDefect())
        event.set(EventFlag::Malformed);
    return event;
}

namespace {

/// An LLMNR query goes to a multicast group, and any member may answer it (RFC 4795 section 2.1).
RecentQueries::Route routeOf(const Event& event) {
    const bool anyoneMayAnswer = event.transport == Transport::Llmnr;
    return {anyoneMayAnswer ? AddressId() : event.resolver, event.clientPort};
}

RecentQueries::Key keyOf(const Event& event) {
    return {event.client, event.name, event.qtype, event.id};
}

void setResponse(Event& event, const dns::Message& message, std::size_t bytes) {
    event.set(EventFlag::HasResponse);
    event.rcode = message.rcode;
    event.responseBytes = saturated<std::uint16_t>(bytes);
    if (message.minimumTtlSeconds) {
        event.ttlSeconds = *message.minimumTtlSeconds;
        event.set(EventFlag::HasTtl);
    }
    if (message.hasDefect())
        event.set(EventFlag::Malformed);
}

} // namespace

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
    ++m_pairs[event.pair.index()].totals.answered;
}

bool EventStore::addQuery(const DnsPayload& payload, const dns::Message& message,
                          const dns::Question& question, FileId file) {
    Event event = makeEvent(payload, message, question, file, false);
    event.set(EventFlag::HasQuery);
    event.queryBytes = saturated<std::uint16_t>(payload.bytes.size());
    if (message.ednsPayloadSize)
        event.set(EventFlag::Edns);
    // mDNS always uses the id 0 (RFC 6762 section 18.1), so the id cannot show a repeated query.
    const bool isMdns = event.transport == Transport::Mdns;
    const auto early =
        isMdns ? std::nullopt : m_recent.takeEarly(keyOf(event), routeOf(event), event.time);
    const EventId id = early.value_or(EventId(static_cast<std::uint32_t>(m_events.size())));
    const bool repeats =
        !isMdns && m_recent.add(keyOf(event), routeOf(event), id, event.time, early.has_value());
    Totals& totals = m_pairs[event.pair.index()].totals;
    if (repeats) {
        event.set(EventFlag::Retransmission);
        ++totals.retransmissions;
    }
    ++totals.queries;
    totals.seen(event.time);
    totals.types.insert(event.qtype);
    if (early)
        joinEarlyResponse(*early, event);
    else
        m_events.append(event);
    return early.has_value();
}

bool EventStore::addResponse(const DnsPayload& payload, const dns::Message& message,
                             const dns::Question& question, FileId file) {
    Event lone = makeEvent(payload, message, question, file, true);
    setResponse(lone, message, payload.bytes.size());
    Totals& totals = m_pairs[lone.pair.index()].totals;
    ++totals.responses;
    if (lone.rcode == dns::ResponseCode::NxDomain)
        ++totals.nxdomain;
    if (lone.has(EventFlag::HasTtl))
        totals.sawTtl(lone.ttlSeconds);

    const auto answered = lone.transport == Transport::Mdns
                              ? std::nullopt
                              : m_recent.takeAnswered(keyOf(lone), routeOf(lone), lone.time);
    if (!answered) {
        totals.types.insert(lone.qtype);
        const EventId id(static_cast<std::uint32_t>(m_events.size()));
        if (lone.transport != Transport::Mdns)
            m_recent.addEarly(keyOf(lone), routeOf(lone), id, lone.time);
        m_events.append(lone);
        return false;
    }
    ++totals.answered;
    Event& event = m_events.mutableAt(answered->index());
    setResponse(event, message, payload.bytes.size());
    event.roundTrip = lone.time - event.time;
    event.responsePacket = lone.packet;
    return true;
}

StoreView EventStore::viewWith(std::shared_ptr<const std::vector<PairTotals>> pairs) const {
    const EventId end(static_cast<std::uint32_t>(m_events.size()));
    return {m_events.view(m_recent.firstWaiting(end).index()), m_names.view(), m_addresses.view(),
            std::move(pairs), nullptr};
}

StoreView EventStore::view() const {
    return viewWith(std::make_shared<const std::vector<PairTotals>>(m_pairs));
}

StoreView EventStore::takeView() {
    return viewWith(std::make_shared<const std::vector<PairTotals>>(std::move(m_pairs)));
}

} // namespace beaconscope::store
