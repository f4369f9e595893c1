// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/hash.h"
#include "core/base/ip_address.h"
#include "core/dns/dns_payload.h"
#include "core/input/packet_origin.h"
#include "core/input/skip_reason.h"
#include "core/network/transport_layer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <unordered_map>
#include <vector>

namespace beaconscope::network {

/// One direction of a TCP connection.
struct TcpFlow {
    IpAddress source;
    IpAddress destination;
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;

    bool operator==(const TcpFlow&) const = default;
};

/// Finds the DNS messages in TCP streams. Each message has its length in two bytes before it
/// (RFC 7766 section 8).
///
/// Segments may be split anywhere, repeated, and out of order; connections may have begun before
/// the capture. The reader knows where messages start after a SYN, or after a segment that clearly
/// starts with a message. When bytes are missing, later segments wait for them, unless they contain
/// only whole messages; when too much waits, the missing bytes count as lost.
///
/// Memory is bounded: it keeps kMaxStreams directions and kMaxBytes of data, and drops the least
/// recently used stream when there is more.
class TcpStreams {
public:
    using Sink = std::function<void(const dns::DnsPayload&)>;
    static constexpr std::size_t kMaxStreams = 65'536;
    static constexpr std::size_t kMaxBytes = std::size_t{32} << 20U;
    // Segments and bytes of one stream that wait for missing bytes.
    static constexpr std::size_t kMaxWaiting = 64;
    static constexpr std::size_t kMaxWaitingBytes = std::size_t{256} << 10U;

    TcpStreams(input::SkipCounts& skipped, Sink sink)
        : m_skipped(skipped)
        , m_sink(std::move(sink)) {}

    void add(const TcpFlow& flow, const Segment& segment, const input::PacketOrigin& origin);

    /// Reads the segments that wait for missing bytes, then drops what is not complete.
    void finish();

private:
    using Bytes = std::span<const std::byte>;

    /// A segment that waits for the bytes before it.
    struct Waiting {
        std::uint32_t sequence;
        std::uint32_t length;
        std::vector<std::byte> bytes; ///< empty when its messages were handed over already
        input::PacketOrigin origin;
    };
    struct Stream {
        TcpFlow flow;
        std::uint32_t expected = 0;    ///< sequence number of the next byte
        bool inStep = false;           ///< true: the next byte starts a length, or continues `part`
        std::vector<std::byte> part{}; ///< the start of a message that is not complete
        input::PacketOrigin partOrigin{};
        std::vector<Waiting> waiting{}; ///< in order of their sequence numbers
        std::size_t waitingBytes = 0;
    };
    using List = std::list<Stream>; // the most recently used is at the end

    Stream& streamFor(const TcpFlow& flow, const Segment& segment);
    void place(Stream& stream, std::uint32_t sequence, Bytes bytes,
               const input::PacketOrigin& origin);
    void wait(Stream& stream, std::uint32_t sequence, Bytes bytes,
              const input::PacketOrigin& origin);
    void consume(Stream& stream, Bytes bytes, const input::PacketOrigin& origin);
    void consumeCut(Stream& stream, const Segment& segment, const input::PacketOrigin& origin);
    void takeWaiting(Stream& stream, const input::PacketOrigin& closing);
    void giveUpGap(Stream& stream);
    void giveUpPart(Stream& stream);
    void giveUpAll(Stream& stream);
    void evict(List::iterator stream);
    std::size_t handOverMessages(const Stream& stream, Bytes bytes,
                                 const input::PacketOrigin& origin);
    void handOver(const Stream& stream, Bytes message, bool isCut,
                  const input::PacketOrigin& origin);
    void skip(const input::PacketOrigin& origin) {
        m_skipped.add(input::SkipReason::TcpSegment, origin.number, origin.fileOffset, origin.file);
    }

    input::SkipCounts& m_skipped;
    Sink m_sink;
    List m_streams;
    std::unordered_map<TcpFlow, List::iterator, ValueHash> m_index;
    std::size_t m_bytes = 0; // in parts and waiting segments
};

} // namespace beaconscope::network
