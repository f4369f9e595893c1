// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/capture_text.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;
using input::LinkType;

namespace {

const Endpoint kClient{"10.0.0.1", 4000};
const Endpoint kResolver{"10.0.0.2", 53};
const Endpoint kClient6{"2001:db8::1", 4000};
const Endpoint kResolver6{"2001:db8::53", 53};
const char* const kQueryText = "1 10.0.0.1:4000 > 10.0.0.2:53 udp query 7 A www.example.com";
const char* const kQueryText6 =
    "1 2001:db8::1:4000 > 2001:db8::53:53 udp query 7 A www.example.com";

Bytes query() {
    return dnsQuery(7, "www.example.com");
}
Bytes packet4() {
    return udpPacket(kClient, kResolver, query());
}
Bytes packet6() {
    return udpPacket(kClient6, kResolver6, query());
}

/// packet6() with `extension` between its IPv6 header and the UDP header.
Bytes withExtension(std::uint8_t protocol, const Bytes& extension) {
    const Bytes plain = packet6();
    return ipPacket(kClient6.address, kResolver6.address, protocol,
                    join({extension, Bytes(plain.begin() + 40, plain.end())}));
}

std::string only(const Extraction& extraction) {
    return extraction.messages().size() == 1 ? extraction.messages().front() : std::string();
}

} // namespace

class TestCaptureLayers : public QObject {
    Q_OBJECT

private slots:
    void readsEveryLinkLayer_data() {
        QTest::addColumn<unsigned>("linkType");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("isV6");
        const auto row = [](const char* name, LinkType type, const char* header, bool isV6) {
            QTest::newRow(name) << static_cast<unsigned>(type) << QByteArray(header) << isV6;
        };
        const char* const macs = "020000000001 020000000002 ";
        const auto onEthernet = [&](const char* name, const char* header, bool isV6) {
            QTest::newRow(name) << 1U << QByteArray(macs) + header << isV6;
        };
        onEthernet("Ethernet", "0800", false);
        onEthernet("Ethernet, IPv6", "86dd", true);
        onEthernet("VLAN", "8100 0064 0800", false);
        onEthernet("QinQ", "88a8 0064 8100 0065 86dd", true);
        onEthernet("old QinQ", "9100 0064 8100 0065 0800", false);
        onEthernet("802.3 with SNAP", "0050 aaaa03 000000 0800", false);
        row("SLL", LinkType::LinuxSll, "0004 0001 0006 0200000000010000 0800", false);
        row("SLL with a VLAN tag", LinkType::LinuxSll,
            "0004 0001 0006 0200000000010000 8100 0064 0800", false);
        row("SLL2", LinkType::LinuxSll2, "86dd 0000 00000002 0001 04 06 0200000000010000", true);
        row("RAW", LinkType::Raw, "", false);
        row("RAW, IPv6", LinkType::Raw, "", true);
        row("IPV4", LinkType::Ipv4, "", false);
        row("IPV6", LinkType::Ipv6, "", true);
        row("NULL, little-endian", LinkType::Null, "02000000", false);
        row("NULL, big-endian", LinkType::Null, "00000002", false);
        row("NULL, IPv6 of macOS", LinkType::Null, "1e000000", true);
        row("NULL, IPv6 of FreeBSD", LinkType::Null, "1c000000", true);
        row("LOOP, IPv6 of OpenBSD", LinkType::Loop, "00000018", true);
    }
    void readsEveryLinkLayer() {
        QFETCH(unsigned, linkType);
        QFETCH(QByteArray, header);
        QFETCH(bool, isV6);
        const Bytes packet = join({fromHex(header.toStdString()), isV6 ? packet6() : packet4()});
        Extraction extraction(static_cast<LinkType>(linkType));
        extraction.feed(packet);
        QCOMPARE(only(extraction), std::string(isV6 ? kQueryText6 : kQueryText));
        QCOMPARE(extraction.skipped(), std::string());

        // The same packet cut anywhere is never read past its end and never passes unnoticed.
        for (std::size_t length = 0; length < packet.size(); ++length) {
            const Bytes part(packet.begin(), packet.begin() + static_cast<std::ptrdiff_t>(length));
            Extraction cut(static_cast<LinkType>(linkType));
            cut.feed(part, packet.size());
            const bool isSkipped = cut.skipped() == "cut_by_snap_length 1";
            const bool isMarked = only(cut).ends_with("(cut)");
            const bool isSnap = header.contains("aaaa03") && length >= 14 && length < 22;
            QVERIFY2(isSkipped || isMarked || isSnap, std::to_string(length).c_str());
        }
    }

