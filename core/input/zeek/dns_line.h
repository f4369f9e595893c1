// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/input/logged_dns.h"
#include "core/input/zeek/fields.h"

#include <cstdint>
#include <optional>
#include <string>

namespace beaconscope::zeek {

enum class LineMeaning : std::uint8_t {
    Dns,
    NotDns, ///< NetBIOS names, which Zeek logs as DNS
    Damaged,
};

/// A transaction as a line of dns.log tells it.
struct DnsLine {
    Timestamp time; ///< of the query; of the response when there is no query
    input::LoggedDns dns;
    std::string problem; ///< why it is Damaged
};

/// Reads the values of a line into `line`. Zeek writes one line for a query and its response, and
/// fills in what it saw: a query sets its type, a response its code, and a question is only in
/// queries. `lineNumber` stands in for an id where the log has none, so that two queries do not
/// pass for one that was sent twice.
LineMeaning readDnsLine(const FieldValues& values, std::uint64_t lineNumber, DnsLine& line);

} // namespace beaconscope::zeek
