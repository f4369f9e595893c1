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
        const auto row = [](const char* name, LinkType type, const QByteArray& header, bool isV6) {
            QTest::newRow(name) << static_cast<unsigned>(type) << header << isV6;
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
        const auto onLink = [&](const char* name, LinkType type, const char* header) {
            row(name, type, QByteArray(macs) + header, false);
        };
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
        row("BSD firewall log", LinkType::PfLog, QByteArray("3d02 0000" + QByteArray(120, '0')),
            false);
        row("BSD enc", LinkType::Enc, "18000000 00000001 00000000", true);
        row("IPNET", LinkType::Ipnet, "0102 0000 00000038 00000001 00000000 00000000 00000000",
            false);
        onLink("Broadcom tag", LinkType::DsaTagBrcm, "20000001 0800");
        onLink("DSA tag", LinkType::DsaTagDsa, "c0080001 0800");
        onLink("EDSA tag", LinkType::DsaTagEdsa, "dada0000 c0080001 0800");
        row("Broadcom tag in front", LinkType::DsaTagBrcmPrepend,
            "20000001 020000000001 020000000002 86dd", true);
        row("Symantec 2", LinkType::SymantecFirewall,
            QByteArray("00000001 0000 0800" + QByteArray(72, '0')), false);
        row("Symantec 3", LinkType::SymantecFirewall,
            QByteArray(QByteArray(40, '0') + "86dd" + QByteArray(68, '0')), true);
        row("Juniper Ethernet", LinkType::JuniperEther,
            "4d4743 81 0006 010100 020100 020000000001 020000000002 0800", false);
        row("Juniper HDLC", LinkType::JuniperChdlc, "4d4743 01 0f00 0800", false);
        row("Juniper PPP", LinkType::JuniperPpp, "4d4743 01 ff03 0057", true);
        row("InfiniBand", LinkType::Ipoib, QByteArray(QByteArray(80, '0') + "0800 0000"), false);
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
        QCOMPARE(extraction.unread(), std::string("link_type 4711 2 from packet 1"));
    }

    void readsLinksWithLlc_data() {
        QTest::addColumn<unsigned>("linkType");
        QTest::addColumn<QByteArray>("header");
        const auto row = [](const char* name, LinkType type, const char* header) {
            QTest::newRow(name) << static_cast<unsigned>(type) << QByteArray(header);
        };
        row("token ring", LinkType::TokenRing,
            "10 40 020000000001 020000000002 aaaa03 000000 0800");
        row("token ring with a route", LinkType::TokenRing,
            "10 40 020000000001 820000000002 0630 0011 0012 aaaa03 000000 0800");
        row("FDDI", LinkType::Fddi, "50 020000000001 020000000002 aaaa03 000000 0800");
        row("ATM", LinkType::AtmRfc1483, "aaaa03 000000 0800");
        row("ATM, bridged", LinkType::AtmRfc1483,
            "aaaa03 0080c2 0007 0000 020000000001 020000000002 0800");
        row("IP over Fibre Channel", LinkType::IpOverFc,
            "1000020000000001 1000020000000002 aaaa03 000000 0800");
        row("SunATM", LinkType::SunAtm, "82 00 0064 aaaa03 000000 0800");
        row("SunATM, LAN", LinkType::SunAtm, "81 00 0064 0001 020000000001 020000000002 0800");
    }
    void readsLinksWithLlc() {
        QFETCH(unsigned, linkType);
        QFETCH(QByteArray, header);
        const Bytes packet = join({fromHex(header.toStdString()), packet4()});
        Extraction extraction(static_cast<LinkType>(linkType));
        extraction.feed(packet);
        QCOMPARE(only(extraction), std::string(kQueryText));
        QCOMPARE(extraction.skipped(), std::string());
        for (std::size_t length = 0; length < packet.size(); ++length) {
            Extraction cut(static_cast<LinkType>(linkType));
            cut.feed(Bytes(packet.begin(), packet.begin() + static_cast<std::ptrdiff_t>(length)),
                     packet.size());
            QVERIFY(cut.messages().size() <= 1);
        }
    }

    void tellsWhatIsNotRead_data() {
        QTest::addColumn<unsigned>("linkType");
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<QByteArray>("unread");
        const auto row = [](const char* name, LinkType type, const char* packet,
                            const char* unread) {
            QTest::newRow(name) << static_cast<unsigned>(type) << QByteArray(packet)
                                << QByteArray(unread);
        };
        const QByteArray macs = "020000000001 020000000002 ";
        const QByteArray ip = "4500 0018 0001 0000 40 32 0000 0a000001 0a000002 00000000";
        row("EtherType", LinkType::Ethernet, macs + "88b5 00000000",
            "ether_type 0x88b5 (local experiment) 1 from packet 1");
        row("without a name", LinkType::Ethernet, macs + "1234 00000000",
            "ether_type 0x1234 1 from packet 1");
        row("behind a tag", LinkType::Ethernet, macs + "8100 0064 1234 00000000",
            "ether_type 0x1234 1 from packet 1");
        row("encrypted", LinkType::Ethernet, macs + "88e5 2c 00 00000001 00000000",
            "ether_type 0x88e5 (MACsec, encrypted) 1 from packet 1");
        row("IP protocol", LinkType::Raw, ip, "ip_protocol 50 (ESP, encrypted) 1 from packet 1");
        row("PPP", LinkType::Ppp, "ff03 00fd 00000000",
            "ppp_protocol 0x00fd (compressed or encrypted) 1 from packet 1");
        row("link type", static_cast<LinkType>(189), "00000000",
            "link_type 189 (USB with Linux header) 1 from packet 1");
        row("in PKTAP", LinkType::Pktap, "0c000000 01000000 bd000000 0000",
            "link_type 189 (USB with Linux header) 1 from packet 1");
        row("Juniper without a link layer", LinkType::JuniperEther, "4d4743 03 0000 0000",
            "link_type 178 (Juniper Ethernet) 1 from packet 1");
        row("ARP", LinkType::Ethernet, macs + "0806 00000000", "");
        row("LLDP", LinkType::Ethernet, macs + "88cc 00000000", "");
        row("spanning tree", LinkType::Ethernet, macs + "0026 424203 0000000000", "");
        row("ICMP", LinkType::Raw, "4500 0018 0001 0000 40 01 0000 0a000001 0a000002 08000000", "");
        row("LCP", LinkType::Ppp, "ff03 c021 00000000", "");
        row("CAN", LinkType::LinuxSll, "0004 0001 0006 0200000000010000 000c 00000000", "");
    }
    void tellsWhatIsNotRead() {
        QFETCH(unsigned, linkType);
        QFETCH(QByteArray, packet);
        QFETCH(QByteArray, unread);
        Extraction extraction(static_cast<LinkType>(linkType));
        extraction.feed(fromHex(packet.toStdString()));
        QCOMPARE(extraction.unread(), unread.toStdString());
        QVERIFY(extraction.messages().empty());
    }

    void tellsSoManyNumbersApart() {
        constexpr auto kMax = static_cast<std::uint16_t>(network::UnreadCounts::kMaxNumbers);
        network::UnreadCounts counts;
        input::Packet packet;
        for (std::uint32_t i = 0; i < kMax + 3U; ++i) {
            ++packet.number;
            counts.add(network::UnreadKind::EtherType, 0x4000U + i, packet);
        }
        counts.add(network::UnreadKind::EtherType, 0x4001, packet);
        QCOMPARE(counts.all().size(), std::size_t{kMax});
        QCOMPARE(counts.all().front().number, 0x4001U); // it has the most packets
        QCOMPARE(counts.all().front().firstPacket, std::uint64_t{2});
        QCOMPARE(counts.others(), std::uint64_t{3});
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
