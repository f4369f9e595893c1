// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/export/finding_fields.h"
#include "core/snapshot/snapshot.h"
#include "core/tables/row_order.h"
#include "core/tables/table.h"

#include <iosfwd>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace beaconscope::exporting {

// The functions that write to a stream return early when `stop` is requested. The content is then
// unfinished.

/// Findings with the fixed columns client, name, registered_domain, group, kind, queries, beats,
/// first_time, last_time, period_s, jitter, score, flagged, excluded_by, reasons. Times are
/// ISO 8601 UTC with nanoseconds; jitter is a fraction; empty where there is no value. RFC 4180
/// with CRLF, UTF-8 without a byte order mark.
void writeFindingsCsv(const snapshot::Snapshot& snapshot, Listed listed, Formulas formulas,
                      std::ostream& out, const std::stop_token& stop = {});

/// A table as it is shown: `order`'s rows, `columns` by index into Table::columns(). The header
/// has the columns' ids, the cells their exact texts.
void writeTableCsv(const tables::Table& table, const tables::RowOrder& order,
                   std::span<const std::size_t> columns, Formulas formulas, std::ostream& out,
                   const std::stop_token& stop = {});

/// Writes the findings to a file. When this returns an error, the file is as it was before.
std::optional<Error> writeFindingsCsv(const snapshot::Snapshot& snapshot, Listed listed,
                                      Formulas formulas, const std::string& path);

} // namespace beaconscope::exporting
