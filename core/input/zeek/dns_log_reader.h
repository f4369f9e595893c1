// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet_source.h"
#include "core/input/peeked_stream.h"

#include <memory>
#include <string>
#include <string_view>

namespace beaconscope::zeek {

/// Whether a file that starts with `head` may be a log of Zeek.
bool mayBeLog(std::span<const std::byte> head);

/// Opens Zeek's dns.log, as text with a header or as JSON objects, also one that is mixed with
/// other logs. Reads up to the first transaction. The error says why a file is not a dns.log: it is
/// another log, its header does not have the fields that are needed, or no line can be read.
Result<std::unique_ptr<input::PacketSource>>
openDnsLog(std::unique_ptr<input::PeekedStream> stream);

/// Opens tab-separated text whose columns have these names, as zeek-cut writes it. `separator`
/// stands between the names. A first line that is `columns` itself is taken for a header.
Result<std::unique_ptr<input::PacketSource>>
openDnsColumns(std::unique_ptr<input::PeekedStream> stream, std::string_view columns,
               std::string_view separator);

/// Returns why `columns` ("ts,id.orig_h,query") cannot be the names of the columns of a log of DNS,
/// or an empty string if they can.
std::string mistakeInColumns(std::string_view columns);

/// Whether a line without a header is one of names of columns, with tabs between them.
bool isLineOfNames(std::string_view line);
/// Whether a line has tabs between its values, one of which is a time and one an address.
bool isLineOfValues(std::string_view line);

} // namespace beaconscope::zeek
