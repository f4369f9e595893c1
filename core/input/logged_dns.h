// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"
#include "core/base/time.h"
#include "core/dns/dns_payload.h"
#include "core/dns/message.h"

#include <cstdint>

namespace beaconscope::input {

/// The content of one line of a DNS log: a query, a response, or both.
struct LoggedDns {
    IpAddress client;
    IpAddress resolver;
    std::uint16_t clientPort = 0;
    std::uint16_t resolverPort = 0;
    dns::Transport transport = dns::Transport::Udp;
    bool hasQuery = false;
    bool hasResponse = false;
    dns::Message query;            ///< valid when hasQuery
    dns::Message response;         ///< valid when hasResponse
    Duration roundTrip{0};         ///< zero when not known
    bool hasTransactionId = false; ///< false: the messages have the number of the line instead
    std::uint64_t connection = 0; ///< hash of the id that the log gives to the flow; 0: it has none
};

} // namespace beaconscope::input
