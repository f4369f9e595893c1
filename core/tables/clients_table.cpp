// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <algorithm>
#include <array>

namespace beaconscope::tables {

namespace {

enum ClientColumn : std::size_t {
    Client,
    Queries,
    Names,
    Domains,
    TopDomain,
    TopShare,
    Diversity,
    Nxdomain,
    Unanswered,
    Findings,
    EncryptedFlows,
    First,
    Last,
    ColumnCount
};

constexpr std::array<Column, ColumnCount> kColumns = {{
    {"client", "Client", "Address that sent the queries.", ColumnKind::Address, true},
    {"queries", "Queries", "Query messages.", ColumnKind::Count, true},
    {"names", "Names", "Different names it asked for. Few names and many queries are a signal.",
     ColumnKind::Count, true},
    {"registered_domains", "Registered domains", "Different registered domains.", ColumnKind::Count,
     true},
    {"top_domain", "Top domain", "The registered domain it asked for most.", ColumnKind::Name,
     true},
    {"top_domain_share", "Top share", "Share of its queries that went to that domain.",
     ColumnKind::Ratio, true},
    {"diversity", "Diversity",
     "Evenness of its queries over registered domains: 0 % when all go "
     "to one, 100 % when they are spread evenly. Low diversity is a signal.",
     ColumnKind::Ratio, true},
    {"nxdomain_share", "NXDOMAIN", "Share of the responses that say there is no such name.",
     ColumnKind::Ratio, true},
    {"unanswered", "Unanswered", "Queries whose response is not in the capture.", ColumnKind::Count,
     true},
    {"findings", "Findings", "Series of this client with suspicious timing.", ColumnKind::Count,
     true},
    {"encrypted_dns_flows", "Encrypted DNS",
     "Flows of DNS over TLS or QUIC, and of HTTPS to well-known resolvers. The names in them "
     "cannot "
     "be seen: what this client asks for there is in no other column.",
     ColumnKind::Count, true},
    {"first_time", "First", "Time of the first message.", ColumnKind::Time, true},
    {"last_time", "Last", "Time of the last message.", ColumnKind::Time, true},
}};

class ClientsTable : public Table {
public:
    using Table::Table;

    TableKind kind() const override { return TableKind::Clients; }
    std::span<const Column> columns() const override { return kColumns; }
    std::size_t rowCount() const override { return snapshot().summaries->clients.size(); }
    Cell cell(std::size_t row, std::size_t column) const override;
    series::RuleIndex excludedBy(std::size_t row) const override {
        const auto& exclusions = snapshot().exclusions;
        return exclusions ? exclusions->ofClient(summary(row).client) : series::kNotExcluded;
    }
    std::uint64_t stableId(std::size_t row) const override { return summary(row).client.value(); }

private:
    const snapshot::ClientSummary& summary(std::size_t row) const {
        return snapshot().summaries->clients[row];
    }
    Cell findingsCell(AddressId client) const {
        const auto& counts = snapshot().findingsByClient;
        return client.index() < counts.size() ? countCell(counts[client.index()]) : Cell();
    }
    std::uint32_t encryptedFlows(AddressId client) const;
};

std::uint32_t ClientsTable::encryptedFlows(AddressId client) const {
    const IpAddress& address = snapshot().store.addresses[client.index()];
    const auto& uses = snapshot().capture.encryptedDns; // in order of clients
    const auto use = std::lower_bound(uses.begin(), uses.end(), address,
                                      [](const network::EncryptedDnsUse& left,
                                         const IpAddress& right) { return left.client < right; });
    return use != uses.end() && use->client == address ? use->total() : 0;
}

Cell ClientsTable::cell(std::size_t row, std::size_t column) const {
    const snapshot::ClientSummary& one = summary(row);
    const store::Totals& totals = one.totals;
    const bool asked = totals.queries > 0;
    switch (column) {
    case Client:
        return one.client;
    case Queries:
        return countCell(totals.queries);
    case Names:
        return countCell(one.names);
    case Domains:
        return countCell(one.domains);
    case TopDomain:
        return one.topDomain;
    case TopShare:
        return asked ? Cell(one.topDomainShare) : Cell();
    case Diversity:
        return asked ? Cell(one.diversity) : Cell();
    case Nxdomain:
        return shareCell(totals.nxdomain, totals.responses);
    case Unanswered:
        return countCell(totals.unanswered());
    case Findings:
        return findingsCell(one.client);
    case EncryptedFlows:
        return countCell(encryptedFlows(one.client));
    case First:
        return totals.first;
    case Last:
        return totals.last;
    default:
        return {};
    }
}

} // namespace

std::span<const Column> clientsColumns() {
    return kColumns;
}

std::unique_ptr<const Table> makeClientsTable(SnapshotPtr snapshot) {
    return std::make_unique<ClientsTable>(std::move(snapshot));
}

} // namespace beaconscope::tables
