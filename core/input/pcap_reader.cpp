// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/pcap_reader.h"

#include "core/base/byte_order.h"
#include "core/input/pcap_file.h"
#include "core/input/record_buffer.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

namespace beaconscope::input {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t kFileHeader = 24;
constexpr std::size_t kRecordHeader = 16;
/// The longest packet that libpcap takes for possible, of the link types below.
constexpr std::uint32_t kMaxCaptured = 262'144;

/// Link types of which libpcap hands out packets as they are in the file, and of at most
/// kMaxCaptured bytes. In those of pflog it turns numbers into the byte order of the machine.
constexpr std::array kPlainTypes = {
    LinkType::Null,
    LinkType::Ethernet,
    LinkType::TokenRing,
    LinkType::ArcnetBsd,
    LinkType::Ppp,
    LinkType::Fddi,
    LinkType::PppHdlc,
    LinkType::PppEther,
    LinkType::SymantecFirewall,
    LinkType::AtmRfc1483,
    LinkType::Raw,
    LinkType::CiscoHdlc,
    LinkType::Ieee80211,
    LinkType::FrameRelay,
    LinkType::Loop,
    LinkType::Enc,
    LinkType::LinuxSll,
    LinkType::Prism,
    LinkType::IpOverFc,
    LinkType::SunAtm,
    LinkType::ArcnetLinux,
    LinkType::Ieee80211Avs,
    LinkType::Ieee80211Radiotap,
    LinkType::JuniperEther,
    LinkType::JuniperPpp,
    LinkType::JuniperChdlc,
    LinkType::Ppi,
    LinkType::Erf,
    LinkType::PppWithDirection,
    LinkType::Ipnet,
    LinkType::Ipv4,
    LinkType::Ipv6,
    LinkType::Ipoib,
    LinkType::Pktap,
    LinkType::LinuxSll2,
    LinkType::DsaTagBrcm,
    LinkType::DsaTagDsa,
    LinkType::DsaTagBrcmPrepend,
    LinkType::DsaTagEdsa,
};

/// What the header of a file says.
struct FileHeader {
    bool isBigEndian = false;
    bool isNano = false;
    LinkType linkType = LinkType::Ethernet;
    std::uint32_t snapLength = 0;
};

std::uint32_t read32(Bytes bytes, std::size_t offset, bool isBigEndian) {
    return isBigEndian ? big32(bytes, offset) : little32(bytes, offset);
}

/// Returns nullopt when the file is not of the usual kind.
std::optional<FileHeader> readFileHeader(Bytes bytes) {
    constexpr std::uint32_t kMicro = 0xa1b2'c3d4;
    constexpr std::uint32_t kNano = 0xa1b2'3c4d;
    if (bytes.size() < kFileHeader)
        return std::nullopt;
    FileHeader header;
    const std::uint32_t magic = big32(bytes, 0);
    header.isBigEndian = magic == kMicro || magic == kNano;
    const std::uint32_t value = read32(bytes, 0, header.isBigEndian);
    header.isNano = value == kNano;
    const std::size_t major = 4;
    const std::size_t minor = 6;
    const bool isVersion24 = header.isBigEndian
                                 ? big16(bytes, major) == 2 && big16(bytes, minor) == 4
                                 : little16(bytes, major) == 2 && little16(bytes, minor) == 4;
    const std::uint32_t snapLength = read32(bytes, 16, header.isBigEndian);
    const bool isUnlimited =
        snapLength == 0 || snapLength > std::uint32_t{std::numeric_limits<std::int32_t>::max()};
    header.snapLength = isUnlimited ? kMaxCaptured : snapLength;
    // The upper half of the link type can announce a checksum at the end of each packet.
    header.linkType = static_cast<LinkType>(read32(bytes, 20, header.isBigEndian));
    const bool isPlainType = std::ranges::find(kPlainTypes, header.linkType) != kPlainTypes.end();
    if ((value != kMicro && value != kNano) || !isVersion24 || !isPlainType)
        return std::nullopt;
    return header;
}

/// Reads files of the usual kind.
class PcapReader final : public PacketSource {
public:
    PcapReader(std::unique_ptr<ByteStream> stream, FileHeader header)
        : m_buffer(std::move(stream))
        , m_header(header)
        , m_isSwapped(header.isBigEndian != (std::endian::native == std::endian::big))
        , m_lastRecord(kFileHeader) {}

