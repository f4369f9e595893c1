// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/row_order.h"

#include "core/base/hash.h"
#include "core/tables/row_filter.h"
#include "core/tables/sort_by_keys.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

namespace beaconscope::tables {

namespace {

constexpr std::size_t kRowsBetweenStopChecks = 16'384;

constexpr std::uint64_t kMissing = std::numeric_limits<std::uint64_t>::max();

/// Turns a column's texts into numbers of the same order. Columns of texts hold few different ones.
class TextRanks {
public:
    void add(std::string text) {
        const auto next = static_cast<std::uint32_t>(m_numbers.size());
        m_rows.push_back(m_numbers.try_emplace(std::move(text), next).first->second);
    }

    /// A key for each text added: its position among the different ones.
    std::vector<std::uint64_t> keys() const {
        std::vector<const std::pair<const std::string, std::uint32_t>*> sorted;
        sorted.reserve(m_numbers.size());
        for (const auto& entry : m_numbers)
            sorted.push_back(&entry);
        std::sort(sorted.begin(), sorted.end(),
                  [](const auto* left, const auto* right) { return left->first < right->first; });
        std::vector<std::uint64_t> ranks(sorted.size());
        std::uint64_t next = 0;
        for (const auto* entry : sorted)
            ranks[entry->second] = entry->first.empty() ? kMissing : next++;
        std::vector<std::uint64_t> keys;
        keys.reserve(m_rows.size());
        for (const std::uint32_t number : m_rows)
            keys.push_back(ranks[number]);
        return keys;
    }

private:
    std::unordered_map<std::string, std::uint32_t, TextHash> m_numbers; ///< in order of appearance
    std::vector<std::uint32_t> m_rows;
};

/// Reads sort keys: numbers that put the rows of a column in order when they rise, kMissing where
/// a cell has no value.
class KeyReader {
public:
    KeyReader(const Table& table, RankCache& ranks)
        : m_table(table)
        , m_ranks(ranks) {}

    /// The keys of `rows`, fewer when stop was requested.
    std::vector<std::uint64_t> read(std::span<const std::uint32_t> rows, const SortKey& sort,
                                    const std::stop_token& stop) {
        const bool isText = m_table.columns()[sort.column].kind == ColumnKind::Text;
        std::vector<std::uint64_t> keys;
        TextRanks texts;
        keys.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
                return keys;
            const Cell cell = m_table.cell(rows[i], sort.column);
            if (isText)
                texts.add(textOf(cell));
            else
                keys.push_back(std::visit([this](const auto& value) { return key(value); }, cell));
        }
        if (isText)
            keys = texts.keys();
        if (sort.descending) {
            for (std::uint64_t& key : keys)
                key = key == kMissing ? kMissing : ~key;
        }
        return keys;
    }

private:
    static std::string textOf(const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        return text != nullptr ? *text : std::string();
    }

    std::uint64_t key(std::monostate) const { return kMissing; }
    std::uint64_t key(const std::string&) const { return kMissing; }
    std::uint64_t key(NameId id) const {
        return rankOf(m_ranks.names(store(), load()), id.index());
    }
    std::uint64_t key(DomainId id) const {
        return rankOf(m_ranks.domains(store(), load()), id.index());
    }
    std::uint64_t key(AddressId id) const {
        return rankOf(m_ranks.addresses(store(), load()), id.index());
    }
    std::uint64_t key(dns::RecordType type) const { return static_cast<std::uint16_t>(type); }
    std::uint64_t key(std::int64_t value) const { return key(static_cast<double>(value)); }
    std::uint64_t key(double value) const {
        return std::isnan(value) ? kMissing : orderedBits(value);
    }
    std::uint64_t key(Timestamp value) const {
        return orderedBits(value.time_since_epoch().count());
    }

    static std::uint64_t rankOf(std::span<const std::uint32_t> ranks, std::size_t index) {
        return index < ranks.size() ? ranks[index] : kMissing;
    }
    const store::StoreView& store() const { return m_table.snapshot().store; }
    std::uint64_t load() const { return m_table.snapshot().load; }

