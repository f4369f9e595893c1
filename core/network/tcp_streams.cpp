// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/tcp_streams.h"

#include "core/base/byte_order.h"
#include "core/network/dns_check.h"

#include <algorithm>
#include <iterator>

namespace beaconscope::network {

namespace {

constexpr std::size_t kPrefix = 2;     // the length before each message
constexpr std::size_t kDnsHeader = 12; // the shortest message

/// Returns how far `to` is ahead of `from`; negative when it is behind. Sequence numbers wrap
/// (RFC 9293).
std::int32_t distance(std::uint32_t from, std::uint32_t to) {
    return static_cast<std::int32_t>(to - from);
}

/// Returns the length in the prefix at the start of `bytes`.
std::size_t announcedLength(std::span<const std::byte> bytes) {
    return big16(bytes, 0);
}

/// Whether `bytes` may start with a length and a message. The length alone is enough, because some
/// senders send it in its own segment.
bool mayStartMessage(std::span<const std::byte> bytes) {
    return bytes.size() >= kPrefix && announcedLength(bytes) >= kDnsHeader &&
           (bytes.size() == kPrefix || mayBeDnsStart(bytes.subspan(kPrefix)));
}

} // namespace

void TcpStreams::add(const TcpFlow& flow, const Segment& segment,
                     const input::PacketOrigin& origin) {
    if (segment.payloadLength == 0 && !segment.syn)
        return; // bare acknowledgements need no stream
    Stream& stream = streamFor(flow, segment);
    const std::size_t before = stream.part.size() + stream.waitingBytes;
    if (segment.isCut()) {
        consumeCut(stream, segment, origin);
    } else if (!segment.payload.empty()) {
        place(stream, segment.sequence, segment.payload, origin);
        takeWaiting(stream, origin);
        while (stream.waiting.size() > kMaxWaiting || stream.waitingBytes > kMaxWaitingBytes)
            giveUpGap(stream);
    }
    m_bytes += stream.part.size() + stream.waitingBytes - before;
    while (m_bytes > kMaxBytes || m_streams.size() > kMaxStreams)
        evict(m_streams.begin());
}

void TcpStreams::finish() {
    while (!m_streams.empty()) {
        Stream& stream = m_streams.front();
        while (!stream.waiting.empty())
            giveUpGap(stream);
        giveUpPart(stream);
        m_index.erase(stream.flow);
        m_streams.pop_front();
    }
    m_bytes = 0;
}

/// Returns the stream of a flow and moves it to the end of the list. A SYN starts a new stream,
/// unless it repeats the SYN that started this one.
TcpStreams::Stream& TcpStreams::streamFor(const TcpFlow& flow, const Segment& segment) {
    const auto found = m_index.find(flow);
    if (found != m_index.end()) {
        m_streams.splice(m_streams.end(), m_streams, found->second);
        Stream& stream = *found->second;
        // The number of a repeated SYN is a little behind the expected one; the SYN of another
        // connection can have any number.
        const std::int32_t behind = distance(segment.sequence, stream.expected);
        constexpr std::int32_t kRepeated = 65'536;
        if (segment.syn && (behind < 0 || behind > kRepeated)) {
            m_bytes -= stream.part.size() + stream.waitingBytes;
            giveUpAll(stream);
            stream = Stream{.flow = flow, .expected = segment.sequence, .inStep = true};
        }
        return stream;
    }
    m_streams.push_back({.flow = flow, .expected = segment.sequence, .inStep = segment.syn});
    m_index.emplace(flow, std::prev(m_streams.end()));
    return m_streams.back();
}

/// Uses the new part of a segment, now or when the bytes before it have arrived.
void TcpStreams::place(Stream& stream, std::uint32_t sequence, Bytes bytes,
                       const input::PacketOrigin& origin) {
    const std::int32_t ahead = distance(stream.expected, sequence);
    if (ahead > 0) {
        wait(stream, sequence, bytes, origin);
        return;
    }
    const auto known = static_cast<std::size_t>(-std::int64_t{ahead});
    if (known < bytes.size())
        consume(stream, bytes.subspan(known), origin);
}

void TcpStreams::wait(Stream& stream, std::uint32_t sequence, Bytes bytes,
                      const input::PacketOrigin& origin) {
    const auto place =
        std::find_if(stream.waiting.begin(), stream.waiting.end(), [&](const Waiting& other) {
            return distance(stream.expected, other.sequence) >= distance(stream.expected, sequence);
        });
    if (place != stream.waiting.end() && place->sequence == sequence)
        return; // repeated
    Waiting waiting{sequence, static_cast<std::uint32_t>(bytes.size()), {}, origin};
    if (arePlainlyMessages(bytes)) {
        handOverMessages(stream, bytes, origin);
    } else {
        waiting.bytes.assign(bytes.begin(), bytes.end());
        stream.waitingBytes += bytes.size();
    }
    stream.waiting.insert(place, std::move(waiting));
}

/// Reads bytes that follow directly after those read before.
void TcpStreams::consume(Stream& stream, Bytes bytes, const input::PacketOrigin& origin) {
    stream.expected += static_cast<std::uint32_t>(bytes.size());
    if (!stream.inStep && !mayStartMessage(bytes)) {
        skip(origin);
        return;
    }
    stream.inStep = true;
    if (stream.part.empty()) {
        bytes = bytes.subspan(handOverMessages(stream, bytes, origin));
        stream.part.assign(bytes.begin(), bytes.end());
    } else {
        stream.part.insert(stream.part.end(), bytes.begin(), bytes.end());
        const std::size_t used = handOverMessages(stream, stream.part, origin);
        stream.part.erase(stream.part.begin(),
                          stream.part.begin() + static_cast<std::ptrdiff_t>(used));
    }
    stream.partOrigin = origin;
    const bool isFramed =
        stream.part.size() < kPrefix || announcedLength(stream.part) >= kDnsHeader;
    if (!isFramed)
        giveUpPart(stream);
}

/// Reads a segment that the snap length cut: its whole messages, then the start of the last one.
void TcpStreams::consumeCut(Stream& stream, const Segment& segment,
                            const input::PacketOrigin& origin) {
    const std::uint32_t end = segment.sequence + static_cast<std::uint32_t>(segment.payloadLength);
    const Bytes bytes = segment.payload;
    const bool isNext = segment.sequence == stream.expected && stream.part.empty();
    bool endsWithMessage = false;
    if (isNext && (stream.inStep || mayStartMessage(bytes))) {
        const std::size_t used = handOverMessages(stream, bytes, origin);
        const Bytes rest = bytes.subspan(used);
        constexpr std::size_t kFlagsEnd = 4; // the flags before it say whether it is a query
        if (rest.size() >= kPrefix + kFlagsEnd && announcedLength(rest) >= kDnsHeader) {
            handOver(stream, rest.subspan(kPrefix), true, origin);
            endsWithMessage = used + kPrefix + announcedLength(rest) == segment.payloadLength;
        }
    } else {
        m_skipped.add(input::SkipReason::CutBySnapLength, origin.number, origin.fileOffset,
                      origin.file);
    }
    if (distance(stream.expected, end) > 0) {
        giveUpPart(stream);
        stream.expected = end;
        stream.inStep = endsWithMessage;
    }
}

/// Reads the waiting segments that now follow directly. `closing` is the packet with the bytes they
/// waited for, so their messages are complete when it arrives.
void TcpStreams::takeWaiting(Stream& stream, const input::PacketOrigin& closing) {
    while (!stream.waiting.empty() &&
           distance(stream.expected, stream.waiting.front().sequence) <= 0) {
        const Waiting next = std::move(stream.waiting.front());
        stream.waiting.erase(stream.waiting.begin());
        stream.waitingBytes -= next.bytes.size();
        if (!next.bytes.empty()) {
            place(stream, next.sequence, next.bytes,
                  next.origin.number > closing.number ? next.origin : closing);
        } else if (distance(stream.expected, next.sequence + next.length) > 0) {
            giveUpPart(stream); // a new message starts here, so the part before is incomplete
            stream.expected = next.sequence + next.length;
            stream.inStep = true;
        }
    }
}

/// Counts the bytes before the first waiting segment as lost and goes on with that segment.
void TcpStreams::giveUpGap(Stream& stream) {
    const input::PacketOrigin origin = stream.waiting.front().origin;
    skip(origin);
    stream.part.clear();
    stream.inStep = false;
    stream.expected = stream.waiting.front().sequence;
    takeWaiting(stream, origin);
}

void TcpStreams::giveUpPart(Stream& stream) {
    if (!stream.part.empty())
        skip(stream.partOrigin);
    stream.part.clear();
    stream.inStep = false;
}

void TcpStreams::giveUpAll(Stream& stream) {
    for (const Waiting& waiting : stream.waiting) {
        if (!waiting.bytes.empty())
            skip(waiting.origin);
    }
    giveUpPart(stream);
}

void TcpStreams::evict(List::iterator stream) {
    m_bytes -= stream->part.size() + stream->waitingBytes;
    giveUpAll(*stream);
    m_index.erase(stream->flow);
    m_streams.erase(stream);
}

/// Hands over the whole messages at the start of `bytes` and returns how many bytes they took.
std::size_t TcpStreams::handOverMessages(const Stream& stream, Bytes bytes,
                                         const input::PacketOrigin& origin) {
    std::size_t used = 0;
    while (bytes.size() - used > kPrefix) {
        const Bytes rest = bytes.subspan(used);
        const std::size_t length = announcedLength(rest);
        if (length < kDnsHeader || rest.size() - kPrefix < length)
            break;
        handOver(stream, rest.subspan(kPrefix, length), false, origin);
        used += kPrefix + length;
    }
    return used;
}

void TcpStreams::handOver(const Stream& stream, Bytes message, bool isCut,
                          const input::PacketOrigin& origin) {
    m_sink({.packetNumber = origin.number,
            .time = origin.time,
            .source = stream.flow.source,
            .destination = stream.flow.destination,
            .sourcePort = stream.flow.sourcePort,
            .destinationPort = stream.flow.destinationPort,
            .transport = dns::Transport::Tcp,
            .bytes = message,
            .cutShort = isCut,
            .fileOffset = origin.fileOffset,
            .file = origin.file});
}

} // namespace beaconscope::network
