// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/investigation.h"
#include "core/network/message_reader.h"
#include "core/words/notices.h"
#include "tests/bench/figures.h"
#include "tests/support/packet_builder.h"

#include <fmt/core.h>

#include <array>
#include <cstdio>
#include <exception>
#include <random>
#include <string>
#include <string_view>
#include <utility>

// Captures that are made to fill tables: what they cost in memory. Packets are made one at a time,
// so that all that is measured is what the reader and the store keep of them.

using namespace beaconscope;
using testing::Bytes;

namespace {

/// Packets of raw IP, a millisecond apart, on their way into a store.
class Capture {
public:
    Capture()
        : m_messages([this](const dns::DnsPayload& payload, const dns::Message& message) {
            m_store.add(payload, message, FileId(0));
        }) {}

    void feed(const Bytes& packet) {
        ++m_packets;
        m_messages.feed(
            {.number = m_packets,
             .time = timestampFromNanoseconds(0) + m_packets * std::chrono::milliseconds(1),
             .linkType = input::LinkType::Raw,
             .bytes = packet,
             .originalLength = static_cast<std::uint32_t>(packet.size()),
             .fileOffset = 0});
    }

    engine::LoadedCapture finish() {
        m_messages.finish();
        engine::LoadedCapture capture;
        capture.facts.packets = m_packets;
        capture.facts.first = timestampFromNanoseconds(0);
        capture.facts.last = timestampFromNanoseconds(0) + m_packets * std::chrono::milliseconds(1);
        capture.facts.dnsMessages = m_store.counts().messages;
        capture.facts.queries = m_store.counts().queries;
        capture.facts.skipped = words::skippedCounts(m_messages.skipped());
        capture.store = m_store.takeView();
        return capture;
    }

private:
    network::MessageReader m_messages;
    store::EventStore m_store;
    std::uint64_t m_packets = 0;
};

/// Writes a number over bytes of a packet, the lowest byte last.
void put(Bytes& packet, std::size_t offset, std::size_t length, std::uint64_t value) {
    for (std::size_t i = 0; i < length; ++i)
        packet[offset + length - 1 - i] = static_cast<std::byte>(value >> (8 * i));
}

constexpr std::size_t kIdentification = 4;
constexpr std::size_t kFragmentFlags = 6;
constexpr std::size_t kSourceAddress = 12;
constexpr std::size_t kSourcePort = 20;

/// First fragments of large datagrams whose rest never comes.
void feedFragments(Capture& capture) {
    constexpr std::uint64_t kCount = 3'000'000;
    constexpr std::byte kMoreFragments{0x20};
    Bytes packet = testing::udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, Bytes(1'472));
    packet[kFragmentFlags] = kMoreFragments;
    for (std::uint64_t i = 0; i < kCount; ++i) {
        put(packet, kIdentification, 2, i);
        put(packet, kSourceAddress, 4, 0x0a00'0000 + (i >> 16U));
        capture.feed(packet);
    }
}

/// Connections that begin, and send a part of a message.
void feedHalfOpenStreams(Capture& capture) {
    constexpr std::uint64_t kCount = 1'000'000;
    Bytes opening =
        testing::tcpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, 999, {}, {.syn = true});
    Bytes part = testing::tcpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, 1'000,
                                    testing::withLength(Bytes(2'000)));
    part.resize(part.size() - 800);
    put(part, 2, 2, part.size());
    for (std::uint64_t i = 0; i < kCount; ++i) {
        for (Bytes* packet : {&opening, &part}) {
            put(*packet, kSourceAddress, 4, 0x0a00'0000 + (i >> 15U));
            put(*packet, kSourcePort, 2, 0x8000 | (i & 0x7fffU));
            capture.feed(*packet);
        }
    }
}

/// Queries of one client, each for a new name in a new domain.
void feedNames(Capture& capture) {
    constexpr std::uint64_t kCount = 10'000'000;
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
    constexpr std::size_t kName = 28 + 12; // behind the headers of IP, UDP and DNS
    Bytes packet = testing::udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53},
                                      testing::dnsQuery(7, "abcdefghijklmnop.abcdefgh.com"));
    std::mt19937_64 random(1);
    for (std::uint64_t i = 0; i < kCount; ++i) {
        for (std::size_t at = kName + 1; at < kName + 26; ++at) {
            if (at != kName + 17) // the length of the second label
                packet[at] = static_cast<std::byte>(kLetters[random() % kLetters.size()]);
        }
        capture.feed(packet);
    }
}

struct Kind {
    std::string_view name;
    void (*feed)(Capture& capture);
};
constexpr std::array kKinds = {Kind{"fragments", feedFragments},
                               Kind{"streams", feedHalfOpenStreams}, Kind{"names", feedNames}};

void measure(const Kind& kind) {
    constexpr double kMebibyte = 1024.0 * 1024.0;
    const bench::Stopwatch watch;
    Capture capture;
    kind.feed(capture);
    engine::LoadedCapture loaded = capture.finish();
    const std::string skipped = loaded.facts.skipped.empty()
                                    ? "none"
                                    : fmt::format("{} {}", loaded.facts.skipped.front().count,
                                                  loaded.facts.skipped.front().id);
    fmt::print("{}: {} packets, {} events, skipped {}; read in {:.1f} s, peak {:.0f} MiB\n",
               kind.name, loaded.facts.packets, loaded.store.events.size(), skipped,
               watch.seconds(), static_cast<double>(bench::memory().peakBytes) / kMebibyte);
    engine::Investigation investigation;
    investigation.take(std::move(loaded), snapshot::defaultAnalysisSettings(), {});
    fmt::print("{}: analysed after {:.1f} s, peak {:.0f} MiB\n", kind.name, watch.seconds(),
               static_cast<double>(bench::memory().peakBytes) / kMebibyte);
}

} // namespace

/// Measures the kind that is named; peaks of several in one process would mix.
int main(int argc, char** argv) {
    try {
        for (const Kind& kind : kKinds) {
            if (argc == 2 && kind.name == argv[1]) {
                measure(kind);
                return 0;
            }
        }
        fmt::print(stderr, "usage: bench_memory fragments|streams|names\n");
        return 2;
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_memory: {}\n", error.what());
        return 1;
    }
}
