// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/no_time.h"
#include "core/input/packet_source.h"
#include "core/input/record_buffer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace beaconscope::input {

/// Reads pcapng (draft-ietf-opsawg-pcapng). libpcap cannot read a file whose interfaces differ in
/// link type or snap length, or whose sections differ in byte order. It notices that only in the
/// middle of the file, so pcapng is always read here.
///
/// Reads enhanced, simple and obsolete packet blocks. A simple block has no time, so its packet
/// gets the time of the packet before it, or none. Some programs fill up blocks to a multiple of
/// four bytes but do not count that in their length; such blocks are read too.
class PcapngReader final : public PacketSource {
public:
    // A file with more than this is read up to there and then gives an error.
    static constexpr std::uint32_t kMaxBlockBytes = 64U << 20U;
    static constexpr std::size_t kMaxInterfaces = 65'536; ///< of one section
    /// formatDescription() names at most so many link types.
    static constexpr std::size_t kMaxLinkTypesNamed = 8;

    explicit PcapngReader(std::unique_ptr<ByteStream> stream);

    ReadState next(Packet& packet) override;
    const Error& error() const override { return m_error; }
    std::string formatDescription() const override;
    std::uint64_t bytesRead() const override { return m_buffer.stream().bytesRead(); }

private:
    using Bytes = std::span<const std::byte>;

    struct Interface {
        LinkType linkType = LinkType::Ethernet;
        std::uint32_t snapLength = 0; ///< 0: unlimited
        std::uint64_t unitsPerSecond = 1'000'000;
        std::int64_t offsetSeconds = 0;
    };
    enum class Outcome : std::uint8_t { Packet, NoPacket, Damaged };

    ReadState readBlock(Packet& packet);
    bool readSectionStart(Bytes header);
    Outcome readBody(std::uint32_t type, Bytes body, Packet& packet);
    Outcome readInterface(Bytes body);
    void nameLinkType(LinkType type);
    Outcome readTimed(std::size_t index, Bytes body, Packet& packet);
    Outcome readSimple(Bytes body, Packet& packet);
    Outcome fillPacket(const Interface& interface, Bytes data, std::uint64_t captured,
                       std::uint32_t original, Packet& packet);
    void readOptions(Bytes options, Interface& interface) const;
    Outcome damaged(std::string message);
    ReadState fail(std::string message);

    std::uint16_t get16(Bytes bytes, std::size_t offset) const;
    std::uint32_t get32(Bytes bytes, std::size_t offset) const;
    std::uint64_t get64(Bytes bytes, std::size_t offset) const;

    RecordBuffer m_buffer;
    std::uint64_t m_block = 0; // length of the block that holds the last packet
    bool m_isBigEndian = false;
    std::vector<Interface> m_interfaces; // of this section
    std::size_t m_interfaceCount = 0;    // of all sections
    std::vector<LinkType> m_linkTypes;   // seen so far, for the description: the first few
    bool m_hasMoreLinkTypes = false;
    std::uint64_t m_packets = 0;
    Timestamp m_lastTime = kNoTime;
    Error m_error;
};

} // namespace beaconscope::input
