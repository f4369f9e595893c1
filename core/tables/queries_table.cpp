// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace beaconscope::tables {

namespace {

using store::Event;
using store::EventFlag;

enum QueryColumn : std::size_t {
    Packet,
    Time,
    Client,
    Resolver,
    Name,
    Type,
    Rcode,
    Ttl,
    RoundTrip,
    Transport,
    Remark,
    Id,
    ResponsePacket,
    File,
    ColumnCount
};

constexpr std::array<Column, ColumnCount> kColumns = {{
    {"packet", "Packet", "Number of the packet in its file, as packet analysers count.",
     ColumnKind::Count, true},
    {"time", "Time", "Of the query; of the response where the query was not captured.",
     ColumnKind::Time, true},
    {"client", "Client", "Address that sent the query.", ColumnKind::Address, true},
    {"resolver", "Resolver", "Address that was asked.", ColumnKind::Address, true},
    {"name", "Name", "Name asked for, in lower case.", ColumnKind::Name, true},
    {"qtype", "Type", "Record type asked for.", ColumnKind::Type, true},
    {"rcode", "Result", "Response code; empty when no response was captured.", ColumnKind::Text,
     true},
    {"ttl_s", "TTL", "Smallest time to live among the answers.", ColumnKind::Length, true},
    {"rtt_s", "Round trip", "From the query to its response.", ColumnKind::Length, true},
    {"transport", "Transport", "udp, tcp, mdns or llmnr.", ColumnKind::Text, true},
    {"remark", "Remark", "Repeats, lone responses, malformed messages.", ColumnKind::Text, true},
    {"id", "ID", "DNS message id.", ColumnKind::Count, false},
    {"response_packet", "Response packet", "Number of the packet with the response.",
     ColumnKind::Count, false},
    {"file", "File", "File the packet is in.", ColumnKind::Text, false},
}};

std::string remarkOf(const Event& event) {
    std::string remark;
    const auto append = [&remark](const char* word) {
        if (!remark.empty())
            remark += ", ";
        remark += word;
    };
    if (!event.has(EventFlag::HasQuery))
        append("response only");
    else if (!event.has(EventFlag::HasResponse))
        append("unanswered");
    if (event.has(EventFlag::Retransmission))
        append("repeat");
    if (event.has(EventFlag::Malformed))
        append("malformed");
    return remark;
}

class QueriesTable : public Table {
public:
    explicit QueriesTable(SnapshotPtr snapshot)
        : Table(std::move(snapshot)) {
        for (const input::FileFacts& file : this->snapshot().capture.files)
            m_fileNames.push_back(std::filesystem::path(file.path).filename().string());
    }

    TableKind kind() const override { return TableKind::Queries; }
    std::span<const Column> columns() const override { return kColumns; }
    std::size_t rowCount() const override { return snapshot().store.events.size(); }
    Cell cell(std::size_t row, std::size_t column) const override;
    series::RuleIndex excludedBy(std::size_t row) const override {
        const auto& exclusions = snapshot().exclusions;
        return exclusions ? exclusions->of(snapshot().store.events[row]) : series::kNotExcluded;
    }
    std::uint64_t stableId(std::size_t row) const override { return row; }

private:
    Cell responseCell(const Event& event, std::size_t column) const;
    Cell fileCell(const Event& event) const {
        return event.file < m_fileNames.size() ? Cell(m_fileNames[event.file]) : Cell();
    }

    std::vector<std::string> m_fileNames;
};

Cell QueriesTable::responseCell(const Event& event, std::size_t column) const {
    if (!event.has(EventFlag::HasResponse))
        return {};
    switch (column) {
    case Rcode:
        return dns::toString(event.rcode);
    case Ttl:
        return event.has(EventFlag::HasTtl) ? Cell(static_cast<double>(event.ttlSeconds)) : Cell();
    case RoundTrip:
        return event.has(EventFlag::HasQuery) && event.roundTrip > Duration::zero()
                   ? Cell(seconds(event.roundTrip))
                   : Cell();
    default:
        return event.has(EventFlag::HasQuery) ? countCell(event.responsePacket) : Cell();
    }
}

Cell QueriesTable::cell(std::size_t row, std::size_t column) const {
    const Event& event = snapshot().store.events[row];
    switch (column) {
    case Packet:
        return countCell(event.packet);
    case Time:
        return event.time;
    case Client:
        return event.client;
    case Resolver:
        return event.resolver;
    case Name:
        return event.name;
    case Type:
        return event.qtype;
    case Rcode:
    case Ttl:
    case RoundTrip:
    case ResponsePacket:
        return responseCell(event, column);
    case Transport:
        return std::string(dns::toString(event.transport));
    case Remark:
        return remarkOf(event);
    case Id:
        return countCell(event.id);
    case File:
        return fileCell(event);
    default:
        return {};
    }
}

} // namespace

std::span<const Column> queriesColumns() {
    return kColumns;
}

std::unique_ptr<const Table> makeQueriesTable(SnapshotPtr snapshot) {
    return std::make_unique<QueriesTable>(std::move(snapshot));
}

} // namespace beaconscope::tables
