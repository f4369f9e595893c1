// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/ip_fragments.h"
#include "tests/support/capture_text.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <optional>

using namespace beaconscope;
using namespace beaconscope::testing;
using input::LinkType;

namespace {

const Endpoint kClient{"10.0.0.1", 4000};
const Endpoint kResolver{"10.0.0.2", 53};
const char* const kName = "a-rather-long-name-that-needs-two-fragments.example.com";
const std::string kText = "10.0.0.1:4000 > 10.0.0.2:53 udp query 7 A " + std::string(kName);

Bytes slice(const Bytes& bytes, std::size_t begin, std::size_t end) {
    return {bytes.begin() + static_cast<std::ptrdiff_t>(begin),
            bytes.begin() + static_cast<std::ptrdiff_t>(std::min(end, bytes.size()))};
}

Bytes datagram() {
    const Bytes packet = udpPacket(kClient, kResolver, dnsQuery(7, kName));
    return slice(packet, 20, packet.size());
}

/// Bytes `begin` to `end` of an IPv4 payload as a fragment; the last when `end` is the payload's.
Bytes fragment4(const Bytes& payload, std::size_t begin, std::size_t end, std::uint16_t id = 1) {
    Bytes packet = ipPacket(kClient.address, kResolver.address, 17, slice(payload, begin, end));
    const unsigned more = end < payload.size() ? 0x2000U : 0U;
    Bytes fields;
    append16(fields, id);
    append16(fields, static_cast<std::uint16_t>(more | begin / 8));
    std::copy(fields.begin(), fields.end(), packet.begin() + 4);
    return packet;
}

Bytes fragment6(const Bytes& payload, std::size_t begin, std::size_t end, std::uint8_t protocol) {
    Bytes header{static_cast<std::byte>(protocol), std::byte{0}};
    append16(header, static_cast<std::uint16_t>(begin | (end < payload.size() ? 1U : 0U)));
    append32(header, 77);
    return ipPacket("2001:db8::1", "2001:db8::53", 44, join({header, slice(payload, begin, end)}));
}

} // namespace

class TestCaptureFragments : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_skipped = {};
        m_fragments.emplace(m_skipped);
    }

    void putsFragmentsTogetherInAnyOrder_data() {
        QTest::addColumn<QList<int>>("order");
        QTest::newRow("in order") << QList<int>{0, 1, 2};
        QTest::newRow("backwards") << QList<int>{2, 1, 0};
        QTest::newRow("middle last") << QList<int>{0, 2, 1};
        QTest::newRow("with a copy") << QList<int>{0, 0, 2, 2, 1};
    }
    void putsFragmentsTogetherInAnyOrder() {
        QFETCH(QList<int>, order);
        const Bytes whole = datagram();
        const std::vector<Bytes> fragments{fragment4(whole, 0, 24), fragment4(whole, 24, 48),
                                           fragment4(whole, 48, whole.size())};
        Extraction extraction(LinkType::Raw);
        for (const int index : order)
            extraction.feed(fragments[static_cast<std::size_t>(index)]);
        extraction.finish();
        QCOMPARE(extraction.messages(),
                 (std::vector<std::string>{std::to_string(order.size()) + " " + kText}));
        QCOMPARE(extraction.skipped(), std::string());
    }

    void putsIpv6FragmentsTogether() {
        // The fragmentable part may begin with another extension header.
        const Bytes whole = join({fromHex("11 00 0104 00000000"), datagram()});
        Extraction extraction(LinkType::Raw);
        extraction.feed(fragment6(whole, 40, whole.size(), 60)).feed(fragment6(whole, 0, 40, 60));
        QCOMPARE(extraction.messages(),
                 (std::vector<std::string>{"2 2001:db8::1:4000 > 2001:db8::53:53 udp query 7 A " +
                                           std::string(kName)}));
    }

    void keepsWhatCameFirstWhereFragmentsOverlap() {
        const Bytes whole = datagram();
        const Bytes forged = fragment4(Bytes(whole.size(), std::byte{0x41}), 0, 48);
        Extraction extraction(LinkType::Raw);
        extraction.feed(fragment4(whole, 0, 48))
            .feed(forged)
            .feed(fragment4(whole, 48, whole.size()));
        QCOMPARE(extraction.messages(), (std::vector<std::string>{"3 " + kText}));
    }

    void doesNotMixPackets() {
        const Bytes whole = datagram();
        Extraction extraction(LinkType::Raw);
        extraction.feed(fragment4(whole, 0, 24, 1))
            .feed(fragment4(whole, 24, whole.size(), 2))
            .finish();
        QVERIFY(extraction.messages().empty());
        QCOMPARE(extraction.skipped(), std::string("ip_fragment 2"));
    }

    void givesUpAfterTheTimeout() {
        const Bytes whole = datagram();
        QVERIFY(!add(fragment4(whole, 0, 24), std::chrono::seconds(0)));
        QVERIFY(!add(fragment4(whole, 24, whole.size()), std::chrono::seconds(61)));
        QCOMPARE(givenUp(), std::uint64_t{1});
        QVERIFY(add(fragment4(whole, 0, 24), std::chrono::seconds(62)));
    }

    void keepsOnlySoMany() {
        const Bytes whole = datagram();
        const auto limit = static_cast<std::uint16_t>(network::IpFragments::kMaxPending);
        for (std::uint16_t id = 0; id <= limit; ++id)
            QVERIFY(!add(fragment4(whole, 0, 24, id)));
        QCOMPARE(givenUp(), std::uint64_t{1});
        QVERIFY(add(fragment4(whole, 24, whole.size(), 1)));
        QVERIFY(!add(fragment4(whole, 24, whole.size(), 0))); // the oldest had to go
    }

    void refusesImpossibleFragments() {
        Extraction extraction(LinkType::Raw);
        Bytes packet = fragment4(Bytes(65'600), 65'528, 65'592);
        extraction.feed(packet).finish();
        QCOMPARE(extraction.skipped(), std::string("damaged_header 1"));
    }

    void countsAFragmentThatTheSnapLengthCut() {
        Bytes packet = fragment4(datagram(), 0, 48);
        const std::size_t length = packet.size();
        packet.resize(length - 8);
        Extraction extraction(LinkType::Raw);
        extraction.feed(packet, length).finish();
        QCOMPARE(extraction.skipped(), std::string("cut_by_snap_length 1"));
    }

private:
    bool add(const Bytes& bytes, Duration time = Duration(0)) {
        network::IpPacket packet;
        network::readIp({network::EtherType::Ipv4, bytes}, packet);
        return m_fragments->add(packet, {1, Timestamp(time), 0}).has_value();
    }
    std::uint64_t givenUp() const { return m_skipped[input::SkipReason::IpFragment].count; }

    input::SkipCounts m_skipped;
    std::optional<network::IpFragments> m_fragments;
};

BEACONSCOPE_TEST(TestCaptureFragments)
#include "test_capture_fragments.moc"
