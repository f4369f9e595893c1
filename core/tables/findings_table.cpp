// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/all_tables.h"
#include "core/tables/totals_cells.h"

#include <array>

namespace beaconscope::tables {

namespace {

enum FindingColumn : std::size_t {
    Client,
    Name,
    Kind,
    Period,
    Jitter,
    Chance,
    FalseDiscovery,
    Beats,
    Missed,
    Clients,
    Score,
    ExplainedBy,
    Queries,
    First,
    Last,
    Domain,
    Ttl,
    Minimum,
    Deviation,
    ColumnCount
};

constexpr std::array<Column, ColumnCount> kColumns = {{
    {"client", "Client", "Address that sent the queries.", ColumnKind::Address, true},
    {"name", "Name",
     "Name that carries the rhythm; the registered domain where all names below it do together.",
     ColumnKind::Name, true},
    {"kind", "Kind",
     "beacon: its rhythm; tunnel: its volume of names; nxdomain-pool: the rhythm "
     "of names that do not exist.",
     ColumnKind::Text, true},
    {"period_s", "Period", "Time from one beat to the next.", ColumnKind::Length, true},
    {"jitter", "Jitter", "How far intervals stray from the period, relative to it.",
     ColumnKind::Ratio, true},
    {"ln_p_final", "Chance",
     "Probability that traffic without a rhythm, or the cache alone, looks like this; in files "
     "and filters its natural logarithm.",
     ColumnKind::Chance, true},
    {"q_value", "False discovery rate",
     "Of the series with this chance or a smaller one, the share that is expected to be false "
     "(q of Benjamini and Hochberg). Says how far down a list sorted by chance to trust.",
     ColumnKind::Probability, false},
    {"beats", "Beats", "Check-ins that were counted.", ColumnKind::Count, true},
    {"missed_rate", "Missed", "Share of the scheduled beats that did not come.", ColumnKind::Ratio,
     true},
    {"clients", "Clients",
     "Addresses that ask for the same; a name that many ask for is likely "
     "to be a service.",
     ColumnKind::Count, true},
    {"score", "Score", "Orders the findings; what it means depends on the detector.",
     ColumnKind::Score, true},
    {"explained_by", "Explanation",
     "What makes it less suspicious. It lowers the order and hides "
     "nothing.",
     ColumnKind::Text, true},
    {"queries", "Queries", "Query messages behind the finding. Many are no sign of malice.",
     ColumnKind::Count, true},
    {"first_time", "First", "Time of the first query.", ColumnKind::Time, true},
    {"last_time", "Last", "Time of the last query.", ColumnKind::Time, true},
    {"registered_domain", "Registered domain", "Public suffix and one label more.",
     ColumnKind::Name, false},
    {"ttl_s", "TTL", "Largest time to live among the answers.", ColumnKind::Length, false},
    {"min_interval_s", "Shortest interval", "Between two neighbouring times.", ColumnKind::Length,
     false},
    {"stdev_s", "Standard deviation", "Of the intervals, of the population.", ColumnKind::Length,
     false},
}};

template <typename Id>
Cell idCell(Id id) {
    return id.isValid() ? Cell(id) : Cell();
}

Cell optionalCell(const std::optional<double>& value) {
    return value ? Cell(*value) : Cell();
}

/// The most telling name of a finding.
Cell nameCell(const detect::Finding& finding, const store::NameTableView& names) {
    if (finding.key.kind == series::FindingKind::NxdomainPool)
        return std::string("(names that do not exist)");
    if (finding.key.kind == series::FindingKind::LookAlikes)
        return names.text(finding.key.domain) + " and look-alikes";
    if (finding.key.name.isValid())
        return finding.key.name;
    if (finding.judgement.carrier)
        return *finding.judgement.carrier;
    return finding.key.domain;
}

class FindingsTable : public Table {
public:
    using Table::Table;

    TableKind kind() const override { return TableKind::Findings; }
    std::span<const Column> columns() const override { return kColumns; }
    std::size_t rowCount() const override {
        return snapshot().detection ? snapshot().detection->size() : 0;
    }
    Cell cell(std::size_t row, std::size_t column) const override;
    series::RuleIndex excludedBy(std::size_t row) const override {
        return snapshot().detection->excludedBy(row);
    }
    bool isFlagged(std::size_t row) const override { return snapshot().detection->isFlagged(row); }
    std::uint64_t stableId(std::size_t row) const override {
        const series::SeriesKey& key = snapshot().detection->key(row);
        const std::uint32_t what = key.name.isValid() ? key.name.value() : ~key.domain.value();
        const auto kind = static_cast<std::uint64_t>(key.kind);
        const std::uint64_t id = (kind << 62U) ^ (std::uint64_t{key.client.value()} << 32U) ^ what;
        // What a rule split off has the key of the rest, but other events.
        constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15; // 2^64 over the golden ratio
        const std::uint64_t part = snapshot().detection->rows(row).front().value() + 1;
        return snapshot().detection->isSplitOff(row) ? id ^ (part * kSpread) : id;
    }
};

Cell FindingsTable::cell(std::size_t row, std::size_t column) const {
    const detect::Finding one = snapshot().detection->finding(row);
    switch (column) {
    case Client:
        return idCell(one.key.client);
    case Name:
        return nameCell(one, snapshot().store.names);
    case Domain:
        return idCell(one.key.domain);
    case Chance:
        return one.judgement.falseAlarm ? Cell(one.judgement.falseAlarm->lnFinal) : Cell();
    case FalseDiscovery:
        return one.judgement.falseAlarm ? Cell(one.judgement.falseAlarm->qValue) : Cell();
    case Missed:
        return optionalCell(one.judgement.missedRate);
    case Clients:
        return one.judgement.clients ? countCell(*one.judgement.clients) : Cell();
    case ExplainedBy:
        return one.judgement.explainedBy;
    case Kind:
        return std::string(series::identifier(one.key.kind));
    case Ttl:
        return optionalCell(one.judgement.ttlSeconds);
    case Period:
        return optionalCell(one.judgement.periodSeconds);
    case Jitter:
        return optionalCell(one.judgement.jitter);
    case Beats:
        return one.judgement.beats ? countCell(*one.judgement.beats) : Cell();
    case Queries:
        return countCell(one.queries);
    case Score:
        return one.judgement.score;
    case First:
        return one.first;
    case Last:
        return one.last;
    case Minimum:
        return one.intervals.count > 0 ? Cell(one.intervals.minimumSeconds) : Cell();
    case Deviation:
        return one.intervals.count > 0 ? Cell(one.intervals.standardDeviationSeconds) : Cell();
    default:
        return {};
    }
}

} // namespace

std::span<const Column> findingsColumns() {
    return kColumns;
}

std::unique_ptr<const Table> makeFindingsTable(SnapshotPtr snapshot) {
    return std::make_unique<FindingsTable>(std::move(snapshot));
}

} // namespace beaconscope::tables
