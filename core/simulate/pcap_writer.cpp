// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/pcap_writer.h"

#include <array>
#include <cstdint>
#include <ostream>

namespace beaconscope::simulate {

namespace {

template <std::size_t Count>
void writeWords(std::ostream& out, const std::array<std::uint32_t, Count>& words) {
    std::array<char, Count * 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes.at(i) = static_cast<char>(words.at(i / 4) >> (i % 4 * 8) & 0xffU);
    out.write(bytes.data(), bytes.size());
}

} // namespace

PcapWriter::PcapWriter(std::ostream& out)
    : m_out(&out) {
    constexpr std::uint32_t kNanosecondMagic = 0xa1b23c4d;
    constexpr std::uint32_t kVersion = 4U << 16U | 2U; // 2.4, as two 16-bit numbers
    constexpr std::uint32_t kSnapLength = 262'144;
    constexpr std::uint32_t kEthernet = 1;
    writeWords(*m_out, std::array{kNanosecondMagic, kVersion, 0U, 0U, kSnapLength, kEthernet});
}

void PcapWriter::write(Timestamp time, std::span<const std::byte> frame) {
    constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
    const std::int64_t total = nanosecondsSinceEpoch(time);
    const auto length = static_cast<std::uint32_t>(frame.size());
    writeWords(*m_out, std::array{static_cast<std::uint32_t>(total / kNanosecondsPerSecond),
                                  static_cast<std::uint32_t>(total % kNanosecondsPerSecond), length,
                                  length});
    m_out->write(reinterpret_cast<const char*>(frame.data()),
                 static_cast<std::streamsize>(frame.size()));
}

} // namespace beaconscope::simulate
