// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/capture_text.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;
using input::LinkType;

namespace {

const Endpoint kOuterA{"192.0.2.1", 50000};

Bytes inner4() {
    return udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, dnsQuery(7, "www.example.com"));
}
Bytes inner6() {
    return udpPacket({"2001:db8::1", 4000}, {"2001:db8::53", 53}, dnsQuery(7, "www.example.com"));
}
const char* const kText4 = "1 10.0.0.1:4000 > 10.0.0.2:53 udp query 7 A www.example.com";
const char* const kText6 = "1 2001:db8::1:4000 > 2001:db8::53:53 udp query 7 A www.example.com";

Bytes inUdp(std::uint16_t port, const char* header, const Bytes& inner) {
    return udpPacket(kOuterA, {"192.0.2.2", port}, join({fromHex(header), inner}));
}
Bytes inIp(std::uint8_t protocol, const char* header, const Bytes& inner) {
    return ipPacket("192.0.2.1", "192.0.2.2", protocol, join({fromHex(header), inner}));
}

QByteArray pack(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size())};
}
Bytes unpack(const QByteArray& packed) {
    const auto* data = reinterpret_cast<const std::byte*>(packed.constData());
    return {data, data + packed.size()};
}

} // namespace

class TestCaptureTunnels : public QObject {
    Q_OBJECT

private slots:
    void findsTheInnermostQuery_data() {
        QTest::addColumn<unsigned>("linkType");
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<bool>("isV6");
        const auto row = [](const char* name, LinkType type, const Bytes& packet, bool isV6) {
            QTest::newRow(name) << static_cast<unsigned>(type) << pack(packet) << isV6;
        };
        const auto raw = [&](const char* name, const Bytes& packet, bool isV6 = false) {
            row(name, LinkType::Raw, packet, isV6);
        };
        raw("IP in IP", inIp(4, "", inner4()));
        raw("6in4", inIp(41, "", inner6()), true);
        raw("EtherIP", inIp(97, "3000", ethernet(inner4())));
        raw("GRE", inIp(47, "0000 0800", inner4()));
        raw("GRE with checksum, key and sequence",
            inIp(47, "b000 86dd 00000000 00000001 00000002", inner6()), true);
        raw("GRE with PPP (PPTP)",
            inIp(47, "3081 880b 0060 0000 00000001 00000002 ff03 0021", inner4()));
        raw("GRE with an Ethernet frame", inIp(47, "0000 6558", ethernet(inner4())));
        raw("GRE with MPLS", inIp(47, "0000 8847 00064140", inner4()));
        raw("ERSPAN type I", inIp(47, "0000 88be", ethernet(inner4())));
        raw("ERSPAN type II",
            inIp(47, "1000 88be 00000001 1000 0000 00000000", ethernet(inner4())));
        raw("ERSPAN type III",
            inIp(47, "1000 22eb 00000001 2000 0000 00000000 0000 0001 0000000000000000",
                 ethernet(inner4())));
        raw("VXLAN", inUdp(4789, "08000000 00000100", ethernet(inner6())), true);
        raw("VXLAN of old Linux", inUdp(8472, "08000000 00000100", ethernet(inner4())));
        raw("VXLAN-GPE", inUdp(4790, "0c000001 00000100", inner4()));
        raw("GENEVE with an option",
            inUdp(6081, "0100 6558 00000100 0000 0000", ethernet(inner4())));
        raw("GRE in UDP", inUdp(4754, "0000 0800", inner4()));
        raw("GTP-U", inUdp(2152, "30ff 0010 00000001", inner4()));
        raw("GTP-U with an extension header",
            inUdp(2152, "34ff 0010 00000001 0000 00 85 01 000000 ", inner6()), true);
        raw("Teredo", inUdp(3544, "0000 1234 01020304", inner6()), true);
        raw("Teredo with authentication", inUdp(3544, "0001 0000 0000000000000000 00", inner6()),
            true);
        raw("VXLAN-GPE with a service header",
            inUdp(4790, "0c000004 00000100 0fc2 0202 000001ff", inner6()), true);
        raw("VXLAN-GPE from its port",
            udpPacket({"192.0.2.2", 4790}, kOuterA, join({fromHex("0c00000100000100"), inner4()})));
        raw("GTP-U from its port",
            udpPacket({"192.0.2.2", 2152}, kOuterA, join({fromHex("30ff001000000001"), inner4()})));
        raw("TZSP", inUdp(37008, "01 00 0001 00 0a 01 c8 01", ethernet(inner4())));
        raw("TZSP with 802.11",
            inUdp(37008,
                  "01 00 0012 01 0802 0000 020000000001 020000000002 020000000003 0000 "
                  "aaaa03 000000 86dd",
                  inner6()),
            true);
        raw("L2TP", inUdp(1701, "4002 0050 0001 0001 ff03 0021", inner4()));
        raw("L2TP with sequence and offset",
            inUdp(1701, "0a02 0001 0001 0001 0001 0002 0000 0057", inner6()), true);
        raw("L2TP from its port", udpPacket({"192.0.2.2", 1701}, kOuterA,
                                            join({fromHex("0002 0001 0001 0021"), inner4()})));
        raw("L2TP version 3", inUdp(1701, "0003 0000 00000001", ethernet(inner4())));
        raw("L2TP version 3 in IP with a cookie and a sublayer",
            inIp(115, "00000001 0102030405060708 40000001", ethernet(inner6())), true);
        raw("L2TP version 3 with PPP", inIp(115, "00000001 ff03 0021", inner4()));
        raw("CAPWAP", inUdp(5247, "0010 0000 00000000", ethernet(inner4())));
        raw("CAPWAP with 802.11, frame control swapped",
            inUdp(5247,
                  "0010 0300 00000000 0208 0000 020000000001 020000000002 020000000003 0000 "
                  "aaaa03 000000 0800",
                  inner4()));
        raw("CAPWAP with 802.11 from its port",
            udpPacket({"192.0.2.2", 5247}, kOuterA,
                      join({fromHex("0010 0300 00000000 0802 0000 020000000001 020000000002 "
                                    "020000000003 0000 aaaa03 000000 0800"),
                            inner4()})));
        raw("MPLS in UDP", inUdp(6635, "00064140", inner4()));
        raw("MPLS in IP", inIp(137, "00064140", inner4()));
        raw("Ethernet in IP", inIp(143, "", ethernet(inner4())));
        raw("LISP", inUdp(4341, "8000 0000 00000001", inner6()), true);
        raw("LISP with a next protocol", inUdp(4341, "0c00 0003 00000100", ethernet(inner4())));
        raw("authentication header",
            inIp(51, "04 04 0000 00000001 00000001 000000000000000000000000", inner4()));
        raw("a tunnel in a tunnel in a tunnel",
            inUdp(4789, "08000000 00000100",
                  ethernet(inUdp(4789, "08000000 00000200",
                                 ethernet(inIp(47, "0000 0800", inner4()))))));
        const auto linked = [&](const char* name, LinkType type, const char* header,
                                const Bytes& packet, bool isV6 = false) {
            row(name, type, join({fromHex(header), packet}), isV6);
        };
        const char* const macs = "020000000001 020000000002 ";
        const auto onEthernet = [&](const char* name, const std::string& header,
                                    const Bytes& packet, bool isV6 = false) {
            linked(name, LinkType::Ethernet, (macs + header).c_str(), packet, isV6);
        };
        onEthernet("MPLS with two labels", "8847 00064040 00065140", inner6(), true);
        onEthernet("MPLS pseudowire", "8847 00064140 00000000", ethernet(inner4()));
        onEthernet("PPPoE in a VLAN", "8100 0064 8864 1100 0001 0050 0021", inner4());
        onEthernet("VN-Tag", "8926 00000000 0800", inner4());
        onEthernet("E-Tag", "893f 000000000000 86dd", inner6(), true);
        onEthernet("Cisco time tag", "8988 000000000001 0800", inner4());
        onEthernet("Cisco metadata", "8909 01 01 0001 0005 0800", inner4());
        onEthernet("switch tag", "dada 0000 40080001 0800", inner4());
        onEthernet("HSR", "892f 0046 0001 0800", inner4());
        onEthernet("provider backbone", "88e7 00000064", ethernet(inner4()));
        onEthernet("FabricPath", "8903 0041", ethernet(inner4()));
        onEthernet("TRILL with an option", "22f3 0045 0001 0002 00000000", ethernet(inner4()));
        onEthernet("MACsec that does not encrypt", "88e5 20 00 00000001 0200000000010001 0800",
                   join({inner4(), Bytes(16)}));
        onEthernet("service header", "894f 0fc6 0101 000001ff 00000000000000000000000000000000",
                   inner4());
        onEthernet("QinQ of 9200", "9200 0064 0800", inner4());
        linked("PPP with a bridged frame", LinkType::Ppp, "ff03 0031 00 01", ethernet(inner4()));
        linked("NULL with an EtherType", LinkType::Null, "00000800", inner4());
        linked("NULL with an EtherType, swapped", LinkType::Null, "dd860000", inner6(), true);
        linked("SLL with LLC", LinkType::LinuxSll,
               "0004 0001 0006 0200000000010000 0004 aaaa03 000000 0800", inner4());
        linked("PPP", LinkType::Ppp, "ff03 0021", inner4());
        linked("PPP, short protocol", LinkType::Ppp, "57", inner6(), true);
        linked("PPP with a flag byte", LinkType::PppHdlc, "7e ff03 0021", inner4());
        linked("Cisco HDLC", LinkType::CiscoHdlc, "0f00 0800", inner4());
        linked("Frame Relay", LinkType::FrameRelay, "1841 03 cc", inner4());
        linked("ARCNET", LinkType::ArcnetLinux, "0102 0000 d4 00 0001", inner4());
        linked("PKTAP", LinkType::Pktap, "0c000000 01000000 01000000", ethernet(inner4()));
        linked("PPI", LinkType::Ppi, "0000 0800 65000000", inner4());
        linked("netfilter log", LinkType::NfLog, "0200 0000 0800 0a00 00000001 4100 0900",
               inner4());
        const std::string wireless = "0802 0000 020000000001 020000000002 020000000003 0000 ";
        const std::string snap = "aaaa03 000000 0800";
        linked("802.11", LinkType::Ieee80211, (wireless + snap).c_str(), inner4());
        linked(
            "802.11 with QoS and radiotap", LinkType::Ieee80211Radiotap,
            ("0000 0900 02000000 00 8802 0000 020000000001 020000000002 020000000003 0000 0000 " +
             snap)
                .c_str(),
            inner4());
        linked("802.11 padded behind radiotap", LinkType::Ieee80211Radiotap,
               ("0000 1100 03000000 0000000000000000 20 8802 0000 020000000001 "
                "020000000002 020000000003 0000 0000 0000 " +
                snap)
                   .c_str(),
               inner4());
    }
    void findsTheInnermostQuery() {
        QFETCH(unsigned, linkType);
        QFETCH(QByteArray, packet);
        QFETCH(bool, isV6);
        Extraction extraction(static_cast<LinkType>(linkType));
        extraction.feed(unpack(packet));
        QCOMPARE(extraction.messages(), (std::vector<std::string>{isV6 ? kText6 : kText4}));
        QCOMPARE(extraction.skipped(), std::string());

        // Cut anywhere, nothing is read outside; the address sanitizer watches.
        for (int length = 0; length < packet.size(); ++length) {
            Extraction cut(static_cast<LinkType>(linkType));
            cut.feed(unpack(packet.left(length)), static_cast<std::size_t>(packet.size()));
            QVERIFY(cut.messages().size() <= 1);
        }
    }

