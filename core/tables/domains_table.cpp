// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>

namespace beaconscope::tables {

namespace {

enum DomainColumn : std::size_t {
    Domain,
    Queries,
    Names,
    Clients,
    Rate,
    First,
    Last,
    Types,
    Nxdomain,
    Unanswered,
    Ttl,
    ColumnCount
};

constexpr std::array<Column, ColumnCount> kColumns = {{
    {"registered_domain", "Registered domain", "Public suffix and one label more.",
     ColumnKind::Name, true},
    {"queries", "Queries", "Query messages. Many are no sign of malice.", ColumnKind::Count, true},
    {"names", "Names", "Different names below it. Very many may carry data in the names.",
     ColumnKind::Count, true},
    {"clients", "Clients", "Addresses that asked.", ColumnKind::Count, true},
    {"rate_per_min", "Per minute", "Queries a minute, from the first to the last.",
     ColumnKind::Rate, true},
    {"first_time", "First", "Time of the first message.", ColumnKind::Time, true},
    {"last_time", "Last", "Time of the last message.", ColumnKind::Time, true},
    {"qtypes", "Types", "Record types asked for.", ColumnKind::Text, true},
    {"nxdomain_share", "NXDOMAIN", "Share of the responses that say there is no such name.",
     ColumnKind::Ratio, true},
    {"unanswered", "Unanswered", "Queries whose response is not in the capture.", ColumnKind::Count,
     true},
    {"ttl", "TTL", "How long answers may be kept.", ColumnKind::Text, true},
}};

class DomainsTable : public Table {
public:
    using Table::Table;

    TableKind kind() const override { return TableKind::RegisteredDomains; }
    std::span<const Column> columns() const override { return kColumns; }
    std::size_t rowCount() const override { return snapshot().summaries->domains.size(); }
    Cell cell(std::size_t row, std::size_t column) const override;
    /// Rules hide names; a domain stays in view as long as its names are judged one by one.
    series::RuleIndex excludedBy(std::size_t) const override { return series::kNotExcluded; }
    std::uint64_t stableId(std::size_t row) const override { return summary(row).domain.value(); }

private:
    const snapshot::DomainSummary& summary(std::size_t row) const {
        return snapshot().summaries->domains[row];
    }
};

Cell DomainsTable::cell(std::size_t row, std::size_t column) const {
    const snapshot::DomainSummary& one = summary(row);
    const store::Totals& totals = one.totals;
    switch (column) {
    case Domain:
        return one.domain;
    case Queries:
        return countCell(totals.queries);
    case Names:
        return countCell(one.names);
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
    default:
        return {};
    }
}

} // namespace

std::span<const Column> domainsColumns() {
    return kColumns;
}

std::unique_ptr<const Table> makeDomainsTable(SnapshotPtr snapshot) {
    return std::make_unique<DomainsTable>(std::move(snapshot));
}

} // namespace beaconscope::tables
