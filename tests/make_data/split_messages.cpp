// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/make_data/split_messages.h"

#include <algorithm>
#include <array>

namespace beaconscope::testdata {

using testing::append16;
using testing::append32;
using testing::ethernet;
using testing::fromHex;
using testing::ipPacket;
using testing::join;

namespace {

constexpr Duration kMicrosecond = std::chrono::microseconds{1};
constexpr int kRounds = 20;
constexpr std::size_t kHeader4 = 20;
constexpr std::size_t kHeader6 = 40;
constexpr std::size_t kPiece = 24;

Bytes slice(const Bytes& bytes, std::size_t begin, std::size_t end) {
    return {bytes.begin() + static_cast<std::ptrdiff_t>(begin),
            bytes.begin() + static_cast<std::ptrdiff_t>(std::min(end, bytes.size()))};
}

/// The UDP datagram of a query, without its IP header.
Bytes datagramOf(const Question& question, bool isV6) {
    const Bytes packet = queryPacket(question);
    return slice(packet, isV6 ? kHeader6 : kHeader4, packet.size());
}

Bytes fragment4(const Question& question, const Bytes& whole, std::size_t begin,
                std::uint16_t number) {
    const std::size_t end = begin + kPiece;
    Bytes packet =
        ipPacket(question.client.address, question.resolver.address, 17, slice(whole, begin, end));
    Bytes fields;
    append16(fields, number);
    append16(fields, static_cast<std::uint16_t>((end < whole.size() ? 0x2000U : 0U) | begin / 8));
    std::ranges::copy(fields, packet.begin() + 4);
    return packet;
}

Bytes fragment6(const Question& question, const Bytes& whole, std::size_t begin,
                std::uint16_t number) {
    const std::size_t end = begin + kPiece;
    Bytes header = fromHex("1100");
    append16(header, static_cast<std::uint16_t>(begin | (end < whole.size() ? 1U : 0U)));
    append32(header, number);
    return ipPacket(question.client.address, question.resolver.address, 44,
                    join({header, slice(whole, begin, end)}));
}

} // namespace

CaptureScript fragmentedQueries() {
    CaptureScript script(21, kMicrosecond);
    for (int round = 0; round < 2 * kRounds; ++round) {
        const bool isV6 = round % 2 == 1;
        const auto number = static_cast<std::uint16_t>(1000 + round);
        const Question question = script.question(isV6);
        const Bytes whole = datagramOf(question, isV6);
        std::vector<Bytes> pieces;
        for (std::size_t begin = 0; begin < whole.size(); begin += kPiece)
            pieces.push_back(isV6 ? fragment6(question, whole, begin, number)
                                  : fragment4(question, whole, begin, number));
        if (round % 3 == 1)
            std::ranges::reverse(pieces);
        if (round % 3 == 2)
            std::swap(pieces.front(), pieces[1]);
        const bool isLost = round % 5 == 4;
        if (isLost)
            pieces.pop_back();
        for (const Bytes& piece : pieces)
            script.add(ethernet(piece));
        if (!isLost)
            script.expect(question);
    }
    return script;
}

CaptureScript extendedQueries() {
    struct Extension {
        std::uint8_t protocol;
        const char* header;
    };
    constexpr std::array kExtensions{
        Extension{0, "11 00 0104 00000000"},                     // hop by hop
        Extension{60, "11 01 010c 00000000 0000000000000000"},   // destination options
        Extension{0, "2b 00 0104 00000000 11 00 0000 00000000"}, // then routing
        Extension{51, "11 01 0000 00000001 00000001"},           // authentication
        Extension{44, "11 00 0000 12345678"},                    // a fragment that is all
    };
    CaptureScript script(22, kMicrosecond);
    for (int round = 0; round < kRounds; ++round) {
        for (const Extension& extension : kExtensions) {
            const Question question = script.question(true);
            script.add(ethernet(
                ipPacket(question.client.address, question.resolver.address, extension.protocol,
                         join({fromHex(extension.header), datagramOf(question, true)}))));
            script.expect(question);
        }
    }
    return script;
}

namespace {

/// One direction of a connection.
class Connection {
public:
    Connection(CaptureScript& script, bool isV6)
        : m_script(script)
        , m_ends(script.question(isV6))
        , m_begin(static_cast<std::uint32_t>(script.random().next())) {
        m_script.add(ethernet(
            testing::tcpPacket(m_ends.client, m_ends.resolver, m_begin, {}, {.syn = true})));
        ++m_begin; // the SYN counts as a byte
    }

    /// A question of this connection; its bytes go to the end of the stream.
    Question append() {
        Question question = m_script.question();
        question.client = m_ends.client;
        question.resolver = m_ends.resolver;
        question.transport = "tcp";
        testing::append(m_stream, testing::withLength(testing::dnsQuery(question.id, question.name,
                                                                        question.type)));
        return question;
    }
    std::size_t size() const { return m_stream.size(); }
    void send(std::size_t begin, std::size_t end) {
        m_script.add(ethernet(testing::tcpPacket(m_ends.client, m_ends.resolver,
                                                 m_begin + static_cast<std::uint32_t>(begin),
                                                 slice(m_stream, begin, end))));
    }

private:
    CaptureScript& m_script;
    Question m_ends;
    std::uint32_t m_begin;
    Bytes m_stream;
};

void addConnection(CaptureScript& script, bool isV6) {
    Connection connection(script, isV6);
    std::size_t sent = 0;
    const auto sendRest = [&] {
        connection.send(sent, connection.size());
        sent = connection.size();
    };
    const Question whole = connection.append();
    sendRest();
    script.expect(whole);
    connection.send(0, sent); // again, as after a lost acknowledgement

    const Question first = connection.append();
    const Question second = connection.append();
    sendRest();
    script.expect(first);
    script.expect(second);

    const Question inPieces = connection.append();
    while (sent + 9 < connection.size()) {
        connection.send(sent, sent + 9);
        sent += 9;
    }
    sendRest();
    script.expect(inPieces);

    const std::size_t begin = sent;
    const Question swapped = connection.append();
    connection.send(begin + 15, connection.size());
    connection.send(begin, begin + 15);
    script.expect(swapped);
}

} // namespace

CaptureScript streamedQueries() {
    CaptureScript script(23, kMicrosecond);
    for (int round = 0; round < kRounds; ++round)
        addConnection(script, round % 4 == 3);
    return script;
}

} // namespace beaconscope::testdata
