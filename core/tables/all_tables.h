// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/table.h"

#include <memory>
#include <span>

namespace beaconscope::tables {

// One file a table; makeTable() and columnsOf() choose among them.

std::span<const Column> findingsColumns();
std::span<const Column> namesColumns();
std::span<const Column> domainsColumns();
std::span<const Column> clientsColumns();
std::span<const Column> pairsColumns();
std::span<const Column> queriesColumns();

using SnapshotPtr = std::shared_ptr<const snapshot::Snapshot>;

std::unique_ptr<const Table> makeFindingsTable(SnapshotPtr snapshot);
std::unique_ptr<const Table> makeNamesTable(SnapshotPtr snapshot);
std::unique_ptr<const Table> makeDomainsTable(SnapshotPtr snapshot);
std::unique_ptr<const Table> makeClientsTable(SnapshotPtr snapshot);
std::unique_ptr<const Table> makePairsTable(SnapshotPtr snapshot);
std::unique_ptr<const Table> makeQueriesTable(SnapshotPtr snapshot);

} // namespace beaconscope::tables
