// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/input/line_problem.h"
#include "core/input/packet.h"
#include "core/input/skip_reason.h"

#include <cstdint>
#include <string>
#include <vector>

namespace beaconscope::input {

/// The result of reading the next packet of a file.
enum class ReadState : std::uint8_t {
    More,    ///< a packet was read
    End,     ///< the file ended where it should
    Damaged, ///< the file cannot be read further; error() says why; the packets before are good
};

/// Gives the packets of one file, or the lines of one log, in file order.
class PacketSource {
public:
    virtual ~PacketSource() = default;

    virtual ReadState next(Packet& packet) = 0;

    /// Says what is wrong after next() returned Damaged, with packet number and byte offset.
    virtual const Error& error() const = 0;

    /// Returns text for people: "pcap, microseconds, little-endian, Ethernet, snap length 65535".
    virtual std::string formatDescription() const = 0;

    /// Returns how many bytes of the file on disk were read so far, before decompression.
    virtual std::uint64_t bytesRead() const = 0;

    /// Whether it gives lines of a log instead of packets.
    virtual bool isLog() const { return false; }

    /// Counts what next() left out: lines of a log that cannot be read.
    virtual SkipCounts skipped() const { return {}; }

    /// Says which lines of a log next() did not read in full so far, and why.
    virtual std::vector<LineProblem> lineProblems() const { return {}; }
};

} // namespace beaconscope::input
