// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/input/packet.h"
#include "core/input/skip_reason.h"

#include <cstdint>
#include <string>

namespace beaconscope::input {

/// How a file's reading ended, or stands.
enum class ReadState : std::uint8_t {
    More,    ///< a packet was read
    End,     ///< the file ended where it should
    Damaged, ///< it cannot be read further; error() says why and where, what came before is good
};

/// Packets of one file in file order, or lines of one log.
class PacketSource {
public:
    virtual ~PacketSource() = default;

    virtual ReadState next(Packet& packet) = 0;

    /// After Damaged: what is wrong, with packet number and byte offset.
    virtual const Error& error() const = 0;

    /// For people: "pcap, microseconds, little-endian, Ethernet, snap length 65535".
    virtual std::string formatDescription() const = 0;

    /// Bytes of the file as it lies on disk that were consumed so far.
    virtual std::uint64_t bytesRead() const = 0;

    /// Whether it gives lines of a log instead of packets.
    virtual bool isLog() const { return false; }

    /// What could not be handed over at all: lines of a log that cannot be read.
    virtual SkipCounts skipped() const { return {}; }
};

} // namespace beaconscope::input
