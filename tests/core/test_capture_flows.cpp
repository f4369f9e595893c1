// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/duplicate_filter.h"
#include "core/network/encrypted_dns.h"
#include "core/network/tls_server_name.h"
#include "tests/support/capture_text.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

const Endpoint kClient{"10.0.0.1", 4000};
const Endpoint kResolver{"10.0.0.2", 53};

/// What an extractor that was fed these packets (raw IP, one microsecond apart unless told) says.
struct Flows {
    std::vector<bool> duplicates;
    std::vector<std::string> encrypted; ///< "10.0.0.1 dot 1 doq 0 doh 2"
    std::uint64_t skippedDuplicates = 0;
};

Flows run(const std::vector<Bytes>& packets, Duration interval = std::chrono::microseconds(1)) {
    Flows flows;
    network::DnsExtractor extractor([&flows](const dns::DnsPayload& payload) {
        flows.duplicates.push_back(payload.isDuplicate);
    });
    std::uint64_t number = 0;
    for (const Bytes& packet : packets) {
        ++number;
        extractor.feed({.number = number,
                        .time = Timestamp(interval * static_cast<std::int64_t>(number)),
                        .linkType = input::LinkType::Raw,
                        .bytes = packet,
                        .originalLength = static_cast<std::uint32_t>(packet.size()),
                        .fileOffset = 0});
    }
    extractor.finish();
    for (const network::EncryptedDnsUse& use : extractor.encryptedDns()) {
        flows.encrypted.push_back(use.client.toString() + " dot " + std::to_string(use.dotFlows) +
                                  " doq " + std::to_string(use.doqFlows) + " doh " +
                                  std::to_string(use.dohFlows));
    }
    flows.skippedDuplicates = extractor.skipped()[input::SkipReason::Duplicate].count;
    return flows;
}

Bytes withTimeToLive(Bytes packet, unsigned hops) {
    packet[8] = static_cast<std::byte>(hops);
    return packet;
}
Bytes withIdentification(Bytes packet, unsigned id) {
    packet[4] = static_cast<std::byte>(id >> 8U);
    packet[5] = static_cast<std::byte>(id);
    return packet;
}

/// A TLS ClientHello that asks for `name`, behind a session id, three ciphers and an extension.
Bytes clientHello(const std::string& name) {
    Bytes server = fromHex("00");
    append16(server, static_cast<std::uint16_t>(name.size()));
    for (const char c : name)
        server.push_back(static_cast<std::byte>(c));
    Bytes extensions = fromHex("0017 0000 0000");
    append16(extensions, static_cast<std::uint16_t>(server.size() + 2));
    append16(extensions, static_cast<std::uint16_t>(server.size()));
    append(extensions, server);
    Bytes hello = join({fromHex("0303"), Bytes(32), fromHex("02 abcd 0006 1301 1302 1303 01 00")});
    append16(hello, static_cast<std::uint16_t>(extensions.size()));
    append(hello, extensions);
    Bytes record = fromHex("16 0301");
    append16(record, static_cast<std::uint16_t>(hello.size() + 4));
    append16(record, 0x0100);
    append16(record, static_cast<std::uint16_t>(hello.size()));
    append(record, hello);
    return record;
}

} // namespace

class TestCaptureFlows : public QObject {
    Q_OBJECT

private slots:
    void marksTheSecondCopyOfAPacket() {
        const Bytes query = udpPacket(kClient, kResolver, dnsQuery(7, "a.example"));
        const Bytes response = udpPacket(kResolver, kClient, dnsResponse(7, "a.example"));
        const Flows flows = run({query, withTimeToLive(query, 1), response, response});
        QCOMPARE(flows.duplicates, (std::vector<bool>{false, true, false, true}));
        QCOMPARE(flows.skippedDuplicates, std::uint64_t{2});
    }

    void doesNotTakeARepeatedQueryForACopy() {
        const Bytes query = udpPacket(kClient, kResolver, dnsQuery(7, "a.example"));
        QCOMPARE(run({query, withIdentification(query, 9)}).skippedDuplicates, std::uint64_t{0});
        QCOMPARE(run({query, query}, std::chrono::seconds(1)).skippedDuplicates, std::uint64_t{0});
    }

