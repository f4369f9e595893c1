// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>

namespace beaconscope::tables {

namespace {

enum NameColumn : std::size_t {
    Name,
    Domain,
    Queries,
    Clients,
    Rate,
    First,
    Last,
    Types,
    Nxdomain,
    Unanswered,
    Ttl,
    Responses,
    Retransmissions,
    ColumnCount
};

constexpr std::array<Column, ColumnCount> kColumns = {{
    {"name", "Name", "Name asked for, in lower case.", ColumnKind::Name, true},
    {"registered_domain", "Registered domain", "Public suffix and one label more.",
     ColumnKind::Name, true},
    {"queries", "Queries", "Query messages. Many are no sign of malice.", ColumnKind::Count, true},
    {"clients", "Clients", "Addresses that asked. A name that one client alone asks for is rarer.",
     ColumnKind::Count, true},
    {"rate_per_min", "Per minute", "Queries a minute, from the first to the last.",
     ColumnKind::Rate, true},
    {"first_time", "First", "Time of the first message.", ColumnKind::Time, true},
    {"last_time", "Last", "Time of the last message.", ColumnKind::Time, true},
    {"qtypes", "Types", "Record types asked for.", ColumnKind::Text, true},
    {"nxdomain_share", "NXDOMAIN", "Share of the responses that say there is no such name.",
     ColumnKind::Ratio, true},
    {"unanswered", "Unanswered", "Queries whose response is not in the capture.", ColumnKind::Count,
     true},
    {"ttl", "TTL",
     "How long answers may be kept; a client that asks again after it only refreshes "
     "its cache.",
     ColumnKind::Text, true},
    {"responses", "Responses", "Response messages.", ColumnKind::Count, false},
    {"retransmissions", "Repeats", "Queries that repeat one of the last 10 s.", ColumnKind::Count,
     false},
}};

class NamesTable : public Table {
public:
    using Table::Table;

    TableKind kind() const override { return TableKind::Domains; }
    std::span<const Column> columns() const override { return kColumns; }
    std::size_t rowCount() const override { return snapshot().summaries->names.size(); }
    Cell cell(std::size_t row, std::size_t column) const override;
    series::RuleIndex excludedBy(std::size_t row) const override {
        const auto& exclusions = snapshot().exclusions;
        return exclusions ? exclusions->ofName(summary(row).name) : series::kNotExcluded;
    }
    std::uint64_t stableId(std::size_t row) const override { return summary(row).name.value(); }

private:
    const snapshot::NameSummary& summary(std::size_t row) const {
        return snapshot().summaries->names[row];
    }
};

Cell NamesTable::cell(std::size_t row, std::size_t column) const {
    const snapshot::NameSummary& one = summary(row);
    const store::Totals& totals = one.totals;
    switch (column) {
    case Name:
        return one.name;
    case Domain:
        return snapshot().store.names.domainOf(one.name);
    case Queries:
        return countCell(totals.queries);
    case Clients:
        return countCell(one.clients);
    case Rate:
        return rateCell(totals);
    case First:
        return totals.first;
    case Last:
        return totals.last;
    case Types:
        return totals.types.toString();
    case Nxdomain:
        return shareCell(totals.nxdomain, totals.responses);
    case Unanswered:
        return countCell(totals.unanswered());
    case Ttl:
        return ttlCell(totals);
    case Responses:
        return countCell(totals.responses);
    case Retransmissions:
        return countCell(totals.retransmissions);
    default:
        return {};
    }
}

} // namespace

std::span<const Column> namesColumns() {
    return kColumns;
}

std::unique_ptr<const Table> makeNamesTable(SnapshotPtr snapshot) {
    return std::make_unique<NamesTable>(std::move(snapshot));
}

} // namespace beaconscope::tables