    void leavesEncryptedAndEmptyWirelessFramesAlone() {
        Extraction extraction(LinkType::Ieee80211);
        const char* const addresses = " 0000 020000000001 020000000002 020000000003 0000";
        extraction
            .feed(join({fromHex(std::string("0842") + addresses), Bytes(60)}))  // protected
            .feed(fromHex(std::string("4802") + addresses))                     // no data
            .feed(join({fromHex(std::string("8000") + addresses), Bytes(60)})); // beacon
        QVERIFY(extraction.messages().empty());
        QCOMPARE(extraction.skipped(), std::string());
        QCOMPARE(extraction.unread(), std::string("encrypted_wifi  1 from packet 1"));
    }

    void readsAllPacketsOfAnAggregate() {
        const Bytes snap = fromHex("aaaa03 000000 0800");
        const auto part = [&](std::uint16_t id, std::string_view name) {
            const Bytes ip = udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, dnsQuery(id, name));
            Bytes bytes = ethernetFrame(static_cast<std::uint16_t>(snap.size() + ip.size()),
                                        join({snap, ip}));
            return bytes;
        };
        Bytes frame = fromHex("8802 0000 020000000001 020000000002 020000000003 0000 8000");
        std::size_t padded = frame.size();
        for (const char* name : {"a.example", "ab.example", "abc.example", "abcd.example"}) {
            frame.resize(padded);
            append(frame, part(7, name));
            padded += (part(7, name).size() + 3) / 4 * 4;
        }
        Extraction extraction(LinkType::Ieee80211);
        extraction.feed(frame);
        QCOMPARE(extraction.messages().size(), std::size_t{4});
        QVERIFY(extraction.messages().back().ends_with("abcd.example"));
        QCOMPARE(extraction.skipped(), std::string());

