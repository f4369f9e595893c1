// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <algorithm>
#include <array>

namespace beaconscope::tables {

namespace {

struct Row {
    const snapshot::Snapshot& snapshot;
    const snapshot::ClientSummary& client;
    const store::Totals& totals;

    bool asked() const { return totals.queries > 0; }
};

class ClientsTable : public Table {
public:
    explicit ClientsTable(SnapshotPtr snapshot)
        : Table(kClientsTable, std::move(snapshot)) {}

    std::size_t rowCount() const override { return snapshot().summaries->clients.size(); }
    series::RuleIndex excludedBy(std::size_t row) const override { return summary(row).excludedBy; }
    std::uint64_t stableId(std::size_t row) const override { return summary(row).client.value(); }

    Row row(std::size_t index) const { return {snapshot(), summary(index), summary(index).totals}; }

private:
    const snapshot::ClientSummary& summary(std::size_t row) const {
        return snapshot().summaries->clients[row];
    }
};

Cell findingsCell(const Row& row) {
    const auto& counts = row.snapshot.findingsByClient;
    const std::size_t index = row.client.client.index();
    return index < counts.size() ? countCell(counts[index]) : Cell();
}

std::uint32_t encryptedFlows(const Row& row) {
    const IpAddress& address = row.snapshot.store.addresses[row.client.client.index()];
    const auto& uses = row.snapshot.capture.encryptedDns; // in order of clients
    const auto use = std::lower_bound(uses.begin(), uses.end(), address,
                                      [](const network::EncryptedDnsUse& left,
                                         const IpAddress& right) { return left.client < right; });
    return use != uses.end() && use->client == address ? use->total() : 0;
}

template <typename Function>
constexpr auto cell(Function function) {
    return cellFrom<ClientsTable>(function);
}

constexpr auto kColumns = std::to_array<Column>({
    {"client", "Client", "Address that sent the queries.", ColumnKind::Address,
     cell([](const Row& row) { return row.client.client; })},
    {"queries", "Queries", "Query messages.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.queries); })},
    {"names", "Names", "Different names it asked for. Few names and many queries are a signal.",
     ColumnKind::Count, cell([](const Row& row) { return countCell(row.client.names); })},
    {"registered_domains", "Registered domains", "Different registered domains.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.client.domains); })},
    {"top_domain", "Top domain", "The registered domain it asked for most.", ColumnKind::Name,
     cell([](const Row& row) { return row.client.topDomain; })},
    {"top_domain_share", "Top share", "Share of its queries that went to that domain.",
     ColumnKind::Ratio,
     cell([](const Row& row) { return row.asked() ? Cell(row.client.topDomainShare) : Cell(); })},
    {"diversity", "Diversity",
     "Evenness of its queries over registered domains: 0 % when all go "
     "to one, 100 % when they are spread evenly. Low diversity is a signal.",
     ColumnKind::Ratio,
     cell([](const Row& row) { return row.asked() ? Cell(row.client.diversity) : Cell(); })},
    {"nxdomain_share", "NXDOMAIN", "Share of the responses that say there is no such name.",
     ColumnKind::Ratio,
     cell([](const Row& row) { return shareCell(row.totals.nxdomain, row.totals.responses); })},
    {"unanswered", "Unanswered", "Queries whose response is not in the capture.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.unanswered()); })},
    {"findings", "Findings", "Series of this client with suspicious timing.", ColumnKind::Count,
     cell([](const Row& row) { return findingsCell(row); })},
    {"encrypted_dns_flows", "Encrypted DNS",
     "Flows of DNS over TLS or QUIC, and of HTTPS to well-known resolvers. The names in them "
     "cannot "
     "be seen: what this client asks for there is in no other column.",
     ColumnKind::Count, cell([](const Row& row) { return countCell(encryptedFlows(row)); })},
    {"first_time", "First", "Time of the first query.", ColumnKind::Time,
     cell([](const Row& row) { return firstCell(row.totals); })},
    {"last_time", "Last", "Time of the last query.", ColumnKind::Time,
     cell([](const Row& row) { return lastCell(row.totals); })},
});

} // namespace

constinit const TableInfo kClientsTable{TableKind::Clients, "clients", "Clients", kColumns,
                                        make<ClientsTable>};

} // namespace beaconscope::tables
