// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/base/time.h"
#include "core/dns/dns_payload.h"
#include "core/dns/record_type.h"

#include <cstdint>

namespace beaconscope::store {

enum class EventFlag : std::uint8_t {
    HasQuery = 1U << 0U,
    HasResponse = 1U << 1U,
    Retransmission = 1U << 2U, ///< repeats an earlier query: same client, id, name and type
    Edns = 1U << 3U,           ///< the query carried an OPT record
    HasTtl = 1U << 4U,
    Malformed = 1U << 5U, ///< query or response could not be decoded in full
};

/// One question of one transaction: a query with its response, a query without a response, or a
/// response whose query was not captured. A message with several questions makes several events.
struct Event {
    Timestamp time;                   ///< of the query; of the response when there is no query
    Duration roundTrip{0};            ///< response time minus query time; zero when not known
    std::uint32_t packet = 0;         ///< packet number of the query (or of the lone response)
    std::uint32_t responsePacket = 0; ///< packet number of the response; 0 when there is none
    NameId name;                      ///< canonical
    NameId spelling;                  ///< with the letter case of the query (or lone response)
    PairId pair;                      ///< client and canonical name
    AddressId client;
    AddressId resolver;
    std::uint32_t ttlSeconds = 0; ///< smallest TTL of the answers; valid when HasTtl
    std::uint16_t id = 0;
    dns::RecordType qtype = dns::RecordType::A;
    dns::ResponseCode rcode = dns::ResponseCode::NoError; ///< valid when HasResponse
    std::uint16_t queryBytes = 0; ///< length of the DNS message; 0 for no query and for logs
    std::uint16_t responseBytes = 0;
    std::uint16_t clientPort = 0;
    std::uint16_t file = 0; ///< FileId
    dns::Transport transport = dns::Transport::Udp;
    std::uint8_t flags = 0;

    bool has(EventFlag flag) const { return (flags & static_cast<std::uint8_t>(flag)) != 0; }
    void set(EventFlag flag) { flags |= static_cast<std::uint8_t>(flag); }
    Timestamp responseTime() const { return time + roundTrip; }
};

} // namespace beaconscope::store
