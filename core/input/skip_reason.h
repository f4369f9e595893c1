// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/counts_by_file.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace beaconscope::input {

/// Why a packet or line that may hold DNS was not used, or only in part. Packets that are clearly
/// not DNS are not counted.
enum class SkipReason : std::uint8_t {
    UnknownLinkType, ///< the packet's link layer cannot be read
    CutBySnapLength, ///< the capture kept too little of the packet to read the DNS in it
    DamagedHeader,   ///< link, IP, UDP or TCP header that contradicts itself
    IpFragment,      ///< a fragment that could not be completed
    TcpSegment,      ///< DNS over TCP that could not be put together
    MalformedDns,    ///< on a DNS port, but not a DNS message that can be decoded in full
    Duplicate,       ///< second copy of a packet, from a double tap
    LogLine,         ///< a line of a log that cannot be read
    ManyQuestions,   ///< a DNS message with more than dns::kMaxQuestions; the others are left out
    DeepTunnel,      ///< a packet inside more tunnels than network::DnsExtractor::kMaxLevels
};
inline constexpr std::size_t kSkipReasonCount = 10;

/// Stable identifier for files and JSON, e.g. "cut_by_snap_length".
const char* identifier(SkipReason reason);
/// Returns text for people that follows the count: "packets cut by the snap length".
const char* describe(SkipReason reason, std::uint64_t count);

/// How often each reason occurred, and where each occurred first.
class SkipCounts {
public:
    struct Entry {
        std::uint64_t count = 0;
        std::uint64_t firstPacket = 0; ///< meaningful when count > 0
        std::uint64_t firstOffset = 0; ///< byte offset of that packet's record
        std::uint16_t firstFile = 0;   ///< index of its file in the capture
        CountsByFile files{};
    };

    void add(SkipReason reason, std::uint64_t packetNumber, std::uint64_t fileOffset,
             std::uint16_t file = 0) {
        Entry& entry = m_entries[static_cast<std::size_t>(reason)];
        if (entry.count++ == 0) {
            entry.firstPacket = packetNumber;
            entry.firstOffset = fileOffset;
            entry.firstFile = file;
        }
        entry.files.add(file);
    }

    /// Says which file of the capture all of this was in.
    void setFile(std::uint16_t file) {
        for (Entry& entry : m_entries) {
            entry.firstFile = file;
            entry.files = {};
            if (entry.count > 0)
                entry.files.add(file, entry.count);
        }
    }

    void add(const SkipCounts& other) {
        for (std::size_t i = 0; i < kSkipReasonCount; ++i) {
            const Entry& more = other.m_entries[i];
            Entry& entry = m_entries[i];
            if (more.count > 0 && (entry.count == 0 || isBefore(more, entry))) {
                entry.firstPacket = more.firstPacket;
                entry.firstOffset = more.firstOffset;
                entry.firstFile = more.firstFile;
            }
            entry.count += more.count;
            entry.files.add(more.files);
        }
    }
    const Entry& operator[](SkipReason reason) const {
        return m_entries[static_cast<std::size_t>(reason)];
    }

private:
    static bool isBefore(const Entry& left, const Entry& right) {
        return left.firstFile != right.firstFile ? left.firstFile < right.firstFile
                                                 : left.firstPacket < right.firstPacket;
    }

    std::array<Entry, kSkipReasonCount> m_entries{};
};

} // namespace beaconscope::input
