// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/dns_payload.h"
#include "core/dns/message.h"

#include <string>

namespace beaconscope::network {

/// The header line of the table that appendQueryRows() continues, with its line end.
extern const char* const kQueryTableHeader;

/// Appends a line to `table` for every question of a query: packet, time, client, resolver,
/// transport, id, qtype and qname, separated by tabs. Responses append nothing. A query of which
/// no question can be read (cut, malformed, or without one) still was sent: it gives one line with
/// type 0 and an empty name. `message` is what decode() made of `payload`.
void appendQueryRows(const dns::DnsPayload& payload, const dns::Message& message,
                     std::string& table);

} // namespace beaconscope::network
