// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/make_data/damaged_packets.h"

namespace beaconscope::testdata {

using testing::ethernet;
using testing::fromHex;
using testing::join;
using testing::udpPacket;

namespace {

constexpr std::size_t kDnsHeader = 12;

Bytes firstBytes(const Bytes& bytes, std::size_t count) {
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count)};
}

/// A query that was sent, of which nobody can read a question.
void addUnreadable(CaptureScript& script, const Bytes& question) {
    Question one = script.question();
    const Bytes header = testing::dnsHeader(one.id, 0x0100, {1, 0, 0, 0});
    script.add(ethernet(udpPacket(one.client, one.resolver, join({header, question}))));
    one.name.clear();
    one.type = dns::RecordType{0};
    script.expect(one);
}

void addGood(CaptureScript& script) {
    const Question one = script.question();
    script.add(ethernet(queryPacket(one)));
    script.expect(one);
}

/// Cut by the snap length within the name.
void addCut(CaptureScript& script) {
    Question one = script.question();
    const Bytes packet = ethernet(queryPacket(one));
    script.add(firstBytes(packet, 14 + 20 + 8 + kDnsHeader + 5), packet.size());
    one.name.clear();
    one.type = dns::RecordType{0};
    script.expect(one);
}

/// One question is there, whatever the header counts.
void addTooManyQuestions(CaptureScript& script) {
    const Question one = script.question();
    Bytes message = testing::dnsQuery(one.id, one.name, one.type);
    message[4] = std::byte{0xff};
    script.add(ethernet(udpPacket(one.client, one.resolver, message)));
    script.expect(one);
}

/// Frames that hold no query, however much they look like one.
void addNoQueries(CaptureScript& script) {
    const Question one = script.question();
    const Bytes packet = queryPacket(one);
    Bytes version = packet;
    version[0] = std::byte{0x55};
    Bytes shortHeader = packet;
    shortHeader[0] = std::byte{0x44};
    Bytes fragment = packet; // the first of a datagram whose rest never comes
    fragment[6] = std::byte{0x20};
    for (const Bytes& damaged : {version, shortHeader, fragment})
        script.add(testing::ethernetFrame(0x0800, damaged));
    for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{13},
                                     std::size_t{14}, std::size_t{20}, std::size_t{40}})
        script.add(firstBytes(ethernet(packet), length), ethernet(packet).size());
    script.add(ethernet(udpPacket(one.client, one.resolver, fromHex("0102"))));
    // A response whose answer points to itself.
    Bytes response = testing::dnsHeader(one.id, 0x8180, {0, 1, 0, 0});
    testing::append(response, fromHex("c00c 0001 0001 0000003c 0004 c0000201"));
    script.add(ethernet(udpPacket(one.resolver, one.client, response)));
}

} // namespace

CaptureScript damagedQueries() {
    CaptureScript script(31, std::chrono::microseconds{1});
    for (int round = 0; round < 10; ++round) {
        addGood(script);
        addUnreadable(script, fromHex("c00c 0001 0001"));     // points to itself
        addUnreadable(script, fromHex("c0ff 0001 0001"));     // points behind the end
        addUnreadable(script, fromHex("3f 6161"));            // a label that ends too early
        addUnreadable(script, fromHex("80 61 00 0001 0001")); // a label of a reserved kind
        addUnreadable(script, fromHex("03 777777 00 00"));    // ends within the type
        addUnreadable(script, {});                            // has none
        addUnreadable(script, [] {                            // longer than 255 bytes
            Bytes name;
            for (int label = 0; label < 6; ++label)
                testing::append(name, join({fromHex("3f"), Bytes(63, std::byte{'a'})}));
            return join({name, fromHex("00 0001 0001")});
        }());
        addCut(script);
        addTooManyQuestions(script);
        addNoQueries(script);
    }
    addGood(script);
    return script;
}

} // namespace beaconscope::testdata
