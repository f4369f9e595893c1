// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>

namespace beaconscope::tables {

namespace {

enum PairColumn : std::size_t {
    Client,
    Name,
    Domain,
    Queries,
    Rate,
    MedianInterval,
    MinimumInterval,
    Deviation,
    Variation,
    First,
    Last,
    Types,
    Nxdomain,
    Unanswered,
    Ttl,
    ColumnCount
};

constexpr std::array<Column, ColumnCount> kColumns = {{
    {"client", "Client", "Address that sent the queries.", ColumnKind::Address, true},
    {"name", "Name", "Name it asked for, in lower case.", ColumnKind::Name, true},
    {"registered_domain", "Registered domain", "Public suffix and one label more.",
     ColumnKind::Name, false},
    {"queries", "Queries", "Query messages.", ColumnKind::Count, true},
    {"rate_per_min", "Per minute", "Queries a minute, from the first to the last.",
     ColumnKind::Rate, false},
    {"median_interval_s", "Median interval", "Between neighbouring queries.", ColumnKind::Length,
     true},
    {"min_interval_s", "Shortest interval",
     "Below a second: retransmissions, A/AAAA twins or "
     "bursts.",
     ColumnKind::Length, true},
    {"stdev_s", "Standard deviation", "Of the intervals, of the population.", ColumnKind::Length,
     true},
    {"variation", "Variation",
     "Standard deviation over mean: 0 % is clockwork, about 100 % is "
     "chance, more comes in bursts.",
     ColumnKind::Ratio, true},
    {"first_time", "First", "Time of the first message.", ColumnKind::Time, true},
    {"last_time", "Last", "Time of the last message.", ColumnKind::Time, true},
    {"qtypes", "Types", "Record types asked for.", ColumnKind::Text, true},
    {"nxdomain_share", "NXDOMAIN", "Share of the responses that say there is no such name.",
     ColumnKind::Ratio, false},
    {"unanswered", "Unanswered", "Queries whose response is not in the capture.", ColumnKind::Count,
     false},
    {"ttl", "TTL", "How long answers may be kept.", ColumnKind::Text, true},
}};

class PairsTable : public Table {
public:
    using Table::Table;

    TableKind kind() const override { return TableKind::Pairs; }
    std::span<const Column> columns() const override { return kColumns; }
    std::size_t rowCount() const override { return snapshot().summaries->pairs.size(); }
    Cell cell(std::size_t row, std::size_t column) const override;
    series::RuleIndex excludedBy(std::size_t row) const override {
        const auto& exclusions = snapshot().exclusions;
        const store::PairTotals& one = pair(row);
        return exclusions ? exclusions->ofPair(one.client, one.name) : series::kNotExcluded;
    }
    std::uint64_t stableId(std::size_t row) const override {
        return snapshot().summaries->pairs[row].value();
    }

private:
    const store::PairTotals& pair(std::size_t row) const {
        return (*snapshot().store.pairs)[snapshot().summaries->pairs[row].index()];
    }
    Cell intervalCell(std::size_t row, std::size_t column) const;
};

Cell PairsTable::intervalCell(std::size_t row, std::size_t column) const {
    const auto& all = snapshot().pairIntervals;
    const std::size_t index = snapshot().summaries->pairs[row].index();
    if (!all || index >= all->size() || (*all)[index].count == 0)
        return {};
    const series::IntervalStatistics& intervals = (*all)[index];
    switch (column) {
    case MedianInterval:
        return intervals.medianSeconds;
    case MinimumInterval:
        return intervals.minimumSeconds;
    case Deviation:
        return intervals.standardDeviationSeconds;
    default:
        return intervals.coefficientOfVariation();
    }
}

Cell PairsTable::cell(std::size_t row, std::size_t column) const {
    const store::PairTotals& one = pair(row);
    const store::Totals& totals = one.totals;
    switch (column) {
    case Client:
        return one.client;
    case Name:
        return one.name;
    case Domain:
        return snapshot().store.names.domainOf(one.name);
    case Queries:
        return countCell(totals.queries);
    case Rate:
        return rateCell(totals);
    case MedianInterval:
    case MinimumInterval:
    case Deviation:
    case Variation:
        return intervalCell(row, column);
    case First:
        return totals.first;
    case Last:
        return totals.last;
    case Types:
        return totals.types.toString();
    case Nxdomain:
        return shareCell(totals.nxdomain, totals.responses);
    case Unanswered:
        return countCell(totals.unanswered());
    case Ttl:
        return ttlCell(totals);
    default:
        return {};
    }
}

} // namespace

std::span<const Column> pairsColumns() {
    return kColumns;
}

std::unique_ptr<const Table> makePairsTable(SnapshotPtr snapshot) {
    return std::make_unique<PairsTable>(std::move(snapshot));
}

} // namespace beaconscope::tables
