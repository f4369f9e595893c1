// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

/// Finds the DNS messages in TCP streams (RFC 7766 section 8: each behind its length in two bytes).
///
/// Segments may be split anywhere, repeated, and out of order; connections may have begun before
/// the capture. Framing is trusted once it is known: from a SYN on, or from a segment that starts
/// with what must be a message. Segments behind a gap wait for it to be filled, unless they hold
/// whole messages by themselves; when too much waits, the gap is given up and counted.
///
/// Bounded: kMaxStreams directions and kMaxBytes of waiting data, the least recently used go first.
class TcpStreams {
public:
    using Sink = std::function<void(const dns::DnsPayload&)>;
    static constexpr std::size_t kMaxStreams = 65'536;
    static constexpr std::size_t kMaxBytes = std::size_t{32} << 20U;
    // Of one stream, behind a gap.
    static constexpr std::size_t kMaxWaiting = 64;
    static constexpr std::size_t kMaxWaitingBytes = std::size_t{256} << 10U;

    TcpStreams(input::SkipCounts& skipped, Sink sink)
        : m_skipped(skipped)
        , m_sink(std::move(sink)) {}

    void add(const TcpFlow& flow, const Segment& segment, const input::PacketOrigin& origin);

    /// Reads what waits behind gaps, then gives up the rest.
    void finish();

private:
    using Bytes = std::span<const std::byte>;

    /// A segment behind a gap.
    struct Waiting {
        std::uint32_t sequence;
        std::uint32_t length;
        std::vector<std::byte> bytes; ///< empty when its messages were handed over already
        input::PacketOrigin origin;
    };
    struct Stream {
        TcpFlow flow;
        std::uint32_t expected = 0; ///< sequence number of the next byte
        bool inStep = false; ///< the next byte is known to begin a length, or to be in `part`
        std::vector<std::byte> part{}; ///< of a message that is not complete
        input::PacketOrigin partOrigin{};
        std::vector<Waiting> waiting{}; ///< in order of their sequence numbers
        std::size_t waitingBytes = 0;
    };
    using List = std::list<Stream>; // the most recently used is at the end
    struct FlowHash {
        std::size_t operator()(const TcpFlow& flow) const noexcept;
    };

    Stream& streamFor(const TcpFlow& flow, const Segment& segment);
    void place(Stream& stream, std::uint32_t sequence, Bytes bytes,
               const input::PacketOrigin& origin);
    void wait(Stream& stream, std::uint32_t sequence, Bytes bytes,
              const input::PacketOrigin& origin);
    void consume(Stream& stream, Bytes bytes, const input::PacketOrigin& origin);
    void consumeCut(Stream& stream, const Segment& segment, const input::PacketOrigin& origin);
    void takeWaiting(Stream& stream);
    void giveUpGap(Stream& stream);
    void giveUpPart(Stream& stream);
    void giveUpAll(Stream& stream);
    void evict(List::iterator stream);
    std::size_t handOverMessages(const Stream& stream, Bytes bytes,
                                 const input::PacketOrigin& origin);
    void handOver(const Stream& stream, Bytes message, bool isCut,
                  const input::PacketOrigin& origin);
    void skip(const input::PacketOrigin& origin) {
        m_skipped.add(input::SkipReason::TcpSegment, origin.number, origin.fileOffset);
    }

    input::SkipCounts& m_skipped;
    Sink m_sink;
    List m_streams;
    std::unordered_map<TcpFlow, List::iterator, FlowHash> m_index;
    std::size_t m_bytes = 0; // in parts and waiting segments
};

} // namespace beaconscope::network
