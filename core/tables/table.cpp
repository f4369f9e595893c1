// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/table.h"

#include "core/tables/all_tables.h"

#include <algorithm>

namespace beaconscope::tables {

std::span<const Column> columnsOf(TableKind kind) {
    switch (kind) {
    case TableKind::Findings:
        return findingsColumns();
    case TableKind::Domains:
        return namesColumns();
    case TableKind::RegisteredDomains:
        return domainsColumns();
    case TableKind::Clients:
        return clientsColumns();
    case TableKind::Pairs:
        return pairsColumns();
    case TableKind::Queries:
        return queriesColumns();
    }
    return {};
}

const char* identifier(TableKind kind) {
    switch (kind) {
    case TableKind::Findings:
        return "findings";
    case TableKind::Domains:
        return "domains";
    case TableKind::RegisteredDomains:
        return "registered-domains";
    case TableKind::Clients:
        return "clients";
    case TableKind::Pairs:
        return "client-domain";
    case TableKind::Queries:
        return "queries";
    }
    return "";
}

const char* title(TableKind kind) {
    switch (kind) {
    case TableKind::Findings:
        return "Findings";
    case TableKind::Domains:
        return "Domains";
    case TableKind::RegisteredDomains:
        return "Registered domains";
    case TableKind::Clients:
        return "Clients";
    case TableKind::Pairs:
        return "Client → domain";
    case TableKind::Queries:
        return "Queries";
    }
    return "";
}

std::optional<std::size_t> findColumn(TableKind kind, std::string_view id) {
    const auto columns = columnsOf(kind);
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [id](const Column& column) { return column.id == id; });
    if (found == columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

std::unique_ptr<const Table> makeTable(TableKind kind,
                                       std::shared_ptr<const snapshot::Snapshot> snapshot) {
    switch (kind) {
    case TableKind::Findings:
        return makeFindingsTable(std::move(snapshot));
    case TableKind::Domains:
        return makeNamesTable(std::move(snapshot));
    case TableKind::RegisteredDomains:
        return makeDomainsTable(std::move(snapshot));
    case TableKind::Clients:
        return makeClientsTable(std::move(snapshot));
    case TableKind::Pairs:
        return makePairsTable(std::move(snapshot));
    case TableKind::Queries:
        return makeQueriesTable(std::move(snapshot));
    }
    return nullptr;
}

} // namespace beaconscope::tables