    void countsUnknownLinkLayers() {
        Extraction extraction(static_cast<LinkType>(4711));
        extraction.feed(packet4()).feed(packet4());
        QVERIFY(extraction.messages().empty());
        QCOMPARE(extraction.skipped(), std::string("unknown_link_type 2"));
    }

    void readsExtensionHeaders_data() {
        QTest::addColumn<int>("protocol");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("hop by hop") << 0 << QByteArray("11 00 0104 00000000");
        QTest::newRow("long destination options")
            << 60 << QByteArray("11 01 010c 00000000 0000000000000000");
        QTest::newRow("hop by hop, then routing")
            << 0 << QByteArray("2b 00 0104 00000000 11 00 0000 00000000");
        QTest::newRow("authentication") << 51 << QByteArray("11 01 0000 00000001 00000001");
        QTest::newRow("atomic fragment") << 44 << QByteArray("11 00 0000 12345678");
    }
    void readsExtensionHeaders() {
        QFETCH(int, protocol);
        QFETCH(QByteArray, header);
        Extraction extraction(LinkType::Raw);
        extraction.feed(
            withExtension(static_cast<std::uint8_t>(protocol), fromHex(header.toStdString())));
        QCOMPARE(only(extraction), std::string(kQueryText6));
    }

    void countsAnExtensionHeaderThatLeavesThePacket() {
        Extraction extraction(LinkType::Raw);
        extraction.feed(ipPacket(kClient6.address, kResolver6.address, 60, fromHex("11ff0000")));
        QVERIFY(extraction.messages().empty());
        QCOMPARE(extraction.skipped(), std::string("damaged_header 1"));
    }

    void ignoresPaddingBehindTheDatagram() {
        const Endpoint shortName = kClient;
        Extraction extraction;
        extraction.feed(join({ethernet(udpPacket(shortName, kResolver, dnsQuery(7, "a"))),
                              fromHex("ffffffffffff")}));
        QCOMPARE(only(extraction), std::string("1 10.0.0.1:4000 > 10.0.0.2:53 udp query 7 A a"));
    }

    void takesTheRestWhenLengthsWereLeftToTheNetworkCard() {
        Bytes packet = packet4();
        packet[2] = packet[3] = std::byte{0};   // IP total length
        packet[24] = packet[25] = std::byte{0}; // UDP length
        Extraction extraction(LinkType::Raw);
        extraction.feed(packet);
        QCOMPARE(only(extraction), std::string(kQueryText));
    }

    void countsHeadersThatContradictThemselves_data() {
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("value");
        QTest::newRow("IP header length") << 0 << 0x44;
        QTest::newRow("IP version") << 0 << 0x55;
        QTest::newRow("IP total length") << 3 << 19;
        QTest::newRow("UDP length") << 25 << 7;
    }
    void countsHeadersThatContradictThemselves() {
        QFETCH(int, offset);
        QFETCH(int, value);
        Bytes packet = packet4();
        packet[static_cast<std::size_t>(offset)] = static_cast<std::byte>(value);
        if (offset == 3)
            packet[2] = std::byte{0};
        Extraction extraction;
        extraction.feed(ethernetFrame(0x0800, packet));
        QVERIFY(extraction.messages().empty());
        QCOMPARE(extraction.skipped(), std::string("damaged_header 1"));
    }

