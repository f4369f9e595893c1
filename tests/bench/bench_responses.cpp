// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/event_store.h"
#include "tests/bench/figures.h"

#include <fmt/core.h>

#include <array>
#include <cstdio>
#include <exception>
#include <string_view>

// What it costs to find the queries of responses, in honest traffic and in captures that are made
// to make it slow: half of the messages are queries, half responses.

using namespace beaconscope;

namespace {

constexpr std::uint16_t kDnsPort = 53;

class Capture {
public:
    Capture() {
        m_message.questions.add({{"www.example.com", "www.example.com"}, dns::RecordType::A, 1});
    }

    void query(std::uint64_t number, double atSeconds) { add(number, atSeconds, false); }
    void response(std::uint64_t number, double atSeconds) { add(number, atSeconds, true); }
    const store::MessageCounts& counts() const { return m_store.counts(); }

private:
    /// Transactions are told apart by their ids and ports.
    void add(std::uint64_t number, double atSeconds, bool isResponse) {
        const auto port = static_cast<std::uint16_t>(1'024 + (number >> 16U) % 60'000);
        m_message.id = static_cast<std::uint16_t>(number);
        m_message.isResponse = isResponse;
        dns::DnsPayload payload;
        payload.time = timestampFromNanoseconds(0) + durationFromSeconds(atSeconds);
        payload.source = isResponse ? m_resolver : m_client;
        payload.destination = isResponse ? m_client : m_resolver;
        payload.sourcePort = isResponse ? kDnsPort : port;
        payload.destinationPort = isResponse ? port : kDnsPort;
        m_store.add(payload, m_message, FileId(0));
    }

    store::EventStore m_store;
    dns::Message m_message;
    IpAddress m_client = *IpAddress::parse("10.0.0.1");
    IpAddress m_resolver = *IpAddress::parse("10.0.0.53");
};

/// One transaction after the other.
void feedHonest(Capture& capture, std::uint64_t half) {
    for (std::uint64_t i = 0; i < half; ++i) {
        const double seconds = 0.001 * static_cast<double>(i);
        capture.query(i, seconds);
        capture.response(i, seconds + 0.000'5);
    }
}

/// Queries that are all the same, and responses that come too late for them.
void feedLate(Capture& capture, std::uint64_t half) {
    for (std::uint64_t i = 0; i < half; ++i)
        capture.query(7, 0);
    for (std::uint64_t i = 0; i < half; ++i)
        capture.response(7, 61);
}

/// Queries that are all the same and answered, and each answer once more.
void feedTwiceAnswered(Capture& capture, std::uint64_t half) {
    for (std::uint64_t i = 0; i < half; i += 2) {
        capture.query(7, 0);
        capture.response(7, 0.01);
    }
    for (std::uint64_t i = 0; i < half; i += 2)
        capture.response(7, 0.02);
}

/// Queries that are all the same but for their ports, and responses to another port.
void feedOtherPorts(Capture& capture, std::uint64_t half) {
    for (std::uint64_t i = 0; i < half; ++i)
        capture.query((i % 50'000) << 16U, 0);
    for (std::uint64_t i = 0; i < half; ++i)
        capture.response(std::uint64_t{55'000} << 16U, 1);
}

struct Kind {
    std::string_view name;
    void (*feed)(Capture& capture, std::uint64_t half);
};
constexpr std::array kKinds = {Kind{"honest", feedHonest}, Kind{"responses too late", feedLate},
                               Kind{"answered twice", feedTwiceAnswered},
                               Kind{"other ports", feedOtherPorts}};

void measure(const Kind& kind, std::uint64_t half) {
    const bench::Stopwatch watch;
    Capture capture;
    kind.feed(capture, half);
    const double seconds = watch.processorSeconds();
    fmt::print("{:<20}{:>10}{:>12.3f} s{:>12.0f} ns\n", kind.name, capture.counts().messages,
               seconds, seconds * 1e9 / static_cast<double>(capture.counts().messages));
    std::fflush(stdout);
}

} // namespace

/// Processor time in all and for each message, for captures that double: the last column stays.
int main() {
    try {
        for (const Kind& kind : kKinds) {
            for (std::uint64_t half = 16'384; half <= 131'072; half *= 2)
                measure(kind, half);
        }
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_responses: {}\n", error.what());
        return 1;
    }
}