    ReadState next(Packet& packet) override;
    const Error& error() const override { return m_error; }
    std::string formatDescription() const override {
        return fmt::format("pcap, {}{}, {}, snap length {}",
                           m_header.isNano ? "nanoseconds" : "microseconds",
                           m_header.isBigEndian ? ", big-endian" : ", little-endian",
                           toString(m_header.linkType), m_header.snapLength);
    }
    std::uint64_t bytesRead() const override { return m_buffer.stream().bytesRead(); }

private:
    struct Record {
        std::uint32_t wholeSeconds = 0;
        std::uint32_t fraction = 0; ///< of a second: microseconds or nanoseconds
        std::uint32_t captured = 0;
        std::uint32_t original = 0;
    };

    Record readRecord(Bytes bytes) const;
    Timestamp timeOf(const Record& record) const;
    ReadState fail(std::string message);

    RecordBuffer m_buffer;
    FileHeader m_header;
    bool m_isSwapped;         ///< the byte order of the file is not that of this machine
    std::size_t m_lastRecord; ///< length of what the reader goes on after; 0 after an error
    std::uint64_t m_packets = 0;
    Error m_error;
};

/// Reads the numbers of a record, in the byte order of the file.
PcapReader::Record PcapReader::readRecord(Bytes bytes) const {
    std::array<std::uint32_t, kRecordHeader / sizeof(std::uint32_t)> words{};
    std::memcpy(words.data(), bytes.data(), kRecordHeader);
    if (m_isSwapped) {
        for (std::uint32_t& word : words)
            word = __builtin_bswap32(word);
    }
    return {words[0], words[1], words[2], words[3]};
}

Timestamp PcapReader::timeOf(const Record& record) const {
    // libpcap takes a fraction of 2^31 or more, which is damage, for negative, unless it has to
    // swap the bytes.
    const std::int64_t units = m_isSwapped
                                   ? std::int64_t{record.fraction}
                                   : std::int64_t{static_cast<std::int32_t>(record.fraction)};
    return timestampFromSeconds(record.wholeSeconds, m_header.isNano ? units : units * 1'000);
}

ReadState PcapReader::next(Packet& packet) {
    m_buffer.skip(std::exchange(m_lastRecord, 0));
    const Bytes header = m_buffer.peek(kRecordHeader);
    if (header.size() < kRecordHeader) {
        if (header.empty() && !m_buffer.stream().error())
            return ReadState::End;
        return fail("is truncated: it ends inside a packet");
    }
    const Record record = readRecord(header);
    if (record.captured == 0 && hasOnlyZeros(m_buffer.peek(kMinZeros)))
        return fail(kZeros);
    if (record.captured > kMaxCaptured)
        return fail(record.captured > m_header.snapLength
                        ? fmt::format("invalid packet capture length {}, bigger than snaplen of {}",
                                      record.captured, m_header.snapLength)
                        : fmt::format("invalid packet capture length {}, bigger than maximum of {}",
                                      record.captured, kMaxCaptured));
    const std::size_t length = kRecordHeader + record.captured;
    const Bytes whole = m_buffer.peek(length);
    if (whole.size() < length)
        return fail("is truncated: it ends inside a packet");
    m_lastRecord = length;
    packet.number = ++m_packets;
    packet.time = timeOf(record);
    packet.linkType = m_header.linkType;
    // It may be longer than the snap length of the file, where files were joined: it is all there.
    packet.bytes = whole.subspan(kRecordHeader, record.captured);
    packet.originalLength = record.original;
    packet.fileOffset = m_buffer.offset();
    return ReadState::More;
}

/// The reader stays where it is, so that each further next() returns the same error.
ReadState PcapReader::fail(std::string message) {
    if (m_buffer.stream().error())
        message = m_buffer.stream().error()->message;
    m_error = Error{std::move(message), m_packets + 1, m_buffer.offset()};
    return ReadState::Damaged;
}

} // namespace

Result<std::unique_ptr<PacketSource>> openPcap(std::unique_ptr<PeekedStream> stream) {
    auto whole = std::make_unique<PeekedStream>(std::move(stream), kFileHeader);
    if (const auto header = readFileHeader(whole->head()))
        return {std::make_unique<PcapReader>(std::move(whole), *header)};
    return openWithLibpcap(std::move(whole));
}

} // namespace beaconscope::input
