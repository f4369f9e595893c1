// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/pcapng_builder.h"

namespace beaconscope::testing {

PcapngBuilder::PcapngBuilder(bool bigEndian)
    : m_isBigEndian(bigEndian) {
    section(bigEndian);
}

PcapngBuilder& PcapngBuilder::section(bool bigEndian) {
    m_isBigEndian = bigEndian;
    Bytes body;
    put32(body, 0x1a2b'3c4d);
    put16(body, 1);
    put16(body, 0);
    put64(body, ~std::uint64_t{0}); // length not given
    return block(0x0a0d'0d0a, body);
}

PcapngBuilder& PcapngBuilder::interface(std::uint16_t linkType, std::uint32_t snapLength,
                                        std::uint8_t resolution, std::int64_t offsetSeconds) {
    Bytes body;
    put16(body, linkType);
    put16(body, 0);
    put32(body, snapLength);
    put16(body, 9); // if_tsresol
    put16(body, 1);
    append(body, {static_cast<std::byte>(resolution), std::byte{0}, std::byte{0}, std::byte{0}});
    put16(body, 14); // if_tsoffset
    put16(body, 8);
    put64(body, static_cast<std::uint64_t>(offsetSeconds));
    put32(body, 0);
    return block(1, body);
}

PcapngBuilder& PcapngBuilder::packet(std::uint32_t interface, std::uint64_t ticks,
                                     const Bytes& bytes) {
    Bytes body;
    put32(body, interface);
    put32(body, static_cast<std::uint32_t>(ticks >> 32U));
    put32(body, static_cast<std::uint32_t>(ticks));
    put32(body, static_cast<std::uint32_t>(bytes.size()));
    put32(body, static_cast<std::uint32_t>(bytes.size()));
    append(body, bytes);
    return block(6, body);
}

PcapngBuilder& PcapngBuilder::simplePacket(const Bytes& bytes) {
    Bytes body;
    put32(body, static_cast<std::uint32_t>(bytes.size()));
    append(body, bytes);
    return block(3, body);
}

PcapngBuilder& PcapngBuilder::obsoletePacket(std::uint16_t interface, std::uint64_t ticks,
                                             const Bytes& bytes) {
    Bytes body;
    put16(body, interface);
    put16(body, 0);
    put32(body, static_cast<std::uint32_t>(ticks >> 32U));
    put32(body, static_cast<std::uint32_t>(ticks));
    put32(body, static_cast<std::uint32_t>(bytes.size()));
    put32(body, static_cast<std::uint32_t>(bytes.size()));
    append(body, bytes);
    return block(2, body);
}

PcapngBuilder& PcapngBuilder::block(std::uint32_t type, Bytes body) {
    body.resize((body.size() + 3) / 4 * 4);
    const auto length = static_cast<std::uint32_t>(body.size() + 12);
    put32(m_bytes, type);
    put32(m_bytes, length);
    append(m_bytes, body);
    put32(m_bytes, length);
    return *this;
}

void PcapngBuilder::put16(Bytes& out, std::uint16_t value) const {
    append16(out, m_isBigEndian ? value : __builtin_bswap16(value));
}

void PcapngBuilder::put32(Bytes& out, std::uint32_t value) const {
    append32(out, m_isBigEndian ? value : __builtin_bswap32(value));
}

void PcapngBuilder::put64(Bytes& out, std::uint64_t value) const {
    const auto high = static_cast<std::uint32_t>(value >> 32U);
    const auto low = static_cast<std::uint32_t>(value);
    put32(out, m_isBigEndian ? high : low);
    put32(out, m_isBigEndian ? low : high);
}

} // namespace beaconscope::testing
