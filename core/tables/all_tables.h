// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/table.h"

#include <memory>
#include <utility>

namespace beaconscope::tables {

// One file a table; table.cpp chooses among them.

extern const TableInfo kFindingsTable;
extern const TableInfo kNamesTable;
extern const TableInfo kDomainsTable;
extern const TableInfo kClientsTable;
extern const TableInfo kPairsTable;
extern const TableInfo kQueriesTable;

/// For TableInfo::make.
template <typename TheTable>
std::unique_ptr<const Table> make(SnapshotPtr snapshot) {
    return std::make_unique<TheTable>(std::move(snapshot));
}

} // namespace beaconscope::tables
