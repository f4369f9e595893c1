// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/counts_by_file.h"
#include "core/input/packet.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace beaconscope::network {

/// What a packet has at the place where reading ends.
enum class UnreadKind : std::uint8_t {
    LinkType,
    EtherType,
    IpProtocol,
    PppProtocol,
    EncryptedWifi, ///< a frame that Wi-Fi encrypts
};
inline constexpr std::size_t kUnreadKindCount = 5;

/// The packets that cannot be read for one and the same reason.
struct UnreadPackets {
    UnreadKind kind = UnreadKind::LinkType;
    std::uint32_t number = 0; ///< of the link type, EtherType or protocol; 0 for EncryptedWifi
    std::uint64_t count = 0;
    std::uint64_t firstPacket = 0;
    std::uint64_t firstOffset = 0; ///< byte offset of that packet's record
    std::uint16_t firstFile = 0;   ///< index of its file in the capture
    input::CountsByFile files{};
};

/// Counts the packets that cannot be read, by kind and number. What is well known to hold no DNS,
/// as ARP, must not be added. Memory is bounded: numbers after the first kMaxNumbers of a kind are
/// counted together, see others().
class UnreadCounts {
public:
    static constexpr std::size_t kMaxNumbers = 64;

    void add(UnreadKind kind, std::uint32_t number, const input::Packet& packet);

    /// Returns the counts by kind, and those of one kind with the most packets first.
    std::vector<UnreadPackets> all() const;
    /// Returns how many packets had another number than the first kMaxNumbers of their kind.
    std::uint64_t others() const { return m_others; }

private:
    std::array<std::vector<UnreadPackets>, kUnreadKindCount> m_counts;
    std::uint64_t m_others = 0;
};

/// Stable identifier for JSON and for notices: "ether_type".
const char* identifier(UnreadKind kind);

/// Returns the number as it is usually written, with a name if it has one here: "0x88b5 (local
/// experiment)", "50 (ESP, encrypted)", "189 (USB with Linux header)". Empty for EncryptedWifi.
std::string describeNumber(UnreadKind kind, std::uint32_t number);

} // namespace beaconscope::network
