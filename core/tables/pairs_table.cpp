// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>
#include <functional>

namespace beaconscope::tables {

namespace {

using Intervals = series::IntervalStatistics;

struct Row {
    const snapshot::Snapshot& snapshot;
    PairId id;
    const store::PairTotals& pair;
    const store::Totals& totals;
};

class PairsTable : public Table {
public:
    explicit PairsTable(SnapshotPtr snapshot)
        : Table(kPairsTable, std::move(snapshot)) {}

    std::size_t rowCount() const override { return snapshot().summaries->pairs.size(); }
    series::RuleIndex excludedBy(std::size_t row) const override {
        const auto& rules = snapshot().pairRules;
        return rules ? (*rules)[id(row).index()] : series::kNotExcluded;
    }
    std::uint64_t stableId(std::size_t row) const override { return id(row).value(); }

    Row row(std::size_t index) const {
        return {snapshot(), id(index), pair(index), pair(index).totals};
    }

private:
    PairId id(std::size_t row) const { return snapshot().summaries->pairs[row]; }
    const store::PairTotals& pair(std::size_t row) const {
        return (*snapshot().store.pairs)[id(row).index()];
    }
};

/// `value` of the intervals between the queries; no value where there are none.
template <typename Value>
Cell intervalCell(const Row& row, Value value) {
    if (!row.snapshot.pairIntervals)
        return {};
    const Intervals intervals = row.snapshot.pairIntervals->of(row.id);
    return intervals.count == 0 ? Cell{} : Cell(std::invoke(value, intervals));
}

template <typename Function>
constexpr auto cell(Function function) {
    return cellFrom<PairsTable>(function);
}

constexpr auto kColumns = std::to_array<Column>({
    {"client", "Client", "Address that sent the queries.", ColumnKind::Address,
     cell([](const Row& row) { return row.pair.client; })},
    {"name", "Name", "Name it asked for, in lower case.", ColumnKind::Name,
     cell([](const Row& row) { return row.pair.name; })},
    {"registered_domain", "Registered domain", "Public suffix and one label more.",
     ColumnKind::Name,
     cell([](const Row& row) { return row.snapshot.store.names.domainOf(row.pair.name); }),
     kHidden},
    {"queries", "Queries", "Query messages.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.queries); })},
    {"rate_per_min", "Per minute", "Queries a minute, from the first to the last.",
     ColumnKind::Rate, cell([](const Row& row) { return rateCell(row.totals); }), kHidden},
    {"median_interval_s", "Median interval", "Between neighbouring queries.", ColumnKind::Length,
     cell([](const Row& row) { return intervalCell(row, &Intervals::medianSeconds); })},
    {"min_interval_s", "Shortest interval",
     "Below a second: retransmissions, A/AAAA twins or "
     "bursts.",
     ColumnKind::Length,
     cell([](const Row& row) { return intervalCell(row, &Intervals::minimumSeconds); })},
    {"stdev_s", "Standard deviation", "Of the intervals, of the population.", ColumnKind::Length,
     cell([](const Row& row) { return intervalCell(row, &Intervals::standardDeviationSeconds); })},
    {"variation", "Variation",
     "Standard deviation over mean: 0 % is clockwork, about 100 % is "
     "chance, more comes in bursts.",
     ColumnKind::Ratio,
     cell([](const Row& row) { return intervalCell(row, &Intervals::coefficientOfVariation); })},
    {"first_time", "First", "Time of the first query.", ColumnKind::Time,
     cell([](const Row& row) { return firstCell(row.totals); })},
    {"last_time", "Last", "Time of the last query.", ColumnKind::Time,
     cell([](const Row& row) { return lastCell(row.totals); })},
    {"qtypes", "Types", "Record types asked for.", ColumnKind::Text,
     cell([](const Row& row) { return row.totals.types.toString(); })},
    {"nxdomain_share", "NXDOMAIN", "Share of the responses that say there is no such name.",
     ColumnKind::Ratio,
     cell([](const Row& row) { return shareCell(row.totals.nxdomain, row.totals.responses); }),
     kHidden},
    {"unanswered", "Unanswered", "Queries whose response is not in the capture.", ColumnKind::Count,
     cell([](const Row& row) { return countCell(row.totals.unanswered()); }), kHidden},
    {"ttl", "TTL", "How long answers may be kept.", ColumnKind::Text,
     cell([](const Row& row) { return ttlCell(row.totals); })},
});

} // namespace

constinit const TableInfo kPairsTable{TableKind::Pairs, "client-domain", "Client → domain",
                                      kColumns, make<PairsTable>};

} // namespace beaconscope::tables
