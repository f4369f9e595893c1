// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/decompression.h"
#include "core/input/pcapng_reader.h"
#include "core/network/encrypted_dns.h"
#include "core/network/ip_fragments.h"
#include "core/network/tcp_streams.h"
#include "core/words/notices.h"
#include "tests/support/capture_text.h"
#include "tests/support/memory_stream.h"
#include "tests/support/pcapng_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <array>
#include <memory>
#include <string>

// Tables that packets fill: each stops where it promises to, and says what it left out.

using namespace beaconscope;
using namespace beaconscope::testing;
using input::LinkType;

namespace {

const Endpoint kClient{"10.0.0.1", 4000};
const Endpoint kResolver{"10.0.0.2", 53};
const Bytes kFive = fromHex("0102030405");

/// A part of an IPv4 packet of 65,528 bytes.
Bytes fragment(std::uint16_t id, std::size_t begin, std::size_t length) {
    constexpr std::size_t kWhole = 65'528;
    Bytes packet = ipPacket(kClient.address, kResolver.address, 17, Bytes(length));
    const unsigned more = begin + length < kWhole ? 0x2000U : 0U;
    Bytes fields;
    append16(fields, id);
    append16(fields, static_cast<std::uint16_t>(more | begin / 8));
    std::copy(fields.begin(), fields.end(), packet.begin() + 4);
    return packet;
}

Bytes segment(std::uint32_t sequence, std::size_t length, std::uint16_t port = 4000) {
    return tcpPacket({kClient.address, port}, kResolver, sequence, Bytes(length, std::byte{0xff}));
}

Bytes opening(std::uint16_t port = 4000) {
    return tcpPacket({kClient.address, port}, kResolver, 999, {}, {.syn = true});
}

std::string address(std::size_t number) {
    return "10." + std::to_string(number >> 16U) + "." + std::to_string(number >> 8U & 0xffU) +
           "." + std::to_string(number & 0xffU);
}

struct Encrypted {
    std::vector<network::EncryptedDnsUse> clients;
    std::uint64_t flowsOfOthers = 0;
};

/// `count` flows of DNS over TLS, each from an address and a port of its own choice; then the first
/// flow again.
template <typename ClientOf>
Encrypted encryptedFlows(std::size_t count, ClientOf clientOf) {
    const Endpoint server{"203.0.113.1", 853};
    network::DnsExtractor extractor([](const dns::DnsPayload&) {});
    for (std::size_t i = 0; i <= count; ++i) {
        const Bytes packet = tcpPacket(clientOf(i % count), server, 1, {}, {.syn = true});
        extractor.feed({.number = i + 1,
                        .time = Timestamp(std::chrono::milliseconds(i)),
                        .linkType = LinkType::Raw,
                        .bytes = packet,
                        .originalLength = static_cast<std::uint32_t>(packet.size()),
                        .fileOffset = 0});
    }
    return {extractor.encryptedDns(), extractor.encryptedFlowsOfOthers()};
}

/// What a reader of the file says at its end.
struct PcapngEnd {
    std::uint64_t packets = 0;
    std::string problem; ///< empty: none
    std::string format;
};

PcapngEnd readPcapng(const Bytes& file) {
    input::PcapngReader reader(std::make_unique<MemoryStream>(file));
    PcapngEnd end;
    input::Packet packet;
    input::ReadState state = reader.next(packet);
    for (; state == input::ReadState::More; state = reader.next(packet))
        ++end.packets;
    if (state == input::ReadState::Damaged)
        end.problem = reader.error().message;
    end.format = reader.formatDescription();
    return end;
}

/// A packet, and then the beginning of a block that says it has `length` bytes.
std::string problemOfABlockOf(std::uint32_t length) {
    PcapngBuilder builder;
    builder.interface(1).packet(0, 1, kFive);
    Bytes file = builder.bytes();
    append(file, fromHex("06000000"));
    for (unsigned shift = 0; shift < 32; shift += 8)
        file.push_back(static_cast<std::byte>(length >> shift));
    append(file, Bytes(100));
    const PcapngEnd end = readPcapng(file);
    return end.packets == 1 ? end.problem : "the packet before it was lost";
}

/// A zstd frame of "hello" whose header asks for a window of 2^`windowLog` bytes (RFC 8878).
std::string unpackedWithWindow(unsigned windowLog) {
    Bytes packed = fromHex("28b52ffd 00");
    packed.push_back(static_cast<std::byte>((windowLog - 10) << 3U));
    append(packed, fromHex("290000 68656c6c6f"));
    const auto stream =
        input::decompress(input::Compression::Zstd, std::make_unique<MemoryStream>(packed));
    std::array<std::byte, 100> out{};
    const std::size_t count = stream->read(out);
    if (stream->error())
        return stream->error()->message;
    return {reinterpret_cast<const char*>(out.data()), count};
}

} // namespace

