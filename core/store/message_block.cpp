// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/message_block.h"

#include "core/base/hash.h"

#include <algorithm>
#include <limits>

namespace beaconscope::store {

namespace {

using dns::DnsPayload;

template <typename Number>
Number saturated(std::uint64_t value) {
    return static_cast<Number>(std::min<std::uint64_t>(value, std::numeric_limits<Number>::max()));
}

/// Returns the event of a message, without ids and without what belongs to a question.
Event eventOf(const DnsPayload& payload, const dns::Message& message, FileId file) {
    Event event;
    const auto bytes = saturated<std::uint16_t>(payload.bytes.size());
    event.time = payload.time;
    event.packet = saturated<std::uint32_t>(payload.packetNumber);
    event.id = message.id;
    event.file = static_cast<std::uint16_t>(file.value());
    event.transport = payload.transport;
    event.clientPort = message.isResponse ? payload.destinationPort : payload.sourcePort;
    if (message.hasDefect())
        event.set(EventFlag::Malformed);
    if (!message.isResponse) {
        event.set(EventFlag::HasQuery);
        event.queryBytes = bytes;
        if (message.ednsPayloadSize)
            event.set(EventFlag::Edns);
        return event;
    }
    event.set(EventFlag::HasResponse);
    event.rcode = message.rcode;
    event.responseBytes = bytes;
    if (message.minimumTtlSeconds) {
        event.ttlSeconds = *message.minimumTtlSeconds;
        event.set(EventFlag::HasTtl);
    }
    return event;
}

/// A message without a question has nothing but its flag to tell which kind it is. What only looks
/// like DNS may set it: the raw mode of iodine sends its data to the port of a resolver with the
/// flag of a response. What is sent to that port from another one is no response.
bool countsAsResponse(const DnsPayload& payload, const dns::Message& message) {
    constexpr std::uint16_t kDnsPort = 53;
    const bool goesToServer = payload.destinationPort == kDnsPort && payload.sourcePort != kDnsPort;
    return message.isResponse && !(message.questions.empty() && goesToServer);
}

} // namespace

void MessageBlock::add(const DnsPayload& payload, const dns::Message& message, FileId file) {
    Row row;
    row.event = eventOf(payload, message, file);
    row.isResponse = countsAsResponse(payload, message);
    row.client = message.isResponse ? payload.destination : payload.source;
    row.resolver = message.isResponse ? payload.source : payload.destination;
    if (message.questions.empty()) {
        row.isLastOfMessage = true;
        m_rows.push_back(row);
        return;
    }
    row.hasQuestion = true;
    for (const dns::Question& question : message.questions) {
        row.event.qtype = question.type;
        addName(question.name, row);
        m_rows.push_back(row);
    }
    m_rows.back().isLastOfMessage = true;
}

void MessageBlock::clear() {
    if (m_rows.capacity() > 4 * kFullRows)
        m_rows = {};
    if (m_text.capacity() > 4 * kFullText)
        m_text = {};
    m_rows.clear();
    m_text.clear();
}

void MessageBlock::addName(const dns::Name& name, Row& row) {
    // Both forms have the same length, because only the case of letters differs.
    row.nameHash = hashText(name.canonical);
    row.textOffset = static_cast<std::uint32_t>(m_text.size());
    row.textLength = static_cast<std::uint16_t>(name.canonical.size());
    row.hasSpelling = name.asSent != name.canonical;
    m_text.insert(m_text.end(), name.canonical.begin(), name.canonical.end());
    if (row.hasSpelling)
        m_text.insert(m_text.end(), name.asSent.begin(), name.asSent.end());
}

} // namespace beaconscope::store
