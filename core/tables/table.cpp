// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/table.h"

#include "core/tables/all_tables.h"

#include <algorithm>
#include <array>

namespace beaconscope::tables {

namespace {

const TableInfo& infoOf(TableKind kind) {
    constexpr std::array<const TableInfo*, kTableKindCount> kTables{
        &kFindingsTable, &kNamesTable, &kDomainsTable, &kClientsTable, &kPairsTable, &kQueriesTable,
    }; // in the order of TableKind
    return *kTables[static_cast<std::size_t>(kind)];
}

} // namespace

std::span<const Column> columnsOf(TableKind kind) {
    return infoOf(kind).columns;
}

const char* identifier(TableKind kind) {
    return infoOf(kind).id;
}

const char* title(TableKind kind) {
    return infoOf(kind).title;
}

std::optional<std::size_t> findColumn(TableKind kind, std::string_view id) {
    const auto columns = columnsOf(kind);
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [id](const Column& column) { return column.id == id; });
    if (found == columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

std::unique_ptr<const Table> makeTable(TableKind kind, SnapshotPtr snapshot) {
    return infoOf(kind).make(std::move(snapshot));
}

} // namespace beaconscope::tables
