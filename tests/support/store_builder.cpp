// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/store_builder.h"

#include "core/engine/investigation.h"

#include <algorithm>
#include <array>
#include <span>

namespace beaconscope::testing {

namespace {

constexpr std::int64_t kStartSeconds = 1'704'067'200; // 2024-01-01T00:00:00Z
constexpr std::uint16_t kDnsPort = 53;
constexpr double kRoundTripSeconds = 0.02;

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

} // namespace

Timestamp StoreBuilder::at(double seconds) {
    return timestampFromSeconds(kStartSeconds, 0) + durationFromSeconds(seconds);
}

void StoreBuilder::add(const MessageLine& line, bool isResponse) {
    dns::Message message;
    message.id = line.id;
    message.isResponse = isResponse;
    message.questions.add({{line.name, lowerCase(line.name)}, line.type, 1});
    dns::DnsPayload payload;
    payload.packetNumber = m_store.counts().messages + 1;
    payload.time = at(line.atSeconds);
    payload.transport = line.transport;
    payload.source = *IpAddress::parse(isResponse ? line.resolver : line.client);
    payload.destination = *IpAddress::parse(isResponse ? line.client : line.resolver);
    payload.sourcePort = isResponse ? kDnsPort : line.port;
    payload.destinationPort = isResponse ? line.port : kDnsPort;
    // Only the length of a query matters: header, name as it is on the wire, type and class.
    static constexpr std::array<std::byte, 512> kMessage{};
    payload.bytes = std::span(kMessage).first(std::min(line.name.size() + 18, kMessage.size()));
    if (isResponse) {
        message.rcode = line.rcode;
        if (line.ttlSeconds >= 0)
            message.minimumTtlSeconds = static_cast<std::uint32_t>(line.ttlSeconds);
    }
    m_store.add(payload, message, FileId(0));
}

StoreBuilder& StoreBuilder::query(const MessageLine& line) {
    add(line, false);
    return *this;
}

StoreBuilder& StoreBuilder::response(const MessageLine& line) {
    add(line, true);
    return *this;
}

StoreBuilder& StoreBuilder::queries(const std::string& client, const std::string& name,
                                    const std::vector<double>& atSeconds) {
    for (const double seconds : atSeconds)
        query({.atSeconds = seconds, .client = client, .name = name, .id = m_nextId++});
    return *this;
}

StoreBuilder& StoreBuilder::answeredQueries(const std::string& client, const std::string& name,
                                            const std::vector<double>& atSeconds) {
    for (const double seconds : atSeconds) {
        MessageLine line{.atSeconds = seconds, .client = client, .name = name, .id = m_nextId++};
        query(line);
        line.atSeconds += kRoundTripSeconds;
        response(line);
    }
    return *this;
}

StoreBuilder& StoreBuilder::newNames(const std::string& client, const std::string& domain,
                                     const std::vector<double>& atSeconds) {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
    constexpr int kLength = 40;
    for (const double seconds : atSeconds) {
        std::string name;
        for (int i = 0; i < kLength; ++i) {
            m_random = m_random * 1'664'525U + 1'013'904'223U;
            name += kLetters[m_random >> 27U];
        }
        answeredQueries(client, name + '.' + domain, {seconds});
    }
    return *this;
}

std::shared_ptr<const snapshot::Snapshot>
StoreBuilder::snapshot(const snapshot::AnalysisSettings& settings) const {
    engine::LoadedCapture capture;
    capture.store = m_store.view();
    const store::MessageCounts& counts = m_store.counts();
    capture.facts.packets = counts.messages;
    capture.facts.dnsMessages = counts.messages;
    capture.facts.queries = counts.queries;
    capture.facts.responses = counts.responses;
    for (std::size_t i = 0; i < capture.store.events.size(); ++i) {
        const store::Event& event = capture.store.events[i];
        capture.facts.first = std::min(capture.facts.first.value_or(event.time), event.time);
        capture.facts.last =
            std::max(capture.facts.last.value_or(event.responseTime()), event.responseTime());
    }
    engine::Investigation investigation;
    return investigation.take(std::move(capture), settings, {});
}

std::shared_ptr<const snapshot::Snapshot> StoreBuilder::snapshot() const {
    return snapshot(snapshot::defaultAnalysisSettings());
}

std::vector<double> everySeconds(double periodSeconds, std::size_t count, double firstSeconds) {
    std::vector<double> times;
    for (std::size_t i = 0; i < count; ++i)
        times.push_back(firstSeconds + periodSeconds * static_cast<double>(i));
    return times;
}

} // namespace beaconscope::testing
