// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/make_data/sample_captures.h"

#include "tests/make_data/capture_script.h"
#include "tests/make_data/damaged_packets.h"
#include "tests/make_data/split_messages.h"
#include "tests/support/pcapng_builder.h"

namespace beaconscope::testdata {

using input::LinkType;
using testing::ethernet;
using testing::fromHex;
using testing::ipPacket;
using testing::join;
using testing::PcapStyle;
using testing::udpPacket;

namespace {

constexpr Duration kMicrosecond = std::chrono::microseconds{1};
constexpr Duration kNanosecond{1};
constexpr int kRounds = 20; ///< each kind of packet this often in a file

/// Bytes before an IP packet, and the version of IP that they announce.
struct Header {
    const char* hex;
    bool isV6 = false;
};

/// A file of queries and responses behind each of the headers in turn.
SampleCapture behind(const std::string& name, std::uint64_t seed, PcapStyle style,
                     const std::vector<Header>& headers) {
    CaptureScript script(seed, style.nanoseconds ? kNanosecond : kMicrosecond);
    for (int round = 0; round < kRounds; ++round) {
        for (const Header& header : headers) {
            const Question question = script.question(header.isV6);
            script.add(join({fromHex(header.hex), queryPacket(question)}));
            script.expect(question);
            script.add(join({fromHex(header.hex), responsePacket(question)}));
        }
    }
    return {name, script.pcap(style), script.table()};
}

/// Ethernet with what a small network sends: look-ups over IPv4 and IPv6, mDNS, LLMNR, the web.
SampleCapture network(const std::string& name, std::uint64_t seed, PcapStyle style) {
    CaptureScript script(seed, kMicrosecond);
    const auto ask = [&](Question question) {
        script.add(ethernet(queryPacket(question)));
        script.expect(question);
        return question;
    };
    for (int round = 0; round < kRounds; ++round) {
        script.add(ethernet(responsePacket(ask(script.question()))));
        script.add(ethernet(responsePacket(ask(script.question(true)))));
        Question local = script.question();
        local.client.port = 5353;
        local.resolver = {"224.0.0.251", 5353};
        local.name = "printer" + std::to_string(round) + ".local";
        local.transport = "mdns";
        ask(local);
        Question neighbour = script.question();
        neighbour.resolver = {"224.0.0.252", 5355};
        neighbour.name = "desk" + std::to_string(round);
        neighbour.transport = "llmnr";
        ask(neighbour);
        script.add(ethernet(testing::tcpPacket({"10.0.0.9", 50'000}, {"192.0.2.80", 443}, 1,
                                               fromHex("1703030010 00112233445566778899"))));
    }
    return {name, script.pcap(style), script.table()};
}

std::vector<SampleCapture> linkTypes() {
    const std::string macs = "020000000001 020000000002 ";
    const auto onEthernet = [&](const char* header) { return macs + header; };
    const std::string vlan = onEthernet("8100 0064 0800");
    const std::string twice = onEthernet("88a8 0064 8100 0065 86dd");
    const std::string labels = onEthernet("8847 00064040 00065140");
    const std::string session = onEthernet("8864 1100 0001 0050 0021");
    const std::string snap = "0802 0000 020000000001 020000000002 020000000003 0000 "
                             "aaaa03 000000 0800";
    const std::string radio = "0000 0900 02000000 00 " + snap;
    return {
        behind("vlan-mpls-pppoe.pcap", 2, {.nanoseconds = true, .bigEndian = true},
               {{vlan.c_str()}, {twice.c_str(), true}, {labels.c_str(), true}, {session.c_str()}}),
        behind("linux-sll.pcap", 3, {.linkType = LinkType::LinuxSll},
               {{"0004 0001 0006 0200000000010000 0800"},
                {"0000 0001 0006 0200000000010000 86dd", true}}),
        behind("linux-sll2.pcap", 4, {.linkType = LinkType::LinuxSll2, .nanoseconds = true},
               {{"0800 0000 00000002 0001 04 06 0200000000010000"},
                {"86dd 0000 00000003 0001 00 06 0200000000010000", true}}),
        behind("raw-ip.pcap", 5, {.linkType = LinkType::Raw}, {{""}, {"", true}}),
        behind("bsd-loopback.pcap", 6, {.linkType = LinkType::Null},
               {{"02000000"}, {"1e000000", true}}),
        behind("ppp.pcap", 7, {.linkType = LinkType::Ppp}, {{"ff03 0021"}, {"57", true}}),
        behind("wireless-radiotap.pcap", 8, {.linkType = LinkType::Ieee80211Radiotap},
               {{radio.c_str()}}),
    };
}

/// Other IP packets around the ones that ask.
SampleCapture tunnels() {
    CaptureScript script(9, kMicrosecond);
    const auto inIp = [](std::uint8_t protocol, const char* header, const Bytes& inner) {
        return ipPacket("192.0.2.1", "192.0.2.2", protocol, join({fromHex(header), inner}));
    };
    const auto inUdp = [](std::uint16_t port, const char* header, const Bytes& inner) {
        return udpPacket({"192.0.2.1", 50'000}, {"192.0.2.2", port},
                         join({fromHex(header), inner}));
    };
    for (int round = 0; round < kRounds; ++round) {
        const Question v4 = script.question();
        const Question v6 = script.question(true);
        const auto add = [&](const Question& question, const Bytes& packet) {
            script.add(ethernet(packet));
            script.expect(question);
        };
        add(v4, inIp(4, "", queryPacket(v4)));
        add(v6, inIp(41, "", queryPacket(v6)));
        for (const auto& [protocol, header] :
             {std::pair<std::uint8_t, const char*>{47, "0000 0800"},
              {47, "b000 0800 00000000 00000001 00000002"}}) {
            const Question question = script.question();
            add(question, inIp(protocol, header, queryPacket(question)));
        }
        const Question inVxlan = script.question(true);
        add(inVxlan, inUdp(4789, "08000000 00000100", ethernet(queryPacket(inVxlan))));
        const Question inGtp = script.question();
        add(inGtp, inUdp(2152, "30ff 0010 00000001", queryPacket(inGtp)));
    }
    return {"tunnels.pcap", script.pcap({}), script.table()};
}

/// Interfaces with clocks and link layers of their own, in sections of either byte order, and
/// blocks that nobody knows.
SampleCapture interfaces() {
    // Whole multiples of 2/1024 s, which all three clocks can tell.
    CaptureScript script(10, std::chrono::nanoseconds{1'953'125} * 64);
    const Bytes loopback = fromHex("0000 0001 0006 0200000000010000 0800");
    for (int i = 0; i < 3 * kRounds; ++i) {
        const Question question = script.question();
        const Bytes packet = queryPacket(question);
        script.add(i % 3 == 0 ? ethernet(packet) : i % 3 == 1 ? packet : join({loopback, packet}));
        script.expect(question);
    }
    testing::PcapngBuilder builder(true);
    const auto describe = [&] {
        builder.interface(1).interface(101, 65'535, 9).interface(113, 65'535, 0x80 + 10);
    };
    describe();
    std::uint32_t number = 0;
    for (const auto& [time, bytes, length] : script.packets()) {
        if (number == kRounds) {
            builder.section(false);
            describe();
        }
        if (number % 7 == 0)
            builder.block(0x0bad'0000, fromHex("0102030405"));
        const auto total = static_cast<std::uint64_t>(nanosecondsSinceEpoch(time));
        constexpr std::uint64_t kHalfTick = 1'953'125; // two of 1/1024 s
        if (number % 3 == 0)
            builder.packet(0, total / 1000, bytes);
        else if (number % 3 == 1)
            builder.obsoletePacket(1, total, bytes);
        else
            builder.packet(2, total / kHalfTick * 2, bytes);
        ++number;
    }
    return {"interfaces.pcapng", builder.bytes(), script.table()};
}

} // namespace

std::vector<SampleCapture> sampleCaptures() {
    std::vector<SampleCapture> captures = linkTypes();
    captures.push_back(network("network.pcap", 1, {}));
    captures.push_back(network("packed-zstd.pcap", 11, {.bigEndian = true}));
    captures.push_back(network("packed-lz4.pcap", 12, {}));
    captures.push_back(tunnels());
    captures.push_back(interfaces());
    for (const auto& [name, make] :
         {std::pair<const char*, CaptureScript (*)()>{"fragments.pcap", fragmentedQueries},
          {"extension-headers.pcap", extendedQueries},
          {"tcp.pcap", streamedQueries},
          {"damaged.pcap", damagedQueries}}) {
        const CaptureScript script = make();
        captures.push_back({name, script.pcap({}), script.table()});
    }
    return captures;
}

} // namespace beaconscope::testdata
