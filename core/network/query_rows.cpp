// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/query_rows.h"

#include <fmt/format.h>

#include <iterator>

namespace beaconscope::network {

const char* const kQueryTableHeader =
    "packet\ttime\tclient\tresolver\ttransport\tid\tqtype\tqname\n";

namespace {

void appendRow(const dns::DnsPayload& payload, const dns::Message& message, dns::RecordType type,
               std::string_view name, std::string& table) {
    fmt::format_to(std::back_inserter(table), "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                   payload.packetNumber, toEpochSeconds(payload.time), payload.source.toString(),
                   payload.destination.toString(), dns::toString(payload.transport), message.id,
                   static_cast<unsigned>(type), name);
}

} // namespace

void appendQueryRows(const dns::DnsPayload& payload, const dns::Message& message,
                     std::string& table) {
    constexpr std::size_t kFlagsEnd = 4; // the flags before it say whether it is a query
    const bool isCut =
        message.defect == dns::Defect::ShortHeader && payload.bytes.size() < kFlagsEnd;
    if (isCut || message.isResponse)
        return;
    for (const dns::Question& question : message.questions)
        appendRow(payload, message, question.type, question.name.canonical, table);
    if (message.questions.empty())
        appendRow(payload, message, dns::RecordType{0}, "", table);
}

} // namespace beaconscope::network
