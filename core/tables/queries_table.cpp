// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace beaconscope::tables {

namespace {

using store::Event;
using store::EventFlag;

struct Row {
    const Event& event;
    const std::vector<std::string>& fileNames;
};

class QueriesTable : public Table {
public:
    explicit QueriesTable(SnapshotPtr snapshot)
        : Table(kQueriesTable, std::move(snapshot))
        , m_fileNames(snapshot::fileNames(this->snapshot().capture)) {}

    std::size_t rowCount() const override { return snapshot().store.events.size(); }
    series::RuleIndex excludedBy(std::size_t row) const override {
        const auto& exclusions = snapshot().exclusions;
        return exclusions ? exclusions->of(snapshot().store.events[row]) : series::kNotExcluded;
    }
    std::uint64_t stableId(std::size_t row) const override { return row; }

    Row row(std::size_t index) const { return {snapshot().store.events[index], m_fileNames}; }

private:
    std::vector<std::string> m_fileNames;
};

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

// No value where no response was captured, or what the cell needs besides.

Cell rcodeCell(const Event& event) {
    return event.has(EventFlag::HasResponse) ? Cell(dns::toString(event.rcode)) : Cell();
}

Cell ttlCell(const Event& event) {
    const bool hasTtl = event.has(EventFlag::HasResponse) && event.has(EventFlag::HasTtl);
    return hasTtl ? Cell(static_cast<double>(event.ttlSeconds)) : Cell();
}

bool isMatched(const Event& event) {
    return event.has(EventFlag::HasQuery) && event.has(EventFlag::HasResponse);
}

Cell roundTripCell(const Event& event) {
    const bool isTimed = isMatched(event) && event.roundTrip > Duration::zero();
    return isTimed ? Cell(seconds(event.roundTrip)) : Cell();
}

Cell responsePacketCell(const Event& event) {
    return isMatched(event) ? countCell(event.responsePacket) : Cell();
}

Cell fileCell(const Row& row) {
    const std::size_t file = row.event.file;
    return file < row.fileNames.size() ? Cell(row.fileNames[file]) : Cell();
}

template <typename Function>
constexpr auto cell(Function function) {
    return cellFrom<QueriesTable>(function);
}

constexpr auto kColumns = std::to_array<Column>({
    {"packet", "Packet", "Number of the packet in its file, as packet analysers count.",
     ColumnKind::Count, cell([](const Row& row) { return countCell(row.event.packet); })},
    {"time", "Time", "Of the query; of the response where the query was not captured.",
     ColumnKind::Time, cell([](const Row& row) { return row.event.time; })},
    {"client", "Client", "Address that sent the query.", ColumnKind::Address,
     cell([](const Row& row) { return row.event.client; })},
    {"resolver", "Resolver", "Address that was asked.", ColumnKind::Address,
     cell([](const Row& row) { return row.event.resolver; })},
    {"name", "Name", "Name asked for, in lower case.", ColumnKind::Name,
     cell([](const Row& row) { return row.event.name; })},
    {"qtype", "Type", "Record type asked for.", ColumnKind::Type,
     cell([](const Row& row) { return row.event.qtype; })},
    {"rcode", "Result", "Response code; empty when no response was captured.", ColumnKind::Text,
     cell([](const Row& row) { return rcodeCell(row.event); })},
    {"ttl_s", "TTL", "Smallest time to live among the answers.", ColumnKind::Length,
     cell([](const Row& row) { return ttlCell(row.event); })},
    {"rtt_s", "Round trip", "From the query to its response.", ColumnKind::Length,
     cell([](const Row& row) { return roundTripCell(row.event); })},
    {"transport", "Transport", "udp, tcp, mdns or llmnr.", ColumnKind::Text,
     cell([](const Row& row) { return std::string(dns::toString(row.event.transport)); })},
    {"remark", "Remark", "Repeats, lone responses, malformed messages.", ColumnKind::Text,
     cell([](const Row& row) { return remarkOf(row.event); })},
    {"id", "ID", "DNS message id.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.event.id); }), kHidden},
    {"response_packet", "Response packet", "Number of the packet with the response.",
     ColumnKind::Count, cell([](const Row& row) { return responsePacketCell(row.event); }),
     kHidden},
    {"file", "File", "File the packet is in.", ColumnKind::Text,
     cell([](const Row& row) { return fileCell(row); }), kHidden},
});

} // namespace

constinit const TableInfo kQueriesTable{TableKind::Queries, "queries", "Queries", kColumns,
                                        make<QueriesTable>};

} // namespace beaconscope::tables
