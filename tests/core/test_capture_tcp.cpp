// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/tcp_streams.h"
#include "tests/support/capture_text.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;
using input::LinkType;

namespace {

const Endpoint kClient{"10.0.0.1", 4000};
const Endpoint kResolver{"10.0.0.2", 53};

Bytes slice(const Bytes& bytes, std::size_t begin, std::size_t end) {
    return {bytes.begin() + static_cast<std::ptrdiff_t>(begin),
            bytes.begin() + static_cast<std::ptrdiff_t>(end)};
}

Bytes query(std::uint16_t id, std::string_view name) {
    return withLength(dnsQuery(id, name));
}

/// One direction of a connection, told by offsets from its first byte.
class Sender {
public:
    explicit Sender(std::uint32_t initialSequence = 1000)
        : m_initial(initialSequence) {}

    Sender& syn() {
        extraction.feed(tcpPacket(kClient, kResolver, m_initial - 1, {}, {.syn = true}));
        return *this;
    }
    Sender& send(std::size_t offset, const Bytes& bytes) {
        const auto sequence = m_initial + static_cast<std::uint32_t>(offset);
        extraction.feed(tcpPacket(kClient, kResolver, sequence, bytes));
        return *this;
    }
    /// "3 query 1 A a.example": the packet and what it said.
    std::vector<std::string> found() const {
        std::vector<std::string> texts;
        for (std::string text : extraction.messages()) {
            const std::string between = "10.0.0.1:4000 > 10.0.0.2:53 tcp ";
            texts.push_back(text.erase(text.find(between), between.size()));
        }
        return texts;
    }

    Extraction extraction{LinkType::Raw};

private:
    std::uint32_t m_initial;
};

using Texts = std::vector<std::string>;

} // namespace

class TestCaptureTcp : public QObject {
    Q_OBJECT

private slots:
    void findsDnsOnAnyPort() {
        const Endpoint server{"10.0.0.2", 8053};
        const Bytes response = withLength(dnsResponse(1, "a.example"));
        Extraction extraction(LinkType::Raw);
        extraction.feed(tcpPacket(kClient, server, 0, {}, {.syn = true}))
            .feed(tcpPacket(kClient, server, 1, query(1, "a.example")))
            .feed(tcpPacket(server, kClient, 1, slice(response, 0, 33)))
            .feed(tcpPacket(server, kClient, 34, slice(response, 33, response.size())))
            .feed(tcpPacket(kClient, server, 1 + 29,
                            join({query(2, "b.example"), query(3, "c.example")})))
            .finish();
        QCOMPARE(extraction.messages(),
                 (Texts{"2 10.0.0.1:4000 > 10.0.0.2:8053 tcp query 1 A a.example",
                        "4 10.0.0.2:8053 > 10.0.0.1:4000 tcp response 1 A a.example",
                        "5 10.0.0.1:4000 > 10.0.0.2:8053 tcp query 2 A b.example",
                        "5 10.0.0.1:4000 > 10.0.0.2:8053 tcp query 3 A c.example"}));
        QCOMPARE(extraction.skipped(), std::string());
    }

    void findsDnsOnAnyPortWhoseLengthCameBefore() {
        const Endpoint server{"10.0.0.2", 5353};
        const Bytes whole = query(1, "a.example");
        Extraction extraction(LinkType::Raw);
        extraction.feed(tcpPacket(kClient, server, 1, slice(whole, 0, 2)))
            .feed(tcpPacket(kClient, server, 3, slice(whole, 2, whole.size())))
            .feed(tcpPacket(kClient, server, 1 + 29, query(2, "b.example")))
            .finish();
        QCOMPARE(extraction.messages(),
                 (Texts{"2 10.0.0.1:4000 > 10.0.0.2:5353 tcp query 1 A a.example",
                        "3 10.0.0.1:4000 > 10.0.0.2:5353 tcp query 2 A b.example"}));
        QCOMPARE(extraction.skipped(), std::string());
    }

