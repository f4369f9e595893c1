// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/message_reader.h"

#include "core/base/shifted_time.h"

#include <utility>

namespace beaconscope::network {

using dns::DnsPayload;
using input::LoggedDns;
using input::Packet;

namespace {

/// Returns the addresses, ports and time of the query in a line of a log.
DnsPayload queryPayload(const Packet& packet, const LoggedDns& logged) {
    DnsPayload payload;
    payload.packetNumber = packet.number;
    payload.time = packet.time;
    payload.source = logged.client;
    payload.destination = logged.resolver;
    payload.sourcePort = logged.clientPort;
    payload.destinationPort = logged.resolverPort;
    payload.transport = logged.transport;
    payload.fileOffset = packet.fileOffset;
    payload.file = packet.file;
    return payload;
}

DnsPayload responsePayload(const Packet& packet, const LoggedDns& logged) {
    DnsPayload payload = queryPayload(packet, logged);
    payload.time = shifted(payload.time, logged.roundTrip);
    // A response to a multicast group was sent by the address that the log calls the client.
    if (!logged.resolver.isMulticast()) {
        std::swap(payload.source, payload.destination);
        std::swap(payload.sourcePort, payload.destinationPort);
    }
    return payload;
}

input::SkipReason reasonFor(dns::Defect defect, bool isCutShort) {
    if (defect == dns::Defect::TooManyQuestions)
        return input::SkipReason::ManyQuestions;
    return isCutShort ? input::SkipReason::CutBySnapLength : input::SkipReason::MalformedDns;
}

} // namespace

MessageReader::MessageReader(Sink sink, Sink headless)
    : m_sink(std::move(sink))
    , m_headless(std::move(headless))
    , m_extractor([this](const DnsPayload& payload) { decode(payload); }) {}

void MessageReader::feed(const Packet& packet) {
    if (packet.logged != nullptr)
        feedLine(packet, *packet.logged);
    else
        m_extractor.feed(packet);
}

void MessageReader::decode(const DnsPayload& payload) {
    const bool hasHeader = dns::decode(payload.bytes, m_message);
    if (m_message.hasDefect())
        m_badMessages.add(reasonFor(m_message.defect, payload.cutShort), payload.packetNumber,
                          payload.fileOffset, payload.file);
    if (hasHeader)
        m_sink(payload, m_message);
    else if (m_headless)
        m_headless(payload, m_message);
}

void MessageReader::feedLine(const Packet& packet, const LoggedDns& logged) {
    if (logged.hasQuery)
        m_sink(queryPayload(packet, logged), logged.query);
    if (logged.hasResponse)
        m_sink(responsePayload(packet, logged), logged.response);
}

input::SkipCounts MessageReader::skipped() const {
    input::SkipCounts skipped = m_extractor.skipped();
    skipped.add(m_badMessages);
    return skipped;
}

} // namespace beaconscope::network
