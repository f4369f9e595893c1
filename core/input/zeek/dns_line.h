// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/input/logged_dns.h"
#include "core/input/zeek/fields.h"
#include "core/input/zeek/times.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::zeek {

enum class LineMeaning : std::uint8_t {
    Dns,
    NotDns, ///< NetBIOS names, which Zeek logs as DNS
    Damaged,
};

/// The transaction of one line of dns.log.
struct DnsLine {
    Timestamp time; ///< of the query; of the response when there is no query
    input::LoggedDns dns;
    TimeNotation notation = TimeNotation::Seconds;
    std::string problem;             ///< why the line is Damaged
    std::string_view example;        ///< the value that cannot be read; empty: the whole line
    std::vector<Field> unreadFields; ///< set, but taken for not set, because they cannot be read
};

/// Reads the values of a line into `line`. Only the time, the client and the name have to be
/// readable; any other value that is not is taken for one that is not set. Zeek writes one line for
/// a query and its response and sets only the fields that it saw: a query sets the type, a response
/// sets the code. When the log has no transaction ids, `lineNumber` is used as the id, so that two
/// queries do not look like one query that was sent twice.
LineMeaning readDnsLine(const FieldValues& values, std::uint64_t lineNumber, DnsLine& line);

} // namespace beaconscope::zeek