    void leavesOtherTrafficOnOtherPortsAlone() {
        const Endpoint server{"10.0.0.2", 8053};
        Bytes odd = query(1, "a.example");
        odd.push_back(std::byte{0});
        Extraction extraction(LinkType::Raw);
        extraction.feed(tcpPacket(kClient, server, 1, odd))
            .feed(tcpPacket(kClient, server, 1'000, fromHex("0010 000000000000000000000000")))
            .finish();
        QVERIFY(extraction.messages().empty());
        QCOMPARE(extraction.skipped(), std::string());
    }

    void putsSplitMessagesTogether() {
        // Two messages, in segments of every size: the lengths are split as well.
        const Bytes stream = join({query(1, "first.example"), query(2, "second.example")});
        for (std::size_t size = 1; size <= stream.size(); ++size) {
            Sender sender;
            sender.syn();
            for (std::size_t begin = 0; begin < stream.size(); begin += size)
                sender.send(begin, slice(stream, begin, std::min(begin + size, stream.size())));
            sender.extraction.finish();
            QCOMPARE(sender.extraction.messages().size(), std::size_t{2});
            QCOMPARE(sender.extraction.skipped(), std::string());
        }
    }

    void namesThePacketThatCompletedTheMessage() {
        const Bytes stream = query(1, "first.example");
        Sender sender;
        sender.syn().send(0, slice(stream, 0, 10)).send(10, slice(stream, 10, stream.size()));
        QCOMPARE(sender.found(), Texts{"3 query 1 A first.example"});

        // The one that came last, also when it holds the first bytes.
        Sender overtaken;
        overtaken.syn().send(10, slice(stream, 10, stream.size())).send(0, slice(stream, 0, 10));
        QCOMPARE(overtaken.found(), Texts{"3 query 1 A first.example"});
    }

    void goesOnWhereSequenceNumbersWrap() {
        const Bytes stream = join({query(1, "first.example"), query(2, "second.example")});
        Sender sender(0xffff'fff0);
        sender.syn().send(0, slice(stream, 0, 40)).send(40, slice(stream, 40, stream.size()));
        QCOMPARE(sender.found(),
                 (Texts{"2 query 1 A first.example", "3 query 2 A second.example"}));
    }

    void ignoresRepeatedBytes() {
        const Bytes first = query(1, "first.example");
        const Bytes second = query(2, "second.example");
        Sender sender;
        sender.syn().send(0, first).send(0, first).send(0, join({first, second})).syn();
        sender.send(first.size(), second);
        QCOMPARE(sender.found(),
                 (Texts{"2 query 1 A first.example", "4 query 2 A second.example"}));
        QCOMPARE(sender.extraction.skipped(), std::string());
    }

    void waitsForSegmentsThatOvertookOthers() {
        const Bytes stream = join({query(1, "first.example"), query(2, "second.example")});
        Sender sender;
        sender.syn()
            .send(20, slice(stream, 20, 50))
            .send(50, slice(stream, 50, stream.size()))
            .send(0, slice(stream, 0, 20));
        sender.extraction.finish();
        QCOMPARE(sender.extraction.messages().size(), std::size_t{2});
        QCOMPARE(sender.extraction.skipped(), std::string());
    }

    void doesNotWaitForWholeMessages() {
        const Bytes first = query(1, "first.example");
        const Bytes second = query(2, "second.example");
        Sender sender;
        sender.syn().send(first.size(), second).send(0, first);
        QCOMPARE(sender.found(),
                 (Texts{"2 query 2 A second.example", "3 query 1 A first.example"}));
        const std::size_t end = first.size() + second.size();
        sender.send(end, query(3, "third.example")).extraction.finish();
        QCOMPARE(sender.found().back(), std::string("4 query 3 A third.example"));
        QCOMPARE(sender.extraction.skipped(), std::string());
    }

    void findsTheNextMessageBehindALostSegment() {
        const Bytes stream = join({query(1, "first.example"), query(2, "second.example")});
        const Bytes third = query(3, "third.example");
        Sender sender;
        sender.syn().send(0, slice(stream, 0, 10)).send(stream.size(), third);
        sender.send(stream.size() + third.size(), query(4, "fourth.example"));
        sender.extraction.finish();
        QCOMPARE(sender.found(),
                 (Texts{"3 query 3 A third.example", "4 query 4 A fourth.example"}));
        QVERIFY(!sender.extraction.skipped().empty());
    }

    void joinsAConnectionThatBeganBeforeTheCapture() {
        const Bytes first = query(1, "first.example");
        Sender sender;
        sender.send(0, fromHex("0011223344556677"))
            .send(8, first)
            .send(8 + first.size(), query(2, "second.example"));
        QCOMPARE(sender.found(),
                 (Texts{"2 query 1 A first.example", "3 query 2 A second.example"}));
        QCOMPARE(sender.extraction.skipped(), std::string("tcp_segment 1"));
    }

    void startsAnewWithANewConnection() {
        Sender sender;
        sender.syn().send(0, slice(query(1, "first.example"), 0, 10));
        Sender later(50'000'000);
        const Bytes again = query(2, "second.example");
        sender.extraction.feed(tcpPacket(kClient, kResolver, 49'999'999, {}, {.syn = true}))
            .feed(tcpPacket(kClient, kResolver, 50'000'000, again));
        QCOMPARE(sender.found(), Texts{"4 query 2 A second.example"});
        QCOMPARE(sender.extraction.skipped(), std::string("tcp_segment 1"));
    }

    void losesOnlyMessagesThatTheSnapLengthCut() {
        const Bytes first = query(1, "first.example");
        Bytes packet = tcpPacket(kClient, kResolver, 1000, first);
        const std::size_t length = packet.size();
        packet.resize(length - 10);
        Sender sender;
        sender.syn().extraction.feed(packet, length);
        sender.send(first.size(), query(2, "second.example"));
        QCOMPARE(sender.found(), (Texts{"2 query 1 (cut)", "3 query 2 A second.example"}));
    }

    void dropsAStreamThatIsNotDns() {
        Sender sender;
        sender.syn().send(0, Bytes(100)).send(100, Bytes(100));
        sender.extraction.finish();
        QVERIFY(sender.found().empty());
        QVERIFY(sender.extraction.skipped().starts_with("tcp_segment"));
    }

    void givesUpAIntervalWhenTooMuchWaits() {
        Sender sender;
        sender.syn();
        // Pieces of one long message whose start is lost, then a message that can be read.
        for (std::size_t i = 0; i < 100; ++i)
            sender.send(1000 + i * 1000, Bytes(1000, std::byte{0x41}));
        sender.send(101'000, query(1, "first.example"));
        sender.extraction.finish();
        QCOMPARE(sender.found(), Texts{"102 query 1 A first.example"});
        QVERIFY(!sender.extraction.skipped().empty());
    }

    void keepsOnlySoManyStreams() {
        Extraction extraction(LinkType::Raw);
        const Bytes message = query(1, "first.example");
        for (std::size_t i = 0; i <= network::TcpStreams::kMaxStreams; ++i) {
            const Endpoint client{"10." + std::to_string(i >> 16U) + "." +
                                      std::to_string(i >> 8U & 0xffU) + "." +
                                      std::to_string(i & 0xffU),
                                  4000};
            extraction.feed(tcpPacket(client, kResolver, 1000, slice(message, 0, 2)));
        }
        QCOMPARE(extraction.skipped(), std::string("tcp_segment 1")); // the oldest
    }
};

BEACONSCOPE_TEST(TestCaptureTcp)
#include "test_capture_tcp.moc"
