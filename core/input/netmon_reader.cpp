// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/netmon_reader.h"

#include "core/base/byte_order.h"
#include "core/base/shifted_time.h"
#include "core/input/record_buffer.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace beaconscope::input {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::string_view kMagic = "GMBU";
constexpr std::size_t kFileHeader = 128;
constexpr std::size_t kFrameHeader = 16;
constexpr std::uint32_t kMaxFrame = 262'144;
constexpr std::string_view kTruncated = "is truncated: it ends inside a packet";

std::uint64_t little64(Bytes bytes, std::size_t offset) {
    return std::uint64_t{little32(bytes, offset + 4)} << 32U | little32(bytes, offset);
}

/// Behind the bytes of a frame stand, from version 2.1 on, more and more facts about it.
struct Trailer {
    static constexpr std::size_t kType = 0; ///< of the link, in 2 bytes
    static constexpr std::size_t kTime = 6; ///< 100 ns since 1601, in 8 bytes

    std::size_t length = 0;

    bool hasType() const { return length >= 2; }
    bool hasTime() const { return length >= kTime + 8; }
};

Trailer trailerOf(unsigned major, unsigned minor) {
    constexpr std::array<std::size_t, 4> kLengths = {0, 2, 6, 15};
    return {major > 2 ? kLengths.back() : kLengths[std::min<std::size_t>(minor, 3)]};
}

/// What the header of a file says.
struct FileHeader {
    unsigned major = 2;
    unsigned minor = 0;
    unsigned type = 1; ///< of the link
    Timestamp start;
    std::uint64_t framesEnd = UINT64_MAX; ///< where tables follow the frames
};

/// Reads a SYSTEMTIME: eight numbers of 16 bits. An impossible date gives the epoch.
Timestamp readSystemTime(Bytes bytes, std::size_t offset) {
    const auto number = [bytes, offset](std::size_t index) {
        return unsigned{little16(bytes, offset + 2 * index)};
    };
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(0))),
                                           std::chrono::month(number(1)),
                                           std::chrono::day(number(3))};
    if (!date.ok() || number(0) < 1970)
        return {};
    const std::chrono::sys_seconds time =
        std::chrono::sys_days(date) + std::chrono::hours(number(4)) +
        std::chrono::minutes(number(5)) + std::chrono::seconds(number(6));
    return timestampFromSeconds(time.time_since_epoch().count(),
                                std::int64_t{number(7)} * 1'000'000);
}

FileHeader readFileHeader(Bytes bytes) {
    FileHeader header;
    header.minor = byteAt(bytes, 4);
    header.major = byteAt(bytes, 5);
    header.type = little16(bytes, 6);
    header.start = readSystemTime(bytes, 8);
    // Places of the tables: of frames, user data, comments, statistics, network, conversations.
    for (const std::size_t field : {24U, 32U, 40U, 48U, 56U, 64U}) {
        const std::uint64_t place = little32(bytes, field);
        if (place >= kFileHeader)
            header.framesEnd = std::min(header.framesEnd, place);
    }
    return header;
}

/// 100 ns since 1601 to a time.
Timestamp fromFileTime(std::uint64_t ticks) {
    constexpr std::uint64_t kTicksOfSecond = 10'000'000;
    constexpr std::uint64_t kSecondsTo1970 = 11'644'473'600;
    const std::uint64_t seconds = ticks / kTicksOfSecond;
    if (seconds < kSecondsTo1970)
        return {};
    return timestampFromSeconds(static_cast<std::int64_t>(seconds - kSecondsTo1970),
                                static_cast<std::int64_t>(ticks % kTicksOfSecond * 100));
}

class NetMonReader final : public PacketSource {
public:
    NetMonReader(std::unique_ptr<ByteStream> stream, const FileHeader& header)
        : m_buffer(std::move(stream))
        , m_header(header)
        , m_trailer(trailerOf(header.major, header.minor)) {}

    ReadState next(Packet& packet) override;
    const Error& error() const override { return m_error; }
    std::string formatDescription() const override {
        return fmt::format("NetMon {}.{}{}", m_header.major, m_header.minor,
                           m_trailer.hasTime() ? "" : ", times without a time zone, taken for UTC");
    }
    std::uint64_t bytesRead() const override { return m_buffer.stream().bytesRead(); }

private:
    ReadState fail(std::string_view message);
    bool setContent(Bytes frame, Bytes trailer, Packet& packet) const;