    /// IPv6 has no identification, so the other side's message in between has to tell.
    void doesNotTakeAQueryForACopyThatWasAnsweredBefore() {
        const Endpoint client{"2001:db8::1", 4000};
        const Endpoint resolver{"2001:db8::53", 53};
        const Bytes query = udpPacket(client, resolver, dnsQuery(7, "a.example"));
        const Bytes response = udpPacket(resolver, client, dnsResponse(7, "a.example"));
        QCOMPARE(run({query, response, query, response}).skippedDuplicates, std::uint64_t{0});
        QCOMPARE(run({query, query, response, response}).skippedDuplicates, std::uint64_t{2});
        // Another conversation in between says nothing of this one.
        const Bytes other = udpPacket(resolver, client, dnsResponse(8, "a.example"));
        QCOMPARE(run({query, other, query}).skippedDuplicates, std::uint64_t{1});

        const Bytes query4 =
            withIdentification(udpPacket(kClient, kResolver, dnsQuery(7, "a.example")), 0);
        const Bytes response4 = udpPacket(kResolver, kClient, dnsResponse(7, "a.example"));
        const Bytes zeroed = withIdentification(response4, 0);
        QCOMPARE(run({query4, zeroed, query4}).skippedDuplicates, std::uint64_t{0});
    }

    /// Two tunnels of a mirror have identifications of their own.
    void findsTheCopyOfIpv6InAnotherTunnelPacket() {
        const Bytes inner =
            udpPacket({"2001:db8::1", 4000}, {"2001:db8::53", 53}, dnsQuery(7, "a.example"));
        const Bytes tunnel = ipPacket("192.0.2.1", "192.0.2.2", 41, inner);
        QCOMPARE(run({tunnel, withIdentification(tunnel, 9)}).skippedDuplicates, std::uint64_t{1});
    }

    void remembersAFixedNumberOfPackets_data() {
        QTest::addColumn<std::size_t>("others");
        QTest::addColumn<quint64>("copies");
        constexpr std::size_t kMax = network::DuplicateFilter::kMaxDatagrams;
        QTest::newRow("the oldest remembered") << kMax - 1 << quint64{1};
        QTest::newRow("just forgotten") << kMax << quint64{0};
    }
    void remembersAFixedNumberOfPackets() {
        QFETCH(std::size_t, others);
        QFETCH(quint64, copies);
        const Bytes query = udpPacket(kClient, kResolver, dnsQuery(7, "a.example"));
        std::vector<Bytes> packets{query};
        constexpr unsigned kFirstId = 2; // the query has 1
        for (unsigned i = 0; i < others; ++i)
            packets.push_back(withIdentification(query, kFirstId + i));
        packets.push_back(query);
        QCOMPARE(quint64{run(packets).skippedDuplicates}, copies);
    }

    void knowsResolversByTheirNameInTls_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("name") << QByteArray("dns.google") << true;
        QTest::newRow("letter case") << QByteArray("DNS.Google") << true;
        QTest::newRow("subdomain") << QByteArray("mozilla.cloudflare-dns.com") << true;
        QTest::newRow("another name") << QByteArray("www.google.com") << false;
        QTest::newRow("only ends the same") << QByteArray("notdns.google") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void knowsResolversByTheirNameInTls() {
        QFETCH(QByteArray, name);
        QFETCH(bool, isKnown);
        const Endpoint web{"203.0.113.1", 443};
        const Bytes hello = clientHello(name.toStdString());
        const Flows flows = run({tcpPacket({"10.0.0.1", 1000}, web, 1, {}, {.syn = true}),
                                 tcpPacket({"10.0.0.1", 1000}, web, 2, hello)});
        QCOMPARE(flows.encrypted.size(), std::size_t{isKnown ? 1U : 0U});
    }
    void readsNoNameThatIsCut() {
        const Bytes hello = clientHello("dns.google");
        for (std::size_t size = 0; size < hello.size(); ++size)
            QVERIFY(!network::tlsServerName(std::span(hello).first(size)));
        QVERIFY(network::tlsServerName(hello));
    }

    void countsFlowsOfEncryptedDns() {
        const Endpoint doh{"1.1.1.1", 443};
        const Endpoint dot{"203.0.113.1", 853};
        const Endpoint web{"203.0.113.1", 443};
        const Flows flows = run({
            tcpPacket({"10.0.0.1", 1000}, dot, 1, {}, {.syn = true}),
            tcpPacket(dot, {"10.0.0.1", 1000}, 1, {}, {.syn = true}), // the same flow
            tcpPacket({"10.0.0.1", 1001}, doh, 1, {}, {.syn = true}),
            tcpPacket({"10.0.0.1", 1002}, doh, 1, {}, {.syn = true}),
            tcpPacket({"10.0.0.1", 1003}, web, 1, {}, {.syn = true}), // not DNS
            udpPacket({"10.0.0.9", 1000}, dot, Bytes(50)),
        });
        QCOMPARE(flows.encrypted, (std::vector<std::string>{"10.0.0.1 dot 1 doq 0 doh 2",
                                                            "10.0.0.9 dot 0 doq 1 doh 0"}));
    }
};

BEACONSCOPE_TEST(TestCaptureFlows)
#include "test_capture_flows.moc"
