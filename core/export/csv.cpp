// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/export/csv.h"

#include "core/base/atomic_file.h"
#include "core/tables/cell_text.h"

#include <fmt/core.h>

#include <ostream>
#include <vector>

namespace beaconscope::exporting {

namespace {

constexpr std::size_t kRowsBetweenStopChecks = 4'096; // a few milliseconds

constexpr const char* kFindingsHeader =
    "client,name,registered_domain,group,kind,queries,beats,first_time,last_time,period_s,jitter,"
    "score,flagged,excluded_by,reasons\r\n";

void writeRow(std::ostream& out, const std::vector<std::string>& fields, Formulas formulas) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0)
            out << ',';
        out << escapeCsvField(fields[i], formulas);
    }
    out << "\r\n";
}

std::string numberText(const std::optional<double>& value) {
    return value ? fmt::format("{:.6f}", *value) : std::string();
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string text;
    for (const std::string& sentence : sentences) {
        if (!text.empty())
            text += ' ';
        text += sentence;
    }
    return text;
}

} // namespace

void writeFindingsCsv(const snapshot::Snapshot& snapshot, Listed listed, Formulas formulas,
                      std::ostream& out, const std::stop_token& stop) {
    out << kFindingsHeader;
    const char* group = series::identifier(snapshot.settings.detection.grouping);
    const std::size_t count = listedFindings(snapshot, listed);
    for (std::size_t rank = 0; rank < count && !stop.stop_requested(); ++rank) {
        const detect::Finding finding = snapshot.detection->finding(rank);
        const detect::Judgement& judgement = finding.judgement;
        writeRow(out,
                 {clientOf(snapshot, finding), nameOf(snapshot, finding),
                  domainOf(snapshot, finding), group, series::identifier(finding.key.kind),
                  std::to_string(finding.queries),
                  judgement.beats ? std::to_string(*judgement.beats) : std::string(),
                  toIso8601(finding.first), toIso8601(finding.last),
                  numberText(judgement.periodSeconds), numberText(judgement.jitter),
                  numberText(judgement.score), judgement.flagged ? "true" : "false",
                  excludedByOf(snapshot, finding), joined(snapshot.detection->reasons(rank))},
                 formulas);
    }
}

void writeTableCsv(const tables::Table& table, const tables::RowOrder& order,
                   std::span<const std::size_t> columns, Formulas formulas, std::ostream& out,
                   const std::stop_token& stop) {
    std::vector<std::string> fields;
    for (const std::size_t column : columns)
        fields.emplace_back(table.columns()[column].id);
    writeRow(out, fields, formulas);
    for (std::size_t i = 0; i < order.rows.size(); ++i) {
        if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
            return;
        const std::uint32_t row = order.rows[i];
        fields.clear();
        for (const std::size_t column : columns)
            fields.push_back(
                tables::exactText(table, table.columns()[column], table.cell(row, column)));
        writeRow(out, fields, formulas);
    }
}

std::optional<Error> writeFindingsCsv(const snapshot::Snapshot& snapshot, Listed listed,
                                      Formulas formulas, const std::string& path) {
    return writeFileAtomically(
        path, [&](std::ostream& out) { writeFindingsCsv(snapshot, listed, formulas, out); });
}

} // namespace beaconscope::exporting
