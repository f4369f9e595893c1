// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/input/byte_stream.h"
#include "core/input/packet_source.h"

#include <memory>
#include <string>

namespace beaconscope::input {

/// Opens a capture file, or standard input for "-": pcap, pcapng, ERF or Zeek's dns.log, plain or
/// packed with gzip, zstd or lz4. Recognises the format by the content. The error names the cause:
/// the file does not exist, is a directory, may not be read, is empty, or is no capture (then with
/// its first bytes).
Result<std::unique_ptr<PacketSource>> openPacketSource(const std::string& path,
                                                       WhileWaiting whileWaiting = {});

/// Does the same for a stream.
Result<std::unique_ptr<PacketSource>> openPacketSource(std::unique_ptr<ByteStream> bytes);

} // namespace beaconscope::input
