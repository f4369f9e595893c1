// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/ip_address.h"
#include "core/base/large_vector.h"
#include "core/base/strong_id.h"
#include "core/dns/dns_payload.h"
#include "core/dns/message.h"
#include "core/store/address_table.h"
#include "core/store/event.h"
#include "core/store/id_index.h"
#include "core/store/lone_responses.h"
#include "core/store/message_block.h"
#include "core/store/name_table.h"
#include "core/store/recent_queries.h"
#include "core/store/totals.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace beaconscope::store {

/// The content of the store at one moment. Immutable; any thread may read it.
struct StoreView {
    ColumnView<Event> events; ///< in capture order
    NameTableView names;
    ColumnView<IpAddress> addresses;
    std::shared_ptr<const LargeVector<PairTotals>> pairs; ///< by PairId
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
    void add(const MessageBlock& block);
    /// The same for a single message.
    void add(const dns::DnsPayload& payload, const dns::Message& message, FileId file);

    const MessageCounts& counts() const { return m_counts; }
    std::size_t size() const { return m_events.size(); }

    /// Returns the content so far. Computes the totals from all events, and copies the events that
    /// may still get a response; shares the rest.
    StoreView view() const;
    /// Returns the last view, and gives back the memory for look-ups: the store must not be used
    /// afterwards.
    StoreView takeView();

private:
    /// What is found out about the rows of a block before they are added.
    struct Place {
        NameTable::Ids names;
        AddressId client;
        AddressId resolver;
        std::uint64_t pairHash = 0;
        RecentQueries::Buckets buckets;
    };

    void internNames(const MessageBlock& block);
    void internAddresses(const MessageBlock& block);
    void fetchFor(const MessageBlock& block, std::size_t next) const;
    void addRow(const MessageBlock::Row& row, const Place& place);
    /// Returns whether its response came before it.
    bool addQuery(Event event, const Place& place);
    void joinEarlyResponse(EventId response, const Event& query);
    /// Returns whether the response answers a query.
    bool addResponse(Event lone, const Place& place);
    void countMessage(const MessageBlock::Row& row);
    PairId internPair(const Place& place);

    NameTable m_names;
    AddressTable m_addresses;
    AppendOnlyColumn<Event> m_events;
    LargeVector<PairKey> m_pairs; ///< by PairId
    IdIndex m_pairIds;
    RecentQueries m_recent;
    MessageCounts m_counts;
    bool m_isMatched = false;    ///< a row of the current message found its query or response
    std::vector<Place> m_places; ///< of the rows of the current block
    MessageBlock m_single;
};

} // namespace beaconscope::store
