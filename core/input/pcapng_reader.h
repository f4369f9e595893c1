// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet_source.h"
#include "core/input/record_buffer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace beaconscope::input {

/// Reads pcapng (draft-ietf-opsawg-pcapng). libpcap gives up as soon as two interfaces differ in
/// link type or snap length, or two sections in byte order, and by then packets were handed over;
/// so pcapng is read here from the start.
///
/// All kinds of packet blocks are read: enhanced, simple and obsolete ones. A simple one has no
/// time; it gets that of the packet before it.
class PcapngReader final : public PacketSource {
public:
    // What is beyond these ends the reading, with an error that says so.
    static constexpr std::uint32_t kMaxBlockBytes = 64U << 20U; ///< of a block that is read
    static constexpr std::size_t kMaxInterfaces = 65'536;       ///< of a section
    /// Link types that formatDescription() names.
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
    std::uint64_t m_block = 0; // how many bytes the block has that the last packet lies in
    bool m_isBigEndian = false;
    std::vector<Interface> m_interfaces; // of this section
    std::size_t m_interfaceCount = 0;    // of all sections
    std::vector<LinkType> m_linkTypes;   // seen so far, for the description: the first few
    bool m_hasMoreLinkTypes = false;
    std::uint64_t m_packets = 0;
    Timestamp m_lastTime;
    Error m_error;
};

} // namespace beaconscope::input
