// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/make_data/capture_script.h"

#include <fmt/format.h>

#include <array>

namespace beaconscope::testdata {

CaptureScript::CaptureScript(std::uint64_t seed, Duration resolution)
    : m_random(seed, 2)
    , m_resolution(resolution)
    , m_time(timestampFromSeconds(1'717'500'000, 0))
    , m_table("frame.number\ttime_epoch\tsrc\tdst\tdns.id\tqtype\tqname\ttransport\topcode\t"
              "qdcount\n") {}

Question CaptureScript::question(bool isV6) {
    using dns::RecordType;
    constexpr std::array kTypes{RecordType::A,  RecordType::Aaaa, RecordType::Txt,
                                RecordType::Mx, RecordType::Srv,  RecordType::Https};
    constexpr std::array kZones{"example", "shop.example", "Mixed-Case.Example", "a.b.c.d.example"};
    Question one;
    const auto host = 1 + m_random.below(9);
    const std::string network = isV6 ? "2001:db8::" : "10.0.0.";
    one.client = {network + std::to_string(host), static_cast<std::uint16_t>(40'000 + m_questions)};
    one.resolver = {network + "53", 53};
    one.id = static_cast<std::uint16_t>(m_random.below(65'536));
    one.type = kTypes.at(m_random.below(kTypes.size()));
    one.name = fmt::format("host{}.{}", m_questions, kZones.at(m_random.below(kZones.size())));
    ++m_questions;
    return one;
}

void CaptureScript::add(const Bytes& packet, std::size_t originalLength) {
    m_time +=
        m_resolution * static_cast<std::int64_t>(1 + m_random.below(static_cast<std::uint64_t>(
                                                         std::chrono::seconds{2} / m_resolution)));
    m_packets.push_back({m_time, packet, originalLength});
}

void CaptureScript::expect(const Question& question) {
    const std::int64_t time = nanosecondsSinceEpoch(m_time);
    constexpr std::int64_t kSecond = 1'000'000'000;
    m_table += fmt::format("{}\t{}.{:09}\t{}\t{}\t0x{:04x}\t{}\t{}\t{}\t0\t1\n", m_packets.size(),
                           time / kSecond, time % kSecond, question.client.address,
                           question.resolver.address, question.id,
                           static_cast<unsigned>(question.type), question.name, question.transport);
}

Bytes CaptureScript::pcap(testing::PcapStyle style) const {
    testing::PcapBuilder builder(style);
    for (const Packet& packet : m_packets)
        builder.add(packet.time, packet.bytes, packet.originalLength);
    return builder.bytes();
}

Bytes queryPacket(const Question& question) {
    return testing::udpPacket(question.client, question.resolver,
                              testing::dnsQuery(question.id, question.name, question.type));
}

Bytes responsePacket(const Question& question) {
    return testing::udpPacket(question.resolver, question.client,
                              testing::dnsResponse(question.id, question.name, question.type));
}

} // namespace beaconscope::testdata