    const Table& m_table;
    RankCache& m_ranks;
};

/// Sorts `rows` by the keys of `sort`.
void sortRows(std::vector<std::uint32_t>& rows, const Table& table,
              const std::vector<SortKey>& sort, RankCache& ranks, const std::stop_token& stop) {
    KeyReader reader(table, ranks);
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    const std::vector<SortKey> leastFirst(sort.rbegin(), sort.rend());
    for (const SortKey& one : leastFirst) {
        const std::vector<std::uint64_t> keys = reader.read(rows, one, stop);
        if (stop.stop_requested())
            return;
        sortByKeys(order, keys);
    }
    std::ranges::transform(order, order.begin(),
                           [&rows](std::uint32_t position) { return rows[position]; });
    rows = std::move(order);
}

/// Returns the rows of the table of queries that a scope leaves, before rules and filter.
std::vector<std::uint32_t> rowsOfScope(const snapshot::Snapshot& snapshot,
                                       const std::vector<snapshot::SubjectKey>& scope,
                                       std::size_t& gone) {
    std::vector<std::uint32_t> rows;
    for (const snapshot::SubjectKey& key : scope) {
        const auto events = snapshot::eventsOf(snapshot, key);
        gone += events ? 0U : 1U;
        if (events)
            std::ranges::transform(*events, std::back_inserter(rows),
                                   [](EventId event) { return event.value(); });
    }
    if (scope.size() > 1) {
        std::ranges::sort(rows);
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    }
    return rows;
}

std::vector<std::uint32_t> candidateRows(const Table& table, const RowOrderRequest& request,
                                         std::size_t& gone) {
    if (table.kind() == TableKind::Queries && !request.scope.empty())
        return rowsOfScope(table.snapshot(), request.scope, gone);
    std::vector<std::uint32_t> rows(table.rowCount());
    std::iota(rows.begin(), rows.end(), 0U);
    const auto& range = table.snapshot().settings.range;
    if (table.kind() == TableKind::Queries && range) {
        const auto& events = table.snapshot().store.events;
        std::erase_if(rows, [&](std::uint32_t row) { return !range->contains(events[row].time); });
    }
    return rows;
}

std::size_t countLone(const ColumnView<store::Event>& events,
                      const std::vector<std::uint32_t>& rows) {
    return static_cast<std::size_t>(std::ranges::count_if(
        rows, [&](std::uint32_t row) { return !events[row].has(store::EventFlag::HasQuery); }));
}

/// The stable id of the row of a table that is about a selection.
struct StableIdOf {
    const Table& table;

    std::optional<std::uint64_t> operator()(std::monostate) const { return std::nullopt; }
    std::optional<std::uint64_t> operator()(snapshot::SelectedFinding finding) const {
        return table.stableId(finding.rank);
    }
    template <typename Id>
    std::optional<std::uint64_t> operator()(Id id) const {
        return id.value();
    }
};

/// Returns the row of the table that `key` is about, if it is among `rows`. `key` must be of a row
/// of such a table.
std::optional<std::uint32_t> find(const Table& table, const snapshot::SubjectKey& key,
                                  const std::vector<std::uint32_t>& rows) {
    const auto id = std::visit(StableIdOf{table}, snapshot::resolve(table.snapshot(), key));
    if (!id)
        return std::nullopt;
    const auto row = std::ranges::find_if(
        rows, [&](std::uint32_t candidate) { return table.stableId(candidate) == *id; });
    return row != rows.end() ? std::optional(*row) : std::nullopt;
}

} // namespace

std::shared_ptr<const RowOrder> orderRows(const Table& table, const RowOrderRequest& request,
                                          RankCache& ranks, std::stop_token stop) {
    auto order = std::make_shared<RowOrder>();
    order->snapshotGeneration = table.snapshot().generation;
    RowFilter filter(request.filter, table);
    const std::vector<std::uint32_t> candidates =
        candidateRows(table, request, order->goneFromScope);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
            return nullptr;
        const std::uint32_t row = candidates[i];
        if (!request.showUnflagged && !table.isFlagged(row))
            continue;
        if (!request.showExcluded && table.excludedBy(row) != series::kNotExcluded) {
            ++order->hiddenByRules;
            continue;
        }
        if (!filter.matches(row)) {
            ++order->hiddenByFilter;
            continue;
        }
        order->rows.push_back(row);
    }
    if (table.kind() == TableKind::Queries)
        order->loneResponses = countLone(table.snapshot().store.events, order->rows);
    if (!request.sort.empty())
        sortRows(order->rows, table, request.sort, ranks, stop);
    if (stop.stop_requested())
        return nullptr;
    if (request.sought)
        order->sought = find(table, *request.sought, order->rows);
    return order;
}

} // namespace beaconscope::tables