    RecordBuffer m_buffer;
    FileHeader m_header;
    Trailer m_trailer;
    std::uint64_t m_record = kFileHeader; ///< length of what the reader goes on after
    std::uint64_t m_frames = 0;
    Error m_error;
};

/// Sets link type, bytes and time. Returns false for a frame that is no packet but a note of
/// Network Monitor.
bool NetMonReader::setContent(Bytes frame, Bytes trailer, Packet& packet) const {
    constexpr unsigned kFirstNote = 0xfff0;
    constexpr unsigned kFirstPcapType = 0xe000;
    constexpr unsigned kWireless = 6;
    const unsigned type = m_trailer.hasType() ? little16(trailer, Trailer::kType) : m_header.type;
    packet.bytes = frame.subspan(kFrameHeader);
    packet.linkType = LinkType::Ethernet;
    if (m_trailer.hasTime())
        packet.time = fromFileTime(little64(trailer, Trailer::kTime));
    else
        packet.time = shifted(m_header.start, std::chrono::microseconds(std::min(
                                                  little64(frame, 0), std::uint64_t{1} << 50U)));
    if (type >= kFirstNote)
        return false;
    if (type >= kFirstPcapType) {
        packet.linkType = static_cast<LinkType>(type - kFirstPcapType);
    } else if (type == kWireless) {
        // A header of its own stands before the frame: a version, then its length in two bytes.
        const std::size_t length = packet.bytes.size() < 3 ? 0 : little16(packet.bytes, 1);
        packet.bytes = packet.bytes.subspan(std::min(length, packet.bytes.size()));
        packet.linkType = LinkType::Ieee80211;
    } else if (type == 2 || type == 3) { // token ring, FDDI
        packet.linkType = type == 2 ? LinkType::TokenRing : LinkType::Fddi;
    }
    return true;
}

ReadState NetMonReader::next(Packet& packet) {
    for (;;) {
        // The bytes of the last packet had to stay in the buffer until now.
        if (!m_buffer.skip(std::exchange(m_record, 0)))
            return fail(kTruncated);
        if (m_buffer.offset() >= m_header.framesEnd)
            return ReadState::End;
        const auto header = m_buffer.peek(kFrameHeader);
        if (header.empty() && !m_buffer.stream().error())
            return ReadState::End;
        if (header.size() < kFrameHeader)
            return fail(kTruncated);
        const std::uint32_t original = little32(header, 8);
        const std::uint32_t captured = little32(header, 12);
        if (captured > kMaxFrame)
            return fail("has a frame of an impossible length");
        const std::size_t length = kFrameHeader + captured + m_trailer.length;
        const auto record = m_buffer.peek(length);
        if (record.size() < length)
            return fail(kTruncated);
        m_record = length;
        packet.number = ++m_frames;
        packet.originalLength = original;
        packet.fileOffset = m_buffer.offset();
        if (setContent(record.first(kFrameHeader + captured), record.last(m_trailer.length),
                       packet))
            return ReadState::More;
    }
}

ReadState NetMonReader::fail(std::string_view message) {
    const auto& cause = m_buffer.stream().error();
    m_error = Error{cause ? cause->message : std::string(message), m_frames + 1, m_buffer.offset()};
    return ReadState::Damaged;
}

} // namespace

bool isNetMon(std::span<const std::byte> head) {
    const auto magic = std::as_bytes(std::span(kMagic));
    return head.size() >= magic.size() && std::ranges::equal(head.first(magic.size()), magic);
}

Result<std::unique_ptr<PacketSource>> openNetMon(std::unique_ptr<PeekedStream> stream) {
    auto whole = std::make_unique<PeekedStream>(std::move(stream), kFileHeader);
    if (whole->head().size() < kFileHeader)
        return Error{"is truncated: it ends inside the header of the file", std::nullopt,
                     std::nullopt};
    const FileHeader header = readFileHeader(whole->head());
    return {std::make_unique<NetMonReader>(std::move(whole), header)};
}

} // namespace beaconscope::input
