// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/pcapng_reader.h"

#include "core/base/byte_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace beaconscope::input {

namespace {

enum class BlockType : std::uint32_t {
    Interface = 1,
    ObsoletePacket = 2,
    SimplePacket = 3,
    EnhancedPacket = 6,
    SectionHeader = 0x0a0d'0d0a, ///< the same in both byte orders
};

constexpr std::size_t kBlockHeader = 8; // type and length
constexpr std::size_t kBlockFrame = 12; // the header and the length repeated at the end
constexpr const char* kTooShort = "a packet block that is too short";

bool isRead(std::uint32_t type) {
    switch (static_cast<BlockType>(type)) {
    case BlockType::Interface:
    case BlockType::ObsoletePacket:
    case BlockType::SimplePacket:
    case BlockType::EnhancedPacket:
        return true;
    default:
        return false;
    }
}

/// Returns the units per second for if_tsresol, which is a power of ten, or a power of two when its
/// top bit is set. A power that does not fit 64 bits makes no sense, so it is read as microseconds,
/// the default of the format.
std::uint64_t unitsPerSecond(unsigned resolution) {
    constexpr std::uint64_t kDefault = 1'000'000;
    const unsigned exponent = resolution & 0x7fU;
    if ((resolution & 0x80U) != 0)
        return exponent < 64 ? std::uint64_t{1} << exponent : kDefault;
    if (exponent > 19)
        return kDefault;
    std::uint64_t units = 1;
    for (unsigned i = 0; i < exponent; ++i)
        units *= 10;
    return units;
}

Timestamp toTime(std::uint64_t ticks, std::uint64_t units, std::int64_t offsetSeconds) {
    constexpr std::uint64_t kNanoseconds = 1'000'000'000;
    std::uint64_t rest = ticks % units;
    std::uint64_t scale = units;
    // Digits are dropped until the product fits. They are far below a nanosecond, so nothing is
    // lost.
    const std::uint64_t base = units % 10 == 0 ? 10 : 2;
    while (rest > std::numeric_limits<std::uint64_t>::max() / kNanoseconds) {
        rest /= base;
        scale /= base;
    }
    // Seconds outside the range of Timestamp are clamped to it.
    constexpr std::uint64_t kMaxSeconds = std::uint64_t{1} << 62U;
    const auto seconds = static_cast<std::int64_t>(std::min(ticks / units, kMaxSeconds));
    std::int64_t total = 0;
    if (__builtin_add_overflow(seconds, offsetSeconds, &total))
        total = offsetSeconds < 0 ? std::numeric_limits<std::int64_t>::min()
                                  : std::numeric_limits<std::int64_t>::max();
    return timestampFromSeconds(total, static_cast<std::int64_t>(rest * kNanoseconds / scale));
}

} // namespace

PcapngReader::PcapngReader(std::unique_ptr<ByteStream> stream)
    : m_buffer(std::move(stream)) {}

ReadState PcapngReader::next(Packet& packet) {
    ReadState state = ReadState::More;
    const std::uint64_t before = m_packets;
    while (state == ReadState::More && m_packets == before)
        state = readBlock(packet);
    return state;
}

std::string PcapngReader::formatDescription() const {
    std::string links;
    for (const LinkType type : m_linkTypes)
        links += (links.empty() ? "" : " and ") + toString(type);
    if (m_hasMoreLinkTypes)
        links += " and others";
    return fmt::format("pcapng, {}-endian, {}, {} {}", m_isBigEndian ? "big" : "little",
                       links.empty() ? "no link type" : links, m_interfaceCount,
                       m_interfaceCount == 1 ? "interface" : "interfaces");
}

