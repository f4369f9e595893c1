// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <iosfwd>
#include <span>

namespace beaconscope::simulate {

/// Writes a classic pcap file with Ethernet frames and nanoseconds. It is little endian on every
/// machine, so that the same packets give the same bytes. After an error the stream is in a failed
/// state; the writer reports nothing itself.
class PcapWriter {
public:
    /// Writes the file header; `out` must outlive the writer.
    explicit PcapWriter(std::ostream& out);

    /// `time` must lie between 1970 and 2106, the range of the format.
    void write(Timestamp time, std::span<const std::byte> frame);

private:
    std::ostream* m_out;
};

} // namespace beaconscope::simulate
