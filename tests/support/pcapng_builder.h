// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/packet_builder.h"

#include <cstdint>

namespace beaconscope::testing {

/// A pcapng file in memory, block by block.
class PcapngBuilder {
public:
    explicit PcapngBuilder(bool bigEndian = false);

    PcapngBuilder& section(bool bigEndian);
    /// `resolution` as in if_tsresol: a power of ten, or of two with the top bit.
    PcapngBuilder& interface(std::uint16_t linkType, std::uint32_t snapLength = 65535,
                             std::uint8_t resolution = 6, std::int64_t offsetSeconds = 0);
    PcapngBuilder& packet(std::uint32_t interface, std::uint64_t ticks, const Bytes& bytes);
    PcapngBuilder& simplePacket(const Bytes& bytes);
    PcapngBuilder& obsoletePacket(std::uint16_t interface, std::uint64_t ticks, const Bytes& bytes);
    /// A block of any type around a body, which is filled up to a multiple of four.
    PcapngBuilder& block(std::uint32_t type, Bytes body);

    const Bytes& bytes() const { return m_bytes; }

private:
    void put16(Bytes& out, std::uint16_t value) const;
    void put32(Bytes& out, std::uint32_t value) const;
    void put64(Bytes& out, std::uint64_t value) const;

    bool m_isBigEndian;
    Bytes m_bytes;
};

} // namespace beaconscope::testing
