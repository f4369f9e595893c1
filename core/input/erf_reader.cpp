// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/erf_reader.h"

#include "core/base/byte_order.h"

namespace beaconscope::input {

namespace {

constexpr std::size_t kHeader = 16;
constexpr unsigned kPadding = 48; // a record that only fills space and is no packet

unsigned kindOf(std::span<const std::byte> header) {
    return byteAt(header, 8) & 0x7fU;
}

/// Reads a little-endian time: seconds in the upper half, a binary fraction in the lower half.
/// Rounds to the nearest nanosecond.
Timestamp timeOf(std::span<const std::byte> header) {
    const std::uint64_t fraction = little32(header, 0);
    const std::uint64_t nanoseconds = (fraction * 1'000'000'000 + 0x8000'0000) >> 32U;
    return timestampFromSeconds(little32(header, 4), static_cast<std::int64_t>(nanoseconds));
}

} // namespace

ErfReader::ErfReader(std::unique_ptr<ByteStream> stream)
    : m_buffer(std::move(stream)) {}

ReadState ErfReader::next(Packet& packet) {
    for (;;) {
        // The bytes of the last packet had to stay in the buffer until now.
        if (!m_buffer.skip(m_record))
            return fail("the file ends inside a record");
        m_record = 0;
        const auto header = m_buffer.peek(kHeader);
        if (header.empty() && !m_buffer.stream().error())
            return ReadState::End;
        if (header.size() < kHeader)
            return fail("the file ends inside a record");
        const std::size_t length = big16(header, 10);
        if (length < kHeader)
            return fail("a record of an impossible length");
        const auto record = m_buffer.peek(length);
        if (record.size() < length)
            return fail("the file ends inside a record");
        m_record = length;
        if (kindOf(record) == kPadding)
            continue;
        packet.number = ++m_packets;
        packet.time = timeOf(record);
        packet.linkType = LinkType::Erf;
        packet.bytes = record;
        packet.originalLength = static_cast<std::uint32_t>(kHeader + big16(record, 14));
        packet.fileOffset = m_buffer.offset();
        return ReadState::More;
    }
}

ReadState ErfReader::fail(const char* message) {
    const auto& cause = m_buffer.stream().error();
    m_error = Error{cause ? cause->message : message, m_packets + 1, m_buffer.offset()};
    return ReadState::Damaged;
}

bool mayBeErf(std::span<const std::byte> head) {
    if (head.size() < kHeader)
        return false;
    constexpr std::uint32_t kYear1995 = 788'918'400;
    constexpr std::uint32_t kYear2100 = 4'102'444'800;
    constexpr unsigned kLastKind = 25;
    constexpr std::size_t kMaxOverhead = kHeader + 64; // extension headers and padding
    const unsigned kind = kindOf(head);
    const std::uint32_t seconds = little32(head, 4);
    const std::size_t recordLength = big16(head, 10);
    const std::size_t wireLength = big16(head, 14);
    return kind >= 1 && kind <= kLastKind && seconds > kYear1995 && seconds < kYear2100 &&
           recordLength >= kHeader && wireLength > 0 && recordLength <= wireLength + kMaxOverhead;
}

} // namespace beaconscope::input
