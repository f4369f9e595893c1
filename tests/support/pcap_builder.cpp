// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/pcap_builder.h"

#include <fstream>
#include <stdexcept>

namespace beaconscope::testing {

PcapBuilder::PcapBuilder(PcapStyle style)
    : m_style(style) {
    put32(style.nanoseconds ? 0xa1b2'3c4d : 0xa1b2'c3d4);
    put32(style.bigEndian ? 0x0002'0004 : 0x0004'0002); // version 2.4, two numbers of 16 bits
    put32(0);
    put32(0);
    put32(65535);
    put32(static_cast<std::uint32_t>(style.linkType));
}

PcapBuilder& PcapBuilder::add(Timestamp time, const Bytes& packet, std::size_t originalLength) {
    constexpr std::int64_t kSecond = 1'000'000'000;
    const std::int64_t total = nanosecondsSinceEpoch(time);
    const std::int64_t fraction = total % kSecond;
    put32(static_cast<std::uint32_t>(total / kSecond));
    put32(static_cast<std::uint32_t>(m_style.nanoseconds ? fraction : fraction / 1000));
    put32(static_cast<std::uint32_t>(packet.size()));
    put32(static_cast<std::uint32_t>(originalLength == 0 ? packet.size() : originalLength));
    append(m_bytes, packet);
    return *this;
}

void PcapBuilder::put32(std::uint32_t value) {
    append32(m_bytes, m_style.bigEndian ? value : __builtin_bswap32(value));
}

void writeFile(const std::string& path, const Bytes& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    if (!file.flush())
        throw std::runtime_error("cannot write " + path);
}

} // namespace beaconscope::testing
