// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>

namespace beaconscope::tables {

namespace {

struct Row {
    const snapshot::Snapshot& snapshot;
    detect::Finding finding;

    const detect::Judgement& judgement() const { return finding.judgement; }
    bool hasIntervals() const { return finding.intervals.count > 0; }
};

class FindingsTable : public Table {
public:
    explicit FindingsTable(SnapshotPtr snapshot)
        : Table(kFindingsTable, std::move(snapshot)) {}

    std::size_t rowCount() const override {
        return snapshot().detection ? snapshot().detection->size() : 0;
    }
    series::RuleIndex excludedBy(std::size_t row) const override {
        return snapshot().detection->excludedBy(row);
    }
    bool isFlagged(std::size_t row) const override { return snapshot().detection->isFlagged(row); }
    std::uint64_t stableId(std::size_t row) const override {
        const detect::Detection& detection = *snapshot().detection;
        const series::SeriesKey& key = detection.key(row);
        // What a rule split off has the key of the rest. The rule tells them apart: its place in
        // the list changes with each edit, and its events with each time range.
        std::uint64_t splitBy = 0;
        if (detection.isSplitOff(row)) {
            const auto index = static_cast<std::size_t>(detection.excludedBy(row));
            const rules::Rule& rule = snapshot().settings.rules->rules()[index];
            splitBy = hashValues(rule.field, rule.match, hashText(rule.value));
        }
        return hashValues(key.client.value(), key.name.value(), key.domain.value(),
                          std::uint32_t{static_cast<std::uint8_t>(key.kind)}, splitBy);
    }

    Row row(std::size_t index) const { return {snapshot(), snapshot().detection->finding(index)}; }
};

template <typename Id>
Cell idCell(Id id) {
    return id.isValid() ? Cell(id) : Cell();
}

Cell optionalCell(const std::optional<double>& value) {
    return value ? Cell(*value) : Cell();
}

template <typename Count>
Cell optionalCount(const std::optional<Count>& count) {
    return count ? countCell(*count) : Cell();
}

/// The most telling name of a finding.
Cell nameCell(const detect::Finding& finding, const store::NameTableView& names) {
    if (finding.key.kind == series::FindingKind::NxdomainPool)
        return std::string("(names that do not exist)");
    if (finding.key.kind == series::FindingKind::LookAlikes)
        return names.text(finding.key.domain) + " and others";
    if (finding.key.name.isValid())
        return finding.key.name;
    if (finding.judgement.carrier)
        return *finding.judgement.carrier;
    return finding.key.domain;
}

template <typename Function>
constexpr auto cell(Function function) {
    return cellFrom<FindingsTable>(function);
}

constexpr auto kColumns = std::to_array<Column>({
    {"client", "Client", "Address that sent the queries.", ColumnKind::Address,
     cell([](const Row& row) { return idCell(row.finding.key.client); })},
    {"name", "Name",
     "Name that carries the rhythm; the registered domain where all names below it do together.",
     ColumnKind::Name,
     cell([](const Row& row) { return nameCell(row.finding, row.snapshot.store.names); })},
    {"kind", "Kind",
     "beacon: its rhythm; tunnel: its volume of names; nxdomain-pool: the rhythm "
     "of names that do not exist.",
     ColumnKind::Text,
     cell([](const Row& row) { return std::string(series::identifier(row.finding.key.kind)); })},
    {"period_s", "Period", "Time from one beat to the next.", ColumnKind::Length,
     cell([](const Row& row) { return optionalCell(row.judgement().periodSeconds); })},
    {"jitter", "Jitter", "How far intervals stray from the period, relative to it.",
     ColumnKind::Ratio, cell([](const Row& row) { return optionalCell(row.judgement().jitter); })},
    {"ln_p_final", "Chance",
     "Probability that traffic without a rhythm, or the cache alone, looks like this; in files "
     "and filters its natural logarithm.",
     ColumnKind::Chance, cell([](const Row& row) {
         const auto& chance = row.judgement().falseAlarm;
         return chance ? Cell(chance->lnFinal) : Cell();
     })},
    {"q_value", "False discovery rate",
     "Of the series with this chance or a smaller one, the share that is expected to be false "
     "(q of Benjamini and Hochberg). Says how far down a list sorted by chance to trust.",
     ColumnKind::Probability, cell([](const Row& row) {
         const auto& chance = row.judgement().falseAlarm;
         return chance ? Cell(chance->qValue) : Cell();
     }),
     kHidden},
    {"beats", "Beats", "Check-ins that were counted.", ColumnKind::Count,
     cell([](const Row& row) { return optionalCount(row.judgement().beats); })},
    {"missed_rate", "Missed", "Share of the scheduled beats that did not come.", ColumnKind::Ratio,
     cell([](const Row& row) { return optionalCell(row.judgement().missedRate); })},
    {"clients", "Clients",
     "Addresses that ask for the same; a name that many ask for is likely "
     "to be a service.",
     ColumnKind::Count,
     cell([](const Row& row) { return optionalCount(row.judgement().clients); })},
    {"score", "Score", "Orders the findings; what it means depends on the detector.",
     ColumnKind::Score, cell([](const Row& row) { return row.judgement().score; })},
    {"explained_by", "Explanation",
     "What makes it less suspicious. It lowers the order and hides "
     "nothing.",
     ColumnKind::Text, cell([](const Row& row) { return row.judgement().explainedBy; })},
    {"queries", "Queries", "Query messages behind the finding. Many are no sign of malice.",
     ColumnKind::Count, cell([](const Row& row) { return countCell(row.finding.queries); })},
    {"first_time", "First", "Time of the first query.", ColumnKind::Time,
     cell([](const Row& row) { return row.finding.first; })},
    {"last_time", "Last", "Time of the last query.", ColumnKind::Time,
     cell([](const Row& row) { return row.finding.last; })},
    {"registered_domain", "Registered domain", "Public suffix and one label more.",
     ColumnKind::Name, cell([](const Row& row) { return idCell(row.finding.key.domain); }),
     kHidden},
    {"ttl_s", "TTL", "Largest time to live among the answers.", ColumnKind::Length,
     cell([](const Row& row) { return optionalCell(row.judgement().ttlSeconds); }), kHidden},
    {"min_interval_s", "Shortest interval", "Between two neighbouring times.", ColumnKind::Length,
     cell([](const Row& row) {
         return row.hasIntervals() ? Cell(row.finding.intervals.minimumSeconds) : Cell();
     }),
     kHidden},
    {"stdev_s", "Standard deviation", "Of the intervals, of the population.", ColumnKind::Length,
     cell([](const Row& row) {
         return row.hasIntervals() ? Cell(row.finding.intervals.standardDeviationSeconds) : Cell();
     }),
     kHidden},
});

} // namespace

constinit const TableInfo kFindingsTable{TableKind::Findings, "findings", "Findings", kColumns,
                                         make<FindingsTable>};

} // namespace beaconscope::tables
