// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/snoop_reader.h"

#include "core/base/byte_order.h"
#include "core/input/record_buffer.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace beaconscope::input {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "snoop\0\0\0"sv;
constexpr std::size_t kFileHeader = 16;
constexpr std::size_t kRecordHeader = 24;
constexpr std::uint32_t kMaxRecord = 1U << 20U; // a packet of 64 KB with room for more

/// Returns the link type by its number in snoop files, which has its own numbers.
std::optional<LinkType> linkTypeOf(std::uint32_t number) {
    switch (number) {
    case 0: // IEEE 802.3
    case 4: // Ethernet
        return LinkType::Ethernet;
    case 2: // IEEE 802.5
        return LinkType::TokenRing;
    case 8: // FDDI
        return LinkType::Fddi;
    default:
        return std::nullopt;
    }
}

class SnoopReader final : public PacketSource {
public:
    SnoopReader(std::unique_ptr<ByteStream> stream, LinkType linkType)
        : m_buffer(std::move(stream))
        , m_linkType(linkType) {}

    ReadState next(Packet& packet) override;
    const Error& error() const override { return m_error; }
    std::string formatDescription() const override {
        return fmt::format("snoop, microseconds, {}", toString(m_linkType));
    }
    std::uint64_t bytesRead() const override { return m_buffer.stream().bytesRead(); }

private:
    ReadState fail(const char* message);

    RecordBuffer m_buffer;
    LinkType m_linkType;
    std::uint64_t m_record = kFileHeader; ///< length of what the reader goes on after
    std::uint64_t m_packets = 0;
    Error m_error;
};

ReadState SnoopReader::next(Packet& packet) {
    // The bytes of the last packet had to stay in the buffer until now.
    if (!m_buffer.skip(std::exchange(m_record, 0)))
        return fail("is truncated: it ends inside a packet");
    const auto header = m_buffer.peek(kRecordHeader);
    if (header.empty() && !m_buffer.stream().error())
        return ReadState::End;
    if (header.size() < kRecordHeader)
        return fail("is truncated: it ends inside a packet");
    const std::uint32_t captured = big32(header, 4);
    const std::uint32_t length = big32(header, 8); // with header and padding
    if (length > kMaxRecord || length < kRecordHeader || captured > length - kRecordHeader)
        return fail("has a record of an impossible length");
    const auto record = m_buffer.peek(kRecordHeader + captured);
    if (record.size() < kRecordHeader + captured)
        return fail("is truncated: it ends inside a packet");
    m_record = length;
    packet.number = ++m_packets;
    packet.time = timestampFromSeconds(big32(record, 16), std::int64_t{big32(record, 20)} * 1'000);
    packet.linkType = m_linkType;
    packet.originalLength = big32(record, 0);
    packet.bytes = record.subspan(kRecordHeader);
    packet.fileOffset = m_buffer.offset();
    return ReadState::More;
}

ReadState SnoopReader::fail(const char* message) {
    const auto& cause = m_buffer.stream().error();
    m_error = Error{cause ? cause->message : message, m_packets + 1, m_buffer.offset()};
    return ReadState::Damaged;
}

} // namespace

bool isSnoop(std::span<const std::byte> head) {
    const auto magic = std::as_bytes(std::span(kMagic));
    return head.size() >= magic.size() && std::ranges::equal(head.first(magic.size()), magic);
}

Result<std::unique_ptr<PacketSource>> openSnoop(std::unique_ptr<PeekedStream> stream) {
    const auto head = stream->head();
    const auto refuse = [](std::string message) {
        return Error{std::move(message), std::nullopt, std::nullopt};
    };
    if (head.size() < kFileHeader)
        return refuse("is truncated: it ends inside the header of the file");
    constexpr std::uint32_t kVersion = 2;
    if (const std::uint32_t version = big32(head, 8); version != kVersion)
        return refuse(
            fmt::format("is a snoop capture of version {}; only version 2 is read", version));
    const auto linkType = linkTypeOf(big32(head, 12));
    if (!linkType)
        return refuse(fmt::format("is a snoop capture of the link type {} (RFC 1761), which is not "
                                  "read",
                                  big32(head, 12)));
    return {std::make_unique<SnoopReader>(std::move(stream), *linkType)};
}

} // namespace beaconscope::input
