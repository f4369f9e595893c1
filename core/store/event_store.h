// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/ip_address.h"
#include "core/base/strong_id.h"
#include "core/dns/dns_payload.h"
#include "core/dns/message.h"
#include "core/store/address_table.h"
#include "core/store/event.h"
#include "core/store/id_index.h"
#include "core/store/lone_responses.h"
#include "core/store/name_table.h"
#include "core/store/recent_queries.h"
#include "core/store/totals.h"

#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::store {

/// The content of the store at one moment. Immutable; any thread may read it.
struct StoreView {
    ColumnView<Event> events; ///< in capture order
    NameTableView names;
    ColumnView<IpAddress> addresses;
    std::shared_ptr<const std::vector<PairTotals>> pairs; ///< by PairId
    /// The responses that are judged instead of their queries. Null: none, or not known yet.
    std::shared_ptr<const LoneResponses> loneResponses;
};

/// Counts of the messages that were added to the store.
struct MessageCounts {
    std::uint64_t messages = 0;
    std::uint64_t queries = 0;
    std::uint64_t responses = 0;
    std::uint64_t multicastQueries = 0;   ///< how many of `queries` are mDNS or LLMNR
    std::uint64_t multicastResponses = 0; ///< how many of `responses` are mDNS or LLMNR
    std::uint64_t withoutQuestion = 0;    ///< messages that are counted above but make no event

    // The members below do not count mDNS and LLMNR.
    std::uint64_t responsesWithoutQuery = 0; ///< responses to queries that were not captured
    std::optional<Timestamp> firstQuery;
    std::optional<Timestamp> lastQuery;
    std::optional<Timestamp> lastResponse;
};

/// Interns names and addresses, matches responses to their queries and keeps one event for each
/// question of each transaction. One thread; other threads get a view().
///
/// A response belongs to the latest query of the same client, port, resolver, id, name and type
/// that was sent at most 60 s before it, or at most 100 ms after it if none was (see
/// RecentQueries::kEarlyWindow); then the round trip is not known. A query that repeats client, id,
/// name and type within 10 s is marked as a retransmission. mDNS responses are not sent to one
/// client, so they are never matched to a query.
class EventStore {
public:
    void add(const dns::DnsPayload& payload, const dns::Message& message, FileId file);

    const MessageCounts& counts() const { return m_counts; }
    std::size_t size() const { return m_events.size(); }

    /// Returns the content so far. Copies the totals and the events that may still get a response;
    /// shares the rest.
    StoreView view() const;
    /// Returns the last view. It moves the totals instead of copying them, so the store must not be
    /// used afterwards.
    StoreView takeView();

private:
    /// Returns whether its response came before it.
    bool addQuery(const dns::DnsPayload& payload, const dns::Message& message,
                  const dns::Question& question, FileId file);
    void joinEarlyResponse(EventId response, const Event& query);
    void countTimes(const dns::DnsPayload& payload, bool isResponse);
    /// Returns whether the response answers a query.
    bool addResponse(const dns::DnsPayload& payload, const dns::Message& message,
                     const dns::Question& question, FileId file);
    StoreView viewWith(std::shared_ptr<const std::vector<PairTotals>> pairs) const;
    Event makeEvent(const dns::DnsPayload& payload, const dns::Message& message,
                    const dns::Question& question, FileId file, bool response);
    PairId internPair(AddressId client, NameId name);

    NameTable m_names;
    AddressTable m_addresses;
    AppendOnlyColumn<Event> m_events;
    std::vector<PairTotals> m_pairs;
    IdIndex m_pairIds;
    RecentQueries m_recent;
    MessageCounts m_counts;
};

} // namespace beaconscope::store