/// Reads one block. Returns More when the block could be read, even if it is not a packet.
ReadState PcapngReader::readBlock(Packet& packet) {
    // The bytes of the last packet had to stay in the buffer until now.
    if (m_block > 0 && !m_buffer.skip(m_block))
        return fail("the file ends inside a block");
    m_block = 0;
    const Bytes header = m_buffer.peek(kBlockFrame);
    if (header.empty() && !m_buffer.stream().error())
        return ReadState::End;
    if (header.size() < kBlockFrame)
        return fail("the file ends inside a block");
    const bool isSection = static_cast<BlockType>(get32(header, 0)) == BlockType::SectionHeader;
    if (isSection && !readSectionStart(header))
        return fail("a section header without a byte order");
    const std::uint32_t type = get32(header, 0);
    const std::uint32_t length = get32(header, 4);
    if (type == 0 && length == 0 && hasOnlyZeros(m_buffer.peek(kMinZeros)))
        return fail(kZeros);
    if (length < kBlockFrame)
        return fail(fmt::format("a block of the impossible length {}", length));
    m_block = (std::uint64_t{length} + 3) / 4 * 4;
    if (isSection || !isRead(type))
        return ReadState::More;
    if (length > kMaxBlockBytes)
        return fail(
            fmt::format("a block of {} bytes, which is more than this program reads", length));
    const auto whole = static_cast<std::size_t>(m_block);
    const Bytes block = m_buffer.peek(whole);
    if (block.size() < whole)
        return fail("the file ends inside a block");
    if (get32(block, whole - 4) != length)
        return fail("a block whose two lengths differ");
    const Bytes body = block.subspan(kBlockHeader, whole - kBlockFrame);
    return readBody(type, body, packet) == Outcome::Damaged ? ReadState::Damaged : ReadState::More;
}

/// Starts a section, which has its own byte order and its own interfaces.
bool PcapngReader::readSectionStart(Bytes header) {
    constexpr std::uint32_t kByteOrder = 0x1a2b'3c4d;
    if (big32(header, 8) == kByteOrder)
        m_isBigEndian = true;
    else if (little32(header, 8) == kByteOrder)
        m_isBigEndian = false;
    else
        return false;
    m_interfaces.clear();
    return true;
}

PcapngReader::Outcome PcapngReader::readBody(std::uint32_t type, Bytes body, Packet& packet) {
    switch (static_cast<BlockType>(type)) {
    case BlockType::Interface:
        return readInterface(body);
    case BlockType::EnhancedPacket:
        return body.size() < 4 ? damaged(kTooShort) : readTimed(get32(body, 0), body, packet);
    case BlockType::ObsoletePacket:
        return body.size() < 4 ? damaged(kTooShort) : readTimed(get16(body, 0), body, packet);
    case BlockType::SimplePacket:
        return readSimple(body, packet);
    default:
        return Outcome::NoPacket;
    }
}

PcapngReader::Outcome PcapngReader::readInterface(Bytes body) {
    constexpr std::size_t kFixed = 8;
    if (body.size() < kFixed)
        return damaged("an interface block that is too short");
    if (m_interfaces.size() >= kMaxInterfaces)
        return damaged("more interfaces than this program reads");
    Interface interface {
        .linkType = static_cast<LinkType>(get16(body, 0)), .snapLength = get32(body, 4)
    };
    readOptions(body.subspan(kFixed), interface);
    m_interfaces.push_back(interface);
    ++m_interfaceCount;
    nameLinkType(interface.linkType);
    return Outcome::NoPacket;
}

/// Remembers the first few types only, so that a file with a different type for each interface
/// costs no more.
void PcapngReader::nameLinkType(LinkType type) {
    if (std::find(m_linkTypes.begin(), m_linkTypes.end(), type) != m_linkTypes.end())
        return;
    if (m_linkTypes.size() < kMaxLinkTypesNamed)
        m_linkTypes.push_back(type);
    else
        m_hasMoreLinkTypes = true;
}

