// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/logged_dns.h"
#include "core/input/packet_source.h"
#include "core/input/peeked_stream.h"
#include "core/input/zeek/dns_line.h"
#include "core/input/zeek/line_format.h"
#include "core/input/zeek/line_reader.h"

#include <memory>

namespace beaconscope::zeek {

/// Whether a file that starts with `head` may be a log of Zeek.
bool mayBeLog(std::span<const std::byte> head);

/// Opens Zeek's dns.log, as text with a header or as JSON lines. The error says why a file is not
/// a dns.log: it is another log, or its header does not have the fields that are needed.
Result<std::unique_ptr<input::PacketSource>>
openDnsLog(std::unique_ptr<input::PeekedStream> stream);

} // namespace beaconscope::zeek
