// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>

namespace beaconscope::tables {

namespace {

struct Row {
    const snapshot::Snapshot& snapshot;
    const snapshot::NameSummary& name;
    const store::Totals& totals;
};

class NamesTable : public Table {
public:
    explicit NamesTable(SnapshotPtr snapshot)
        : Table(kNamesTable, std::move(snapshot)) {}

    std::size_t rowCount() const override { return snapshot().summaries->names.size(); }
    series::RuleIndex excludedBy(std::size_t row) const override { return summary(row).excludedBy; }
    std::uint64_t stableId(std::size_t row) const override { return summary(row).name.value(); }

    Row row(std::size_t index) const { return {snapshot(), summary(index), summary(index).totals}; }

private:
    const snapshot::NameSummary& summary(std::size_t row) const {
        return snapshot().summaries->names[row];
    }
};

template <typename Function>
constexpr auto cell(Function function) {
    return cellFrom<NamesTable>(function);
}

constexpr auto kColumns = std::to_array<Column>({
    {"name", "Name", "Name asked for, in lower case.", ColumnKind::Name,
     cell([](const Row& row) { return row.name.name; })},
    {"registered_domain", "Registered domain", "Public suffix and one label more.",
     ColumnKind::Name,
     cell([](const Row& row) { return row.snapshot.store.names.domainOf(row.name.name); })},
    {"queries", "Queries", "Query messages. Many are no sign of malice.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.queries); })},
    {"clients", "Clients", "Addresses that asked. A name that one client alone asks for is rarer.",
     ColumnKind::Count, cell([](const Row& row) { return countCell(row.name.clients); })},
    {"rate_per_min", "Per minute", "Queries a minute, from the first to the last.",
     ColumnKind::Rate, cell([](const Row& row) { return rateCell(row.totals); })},
    {"first_time", "First", "Time of the first query.", ColumnKind::Time,
     cell([](const Row& row) { return firstCell(row.totals); })},
    {"last_time", "Last", "Time of the last query.", ColumnKind::Time,
     cell([](const Row& row) { return lastCell(row.totals); })},
    {"qtypes", "Types", "Record types asked for.", ColumnKind::Text,
     cell([](const Row& row) { return row.totals.types.toString(); })},
    {"nxdomain_share", "NXDOMAIN", "Share of the responses that say there is no such name.",
     ColumnKind::Ratio,
     cell([](const Row& row) { return shareCell(row.totals.nxdomain, row.totals.responses); })},
    {"unanswered", "Unanswered", "Queries whose response is not in the capture.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.unanswered()); })},
    {"ttl", "TTL",
     "How long answers may be kept; a client that asks again after it only refreshes "
     "its cache.",
     ColumnKind::Text, cell([](const Row& row) { return ttlCell(row.totals); })},
    {"responses", "Responses", "Response messages.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.responses); }), kHidden},
    {"retransmissions", "Repeats", "Queries that repeat one of the last 10 s.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.retransmissions); }), kHidden},
});

} // namespace

constinit const TableInfo kNamesTable{TableKind::Domains, "domains", "Domains", kColumns,
                                      make<NamesTable>};

} // namespace beaconscope::tables