/// Reads options up to the first one that is malformed.
void PcapngReader::readOptions(Bytes options, Interface& interface) const {
    constexpr unsigned kEnd = 0;
    constexpr unsigned kResolution = 9;
    constexpr unsigned kOffset = 14;
    while (options.size() >= 4) {
        const unsigned code = get16(options, 0);
        const std::size_t length = get16(options, 2);
        options = options.subspan(4);
        if (code == kEnd || length > options.size())
            return;
        if (code == kResolution && length >= 1)
            interface.unitsPerSecond = unitsPerSecond(byteAt(options, 0));
        else if (code == kOffset && length >= 8)
            interface.offsetSeconds = static_cast<std::int64_t>(get64(options, 0));
        options = options.subspan(std::min(options.size(), (length + 3) / 4 * 4));
    }
}

/// Reads an enhanced or an obsolete block. Only the interface number differs: in an obsolete block
/// it has 16 bits, with a drop count after them.
PcapngReader::Outcome PcapngReader::readTimed(std::size_t index, Bytes body, Packet& packet) {
    constexpr std::size_t kFixed = 20;
    if (body.size() < kFixed)
        return damaged(kTooShort);
    if (index >= m_interfaces.size())
        return damaged(fmt::format("a packet of interface {}, which is not described", index));
    const Interface& interface = m_interfaces[index];
    const std::uint64_t ticks = std::uint64_t{get32(body, 4)} << 32U | get32(body, 8);
    m_lastTime = toTime(ticks, interface.unitsPerSecond, interface.offsetSeconds);
    return fillPacket(interface, body.subspan(kFixed), get32(body, 12), get32(body, 16), packet);
}

PcapngReader::Outcome PcapngReader::readSimple(Bytes body, Packet& packet) {
    constexpr std::size_t kFixed = 4;
    if (body.size() < kFixed)
        return damaged(kTooShort);
    if (m_interfaces.empty())
        return damaged("a packet without an interface");
    const Interface& interface = m_interfaces.front();
    const std::uint32_t original = get32(body, 0);
    const Bytes data = body.subspan(kFixed);
    // Where the block has more than the snap length of the interface, that is wrong.
    const std::uint32_t snapLength = interface.snapLength;
    const bool isWhole = snapLength == 0 || data.size() > (std::size_t{snapLength} + 3) / 4 * 4;
    const std::uint32_t limit = isWhole ? original : std::min(original, snapLength);
    return fillPacket(interface, data, std::min<std::uint64_t>(limit, data.size()), original,
                      packet);
}

PcapngReader::Outcome PcapngReader::fillPacket(const Interface& interface, Bytes data,
                                               std::uint64_t captured, std::uint32_t original,
                                               Packet& packet) {
    if (captured > data.size())
        return damaged("a packet that is longer than its block");
    packet.number = ++m_packets;
    packet.time = m_lastTime;
    packet.linkType = interface.linkType;
    packet.bytes = data.first(static_cast<std::size_t>(captured));
    packet.originalLength = original;
    packet.fileOffset = m_buffer.offset();
    return Outcome::Packet;
}

PcapngReader::Outcome PcapngReader::damaged(std::string message) {
    fail(std::move(message));
    return Outcome::Damaged;
}

ReadState PcapngReader::fail(std::string message) {
    if (m_buffer.stream().error())
        message = m_buffer.stream().error()->message;
    m_error = Error{std::move(message), m_packets + 1, m_buffer.offset()};
    m_block = 0; // the reader stays here, so that each further next() returns the same error
    return ReadState::Damaged;
}

std::uint16_t PcapngReader::get16(Bytes bytes, std::size_t offset) const {
    return m_isBigEndian ? big16(bytes, offset) : little16(bytes, offset);
}

std::uint32_t PcapngReader::get32(Bytes bytes, std::size_t offset) const {
    return m_isBigEndian ? big32(bytes, offset) : little32(bytes, offset);
}

std::uint64_t PcapngReader::get64(Bytes bytes, std::size_t offset) const {
    const std::uint64_t first = get32(bytes, offset);
    const std::uint64_t second = get32(bytes, offset + 4);
    return m_isBigEndian ? first << 32U | second : second << 32U | first;
}

} // namespace beaconscope::input
