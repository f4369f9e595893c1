// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/input/link_type.h"
#include "tests/support/packet_builder.h"

#include <string>

namespace beaconscope::testing {

/// How a pcap file is written.
struct PcapStyle {
    input::LinkType linkType = input::LinkType::Ethernet;
    bool nanoseconds = false;
    bool bigEndian = false;
};

/// A pcap file in memory.
class PcapBuilder {
public:
    explicit PcapBuilder(PcapStyle style = {});

    /// `originalLength` 0: the packet was not cut.
    PcapBuilder& add(Timestamp time, const Bytes& packet, std::size_t originalLength = 0);

    const Bytes& bytes() const { return m_bytes; }

private:
    void put32(std::uint32_t value);

    PcapStyle m_style;
    Bytes m_bytes;
};

/// Throws when the file cannot be written.
void writeFile(const std::string& path, const Bytes& bytes);

} // namespace beaconscope::testing
