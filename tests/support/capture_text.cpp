// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/capture_text.h"

#include "core/dns/message.h"

#include <fmt/format.h>

namespace beaconscope::testing {

namespace {

std::string toText(const dns::DnsPayload& payload) {
    dns::Message message;
    dns::decode(payload.bytes, message);
    std::string text = fmt::format(
        "{} {}:{} > {}:{} {} {} {}", payload.packetNumber, payload.source.toString(),
        payload.sourcePort, payload.destination.toString(), payload.destinationPort,
        dns::toString(payload.transport), message.isResponse ? "response" : "query", message.id);
    for (const dns::Question& question : message.questions)
        text += fmt::format(" {} {}", dns::toString(question.type), question.name.canonical);
    if (message.hasDefect())
        text += fmt::format(" ({})", payload.cutShort ? "cut" : dns::describe(message.defect));
    return text;
}

} // namespace

Extraction::Extraction(input::LinkType linkType)
    : m_linkType(linkType)
    , m_extractor(
          [this](const dns::DnsPayload& payload) { m_messages.push_back(toText(payload)); }) {}

Extraction& Extraction::feed(const Bytes& packet, std::size_t originalLength) {
    ++m_packets;
    m_extractor.feed({.number = m_packets,
                      .time = timestampFromSeconds(static_cast<std::int64_t>(m_packets), 0),
                      .linkType = m_linkType,
                      .bytes = packet,
                      .originalLength = static_cast<std::uint32_t>(
                          originalLength == 0 ? packet.size() : originalLength),
                      .fileOffset = 0});
    return *this;
}

Extraction& Extraction::finish() {
    m_extractor.finish();
    return *this;
}

std::string Extraction::skipped() const {
    std::string text;
    for (std::size_t i = 0; i < input::kSkipReasonCount; ++i) {
        const auto reason = static_cast<input::SkipReason>(i);
        const std::uint64_t count = m_extractor.skipped()[reason].count;
        if (count > 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", identifier(reason), count);
    }
    return text;
}

std::string Extraction::unread() const {
    std::string text;
    for (const network::UnreadPackets& one : m_extractor.unread().all())
        text += fmt::format(
            "{}{} {} {} from packet {}", text.empty() ? "" : ", ", network::identifier(one.kind),
            network::describeNumber(one.kind, one.number), one.count, one.firstPacket);
    return text;
}

} // namespace beaconscope::testing