        Extraction cut(LinkType::Ieee80211);
        cut.feed(Bytes(frame.begin(), frame.end() - 20), frame.size());
        QCOMPARE(cut.messages().size(), std::size_t{4});
        QVERIFY(cut.messages().back().ends_with("(cut)"));
    }

    /// Each level splits what it has, so the work is bounded however they are nested.
    void aggregatesInAggregatesEnd() {
        Bytes packet = inner4();
        for (int i = 0; i < 40; ++i) {
            const Bytes snap = fromHex("aaaa03 000000 0800");
            const Bytes part = ethernetFrame(
                static_cast<std::uint16_t>(snap.size() + packet.size()), join({snap, packet}));
            packet = inUdp(5247,
                           "0010 0300 00000000 8802 0000 020000000001 020000000002 020000000003 "
                           "0000 8000",
                           part);
        }
        Extraction extraction(LinkType::Raw);
        extraction.feed(packet);
        QVERIFY(extraction.messages().empty());
        QCOMPARE(extraction.skipped(), std::string("deep_tunnel 1"));
    }

    void stopsInTunnelsWithoutEnd() {
        Bytes packet = inner4();
        for (int i = 0; i < 100; ++i)
            packet = inIp(4, "", packet);
        Extraction extraction(LinkType::Raw);
        extraction.feed(packet);
        QVERIFY(extraction.messages().empty());
    }

    void findsDnsOnOtherPorts() {
        Extraction extraction(LinkType::Raw);
        extraction.feed(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 5300}, dnsQuery(1, "a.b")))
            .feed(udpPacket({"10.0.0.2", 5300}, {"10.0.0.1", 4000}, dnsResponse(1, "a.b")));
        QCOMPARE(extraction.messages().size(), std::size_t{2});
    }

    void doesNotTakeOtherThingsForDns_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("bytes behind it") << pack(join({dnsQuery(1, "a.b"), fromHex("00")}));
        QTest::newRow("cut") << pack(dnsQuery(1, "a.b")).chopped(1);
        QTest::newRow("two questions") << pack(
            join({dnsHeader(1, 0, {2, 0, 0, 0}), fromHex("0161 00 0001 0001 0161 00 0001 0001")}));
        QTest::newRow("odd class")
            << pack(join({dnsHeader(1, 0, {1, 0, 0, 0}), fromHex("0161 00 0001 0007")}));
        QTest::newRow("reserved bit")
            << pack(join({dnsHeader(1, 0x0040, {1, 0, 0, 0}), fromHex("0161 00 0001 0001")}));
        QTest::newRow("zeroes") << QByteArray(60, '\0');
    }
    void doesNotTakeOtherThingsForDns() {
        QFETCH(QByteArray, payload);
        Extraction extraction(LinkType::Raw);
        extraction.feed(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 5300}, unpack(payload)));
        QVERIFY(extraction.messages().empty());
    }

    void doesNotTakeNetbiosNamesForDns() {
        Extraction extraction(LinkType::Raw);
        extraction.feed(udpPacket({"10.0.0.1", 137}, {"10.0.0.255", 137}, dnsQuery(1, "a.b")));
        QVERIFY(extraction.messages().empty());
    }
};

BEACONSCOPE_TEST(TestCaptureTunnels)
#include "test_capture_tunnels.moc"
