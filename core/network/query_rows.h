// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/dns_payload.h"
#include "core/dns/message.h"

#include <string>

namespace beaconscope::network {

/// The header line of the table of appendQueryRows(), with its line end.
extern const char* const kQueryTableHeader;

/// Appends a line to `table` for every question of a query: packet, time, client, resolver,
/// transport, id, qtype and qname, separated by tabs. Responses append nothing. A query without a
/// readable question (cut, malformed, or with no question) gives one line with type 0 and an empty
/// name, because it was sent all the same. `message` is `payload` after decode().
void appendQueryRows(const dns::DnsPayload& payload, const dns::Message& message,
                     std::string& table);

} // namespace beaconscope::network