    void tellsTheTransportsApart_data() {
        QTest::addColumn<int>("sourcePort");
        QTest::addColumn<int>("destinationPort");
        QTest::addColumn<QByteArray>("transport");
        QTest::newRow("query") << 4000 << 53 << QByteArray("udp");
        QTest::newRow("response") << 53 << 4000 << QByteArray("udp");
        QTest::newRow("mDNS") << 5353 << 5353 << QByteArray("mdns");
        QTest::newRow("one-shot mDNS") << 4000 << 5353 << QByteArray("mdns");
        QTest::newRow("LLMNR") << 4000 << 5355 << QByteArray("llmnr");
        QTest::newRow("a resolver that asks from 5353") << 5353 << 53 << QByteArray("udp");
    }
    void tellsTheTransportsApart() {
        QFETCH(int, sourcePort);
        QFETCH(int, destinationPort);
        QFETCH(QByteArray, transport);
        Extraction extraction;
        extraction.feed(ethernet(
            udpPacket({"10.0.0.1", static_cast<std::uint16_t>(sourcePort)},
                      {"10.0.0.2", static_cast<std::uint16_t>(destinationPort)}, query())));
        QVERIFY(QByteArray::fromStdString(only(extraction)).contains(" " + transport + " "));
    }

    void doesNotTakeDnsOverTheInternetForMdns_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<QByteArray>("transport");
        const auto row = [](const char* source, const char* destination, const char* transport) {
            QTest::addRow("%s > %s", source, destination)
                << QByteArray(source) << QByteArray(destination) << QByteArray(transport);
        };
        row("192.168.1.2", "203.0.113.9", "udp");
        row("203.0.113.9", "172.20.0.1", "udp");
        row("fd00::1", "2001:db8::1", "udp");
        row("192.168.1.2", "224.0.0.251", "mdns");
        row("203.0.113.1", "224.0.0.251", "mdns");
        row("192.168.1.2", "192.168.1.3", "mdns");
        row("203.0.113.1", "203.0.113.2", "mdns"); // a campus
        row("fe80::1", "ff02::fb", "mdns");
        row("2001:db8::1", "ff02::fb", "mdns");
    }
    void doesNotTakeDnsOverTheInternetForMdns() {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, destination);
        QFETCH(QByteArray, transport);
        Extraction extraction(LinkType::Raw);
        extraction.feed(
            udpPacket({source.toStdString(), 5353}, {destination.toStdString(), 5353}, query()));
        QVERIFY(QByteArray::fromStdString(only(extraction)).contains(" " + transport + " "));
    }

    void leavesOtherTrafficAlone() {
        Extraction extraction;
        extraction.feed(ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 123}, Bytes(48))))
            .feed(ethernetFrame(0x0806, Bytes(28)))                         // ARP
            .feed(ethernetFrame(0x0026, Bytes(38)))                         // spanning tree
            .feed(ethernet(ipPacket("10.0.0.1", "10.0.0.2", 1, Bytes(8)))); // ICMP
        QVERIFY(extraction.messages().empty());
        QCOMPARE(extraction.skipped(), std::string());
    }

    void doesNotCountAQueryQuotedByIcmp() {
        Extraction extraction;
        const Bytes unreachable = join({fromHex("0303000000000000"), packet4()});
        extraction.feed(ethernet(ipPacket("10.0.0.2", "10.0.0.1", 1, unreachable)));
        QVERIFY(extraction.messages().empty());
    }

    void findsSeveralMessagesInATcpSegment() {
        Extraction extraction;
        extraction.feed(ethernet(
            tcpPacket(kClient, kResolver, 1,
                      join({withLength(dnsQuery(1, "a.b")), withLength(dnsQuery(2, "c.d"))}))));
        QCOMPARE(extraction.messages().size(), std::size_t{2});
        QCOMPARE(extraction.messages()[0],
                 std::string("1 10.0.0.1:4000 > 10.0.0.2:53 tcp query 1 A a.b"));
        QCOMPARE(extraction.messages()[1],
                 std::string("1 10.0.0.1:4000 > 10.0.0.2:53 tcp query 2 A c.d"));
    }
};

BEACONSCOPE_TEST(TestCaptureLayers)
#include "test_capture_layers.moc"