class TestCaptureBounds : public QObject {
    Q_OBJECT

private slots:
    void fragmentsKeepOnlySoManyBytes() {
        // The last fragment of a large packet: room for all of it is kept.
        constexpr std::size_t kFit = network::IpFragments::kMaxBytes / 65'528;
        Extraction extraction(LinkType::Raw);
        for (std::size_t i = 0; i < kFit; ++i)
            extraction.feed(fragment(static_cast<std::uint16_t>(i), 65'520, 8));
        QCOMPARE(extraction.skipped(), std::string());
        for (std::size_t i = 0; i < 3; ++i)
            extraction.feed(fragment(static_cast<std::uint16_t>(kFit + i), 65'520, 8));
        QCOMPARE(extraction.skipped(), std::string("ip_fragment 3"));
    }

    void aPacketHasOnlySoManyFragments() {
        input::SkipCounts skipped;
        network::IpFragments fragments(skipped);
        const auto add = [&](std::size_t number) {
            const Bytes bytes = fragment(1, 16 * number, 8);
            network::IpPacket packet;
            network::readIp({network::EtherType::Ipv4, bytes}, packet);
            fragments.add(packet, {1, Timestamp(), 0}); // all at once: none is too old
        };
        constexpr std::size_t kMax = network::IpFragments::kMaxFragments;
        for (std::size_t number = 1; number < kMax; ++number)
            add(number);
        QCOMPARE(skipped[input::SkipReason::IpFragment].count, std::uint64_t{0});
        add(0);
        QCOMPARE(skipped[input::SkipReason::IpFragment].count, std::uint64_t{kMax});
    }

    void streamsKeepOnlySoManyBytes() {
        constexpr std::size_t kPart = 60'000; // of a message that takes 65,535
        constexpr std::size_t kFit = network::TcpStreams::kMaxBytes / kPart;
        Extraction extraction(LinkType::Raw);
        for (std::size_t i = 0; i < kFit + 3; ++i) {
            if (i == kFit)
                QCOMPARE(extraction.skipped(), std::string());
            const auto port = static_cast<std::uint16_t>(1'000 + i);
            extraction.feed(opening(port)).feed(segment(1'000, kPart, port));
        }
        QCOMPARE(extraction.skipped(), std::string("tcp_segment 3"));
    }

    void aStreamWaitsForOnlySoManySegments() {
        Extraction extraction(LinkType::Raw);
        extraction.feed(opening());
        std::uint32_t sequence = 2'000;
        for (std::size_t i = 0; i < network::TcpStreams::kMaxWaiting; ++i, sequence += 10)
            extraction.feed(segment(sequence, 10));
        QCOMPARE(extraction.skipped(), std::string());
        extraction.feed(segment(sequence, 10));
        QVERIFY(extraction.skipped().starts_with("tcp_segment"));
    }

    void aStreamWaitsWithOnlySoManyBytes() {
        constexpr std::size_t kLength = 60'000;
        Extraction extraction(LinkType::Raw);
        extraction.feed(opening());
        std::uint32_t sequence = 2'000;
        for (std::size_t i = 0; i < network::TcpStreams::kMaxWaitingBytes / kLength; ++i) {
            extraction.feed(segment(sequence, kLength));
            sequence += kLength;
        }
        QCOMPARE(extraction.skipped(), std::string());
        extraction.feed(segment(sequence, kLength));
        QVERIFY(extraction.skipped().starts_with("tcp_segment"));
    }

    void tunnelsAreReadOnlySoDeep() {
        Bytes packet = udpPacket(kClient, kResolver, dnsQuery(1, "a.example"));
        for (int level = 1; level < network::DnsExtractor::kMaxLevels; ++level)
            packet = ipPacket("10.1.0.1", "10.1.0.2", 4, packet);
        Extraction deep(LinkType::Raw);
        deep.feed(packet);
        QCOMPARE(deep.messages().size(), std::size_t{1});
        QCOMPARE(deep.skipped(), std::string());
        Extraction deeper(LinkType::Raw);
        deeper.feed(ipPacket("10.1.0.1", "10.1.0.2", 4, packet));
        QVERIFY(deeper.messages().empty());
        QCOMPARE(deeper.skipped(), std::string("deep_tunnel 1"));
    }

    void wrappersOfALinkAreReadOnlySoDeep() {
        constexpr int kMax = 8;
        Bytes packet = join({fromHex("0000 0800 65000000"), // PPI around raw IP
                             udpPacket(kClient, kResolver, dnsQuery(1, "a.example"))});
        for (int wrappers = 1; wrappers < kMax; ++wrappers)
            packet = join({fromHex("0000 0800 c0000000"), packet}); // PPI around PPI
        Extraction deep(LinkType::Ppi);
        deep.feed(packet);
        QCOMPARE(deep.messages().size(), std::size_t{1});
        QCOMPARE(deep.skipped(), std::string());
        Extraction deeper(LinkType::Ppi);
        deeper.feed(join({fromHex("0000 0800 c0000000"), packet}));
        QVERIFY(deeper.messages().empty());
        QCOMPARE(deeper.skipped(), std::string("unknown_link_type 1"));
    }

    void encryptedDnsTellsOnlySoManyClientsApart() {
        constexpr std::size_t kClients = network::EncryptedDns::kMaxClients;
        const auto clientOf = [](std::size_t i) { return Endpoint{address(i), 1'000}; };
        const Encrypted seen = encryptedFlows(kClients + 2, clientOf);
        QCOMPARE(seen.clients.size(), kClients);
        QCOMPARE(seen.flowsOfOthers, std::uint64_t{2});

        snapshot::CaptureFacts facts;
        facts.encryptedDns = seen.clients;
        facts.encryptedFlowsOfOthers = seen.flowsOfOthers;
        const auto notices = words::noticesFor(facts, {});
        QCOMPARE(notices.size(), std::size_t{1});
        QVERIFY2(notices[0].details.find("2 flows are of further clients") != std::string::npos,
                 notices[0].details.c_str());
    }

    void encryptedDnsRemembersOnlySoManyFlows() {
        const auto clientOf = [](std::size_t i) {
            return Endpoint{address(i >> 15U), static_cast<std::uint16_t>(1'000 + (i & 0x7fffU))};
        };
        const auto flows = [&](std::size_t count) {
            std::uint64_t sum = 0;
            for (const network::EncryptedDnsUse& use : encryptedFlows(count, clientOf).clients)
                sum += use.total();
            return sum;
        };
        constexpr std::size_t kFlows = network::EncryptedDns::kMaxFlows;
        QCOMPARE(flows(kFlows - 1), std::uint64_t{kFlows - 1}); // the first is known at its end
        QCOMPARE(flows(kFlows + 1), std::uint64_t{kFlows + 2}); // and here it is not
    }

    void pcapngReadsNoLargerBlock() {
        constexpr std::uint32_t kMax = input::PcapngReader::kMaxBlockBytes;
        QCOMPARE(problemOfABlockOf(kMax), std::string("the file ends inside a block"));
        QCOMPARE(problemOfABlockOf(kMax + 4),
                 std::string("a block of 67108868 bytes, which is more than this program reads"));
    }

    void pcapngKeepsOnlySoManyInterfaces() {
        PcapngBuilder builder;
        for (std::size_t i = 0; i < input::PcapngReader::kMaxInterfaces; ++i)
            builder.interface(1);
        builder.packet(65'535, 1, kFive);
        QCOMPARE(readPcapng(builder.bytes()).problem, std::string());
        const PcapngEnd end = readPcapng(builder.interface(1).packet(0, 2, kFive).bytes());
        QCOMPARE(end.packets, std::uint64_t{1});
        QCOMPARE(end.problem, std::string("more interfaces than this program reads"));
    }

    void pcapngNamesOnlySoManyLinkTypes() {
        PcapngBuilder builder;
        for (std::size_t i = 0; i < input::PcapngReader::kMaxLinkTypesNamed; ++i)
            builder.interface(static_cast<std::uint16_t>(20'000 + i));
        const std::string few = readPcapng(builder.bytes()).format;
        QVERIFY2(few.find("others") == std::string::npos, few.c_str());
        for (std::uint16_t i = 0; i < 1'000; ++i)
            builder.interface(static_cast<std::uint16_t>(30'000 + i));
        const std::string many = readPcapng(builder.bytes()).format;
        QVERIFY2(many.find(" and others, 1008 interfaces") != std::string::npos, many.c_str());
        QVERIFY2(many.size() < 500, many.c_str());
    }

    void unpackingTakesNoLargerWindow() {
        QCOMPARE(unpackedWithWindow(20), std::string("hello"));
        QCOMPARE(unpackedWithWindow(28), std::string("the zstd data is damaged"));
    }
};

BEACONSCOPE_TEST(TestCaptureBounds)
#include "test_capture_bounds.moc"
