// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>

namespace beaconscope::tables {

namespace {

struct Row {
    const snapshot::DomainSummary& domain;
    const store::Totals& totals;
};

class DomainsTable : public Table {
public:
    explicit DomainsTable(SnapshotPtr snapshot)
        : Table(kDomainsTable, std::move(snapshot)) {}

    std::size_t rowCount() const override { return snapshot().summaries->domains.size(); }
    series::RuleIndex excludedBy(std::size_t row) const override { return summary(row).excludedBy; }
    std::uint64_t stableId(std::size_t row) const override { return summary(row).domain.value(); }

    Row row(std::size_t index) const { return {summary(index), summary(index).totals}; }

private:
    const snapshot::DomainSummary& summary(std::size_t row) const {
        return snapshot().summaries->domains[row];
    }
};

template <typename Function>
constexpr auto cell(Function function) {
    return cellFrom<DomainsTable>(function);
}

constexpr auto kColumns = std::to_array<Column>({
    {"registered_domain", "Registered domain", "Public suffix and one label more.",
     ColumnKind::Name, cell([](const Row& row) { return row.domain.domain; })},
    {"queries", "Queries", "Query messages. Many are no sign of malice.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.queries); })},
    {"names", "Names", "Different names below it. Very many may carry data in the names.",
     ColumnKind::Count, cell([](const Row& row) { return countCell(row.domain.names); })},
    {"clients", "Clients", "Addresses that asked.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.domain.clients); })},
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
    {"ttl", "TTL", "How long answers may be kept.", ColumnKind::Text,
     cell([](const Row& row) { return ttlCell(row.totals); })},
});

} // namespace

constinit const TableInfo kDomainsTable{TableKind::RegisteredDomains, "registered-domains",
                                        "Registered domains", kColumns, make<DomainsTable>};

} // namespace beaconscope::tables
