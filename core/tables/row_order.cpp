#include "core/tables/row_order.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace beaconscope::tables {

namespace {

constexpr std::size_t kRowsBetweenStopChecks = 16'384;

/// Sort keys of one column for the rows that are shown: numbers where the column has numbers or
/// ranked ids, texts otherwise.
struct ColumnKeys {
    std::vector<double> numbers; ///< NaN: no value
    std::vector<std::string> texts;
};

class KeyReader {
public:
    KeyReader(const Table& table, RankCache& ranks)
        : m_table(table)
        , m_ranks(ranks) {}

    ColumnKeys read(std::span<const std::uint32_t> rows, std::size_t column,
                    const std::stop_token& stop) {
        ColumnKeys keys;
        const bool isText = m_table.columns()[column].kind == ColumnKind::Text;
        if (isText)
            keys.texts.reserve(rows.size());
        else
            keys.numbers.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
                return keys;
            const Cell cell = m_table.cell(rows[i], column);
            if (isText)
                keys.texts.push_back(textOf(cell));
            else
                keys.numbers.push_back(
                    std::visit([this](const auto& value) { return key(value); }, cell));
        }
        return keys;
    }

private:
    static std::string textOf(const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        return text != nullptr ? *text : std::string();
    }

    double key(std::monostate) const { return std::numeric_limits<double>::quiet_NaN(); }
    double key(const std::string&) const { return std::numeric_limits<double>::quiet_NaN(); }
    double key(NameId id) const { return rankOf(m_ranks.names(store(), load()), id.index()); }
    double key(DomainId id) const { return rankOf(m_ranks.domains(store(), load()), id.index()); }
    double key(AddressId id) const {
        return rankOf(m_ranks.addresses(store(), load()), id.index());
    }
    double key(dns::RecordType type) const {
        return static_cast<double>(static_cast<std::uint16_t>(type));
    }
    double key(std::int64_t value) const { return static_cast<double>(value); }
    double key(double value) const { return value; }
    /// Relative to the start, a double is exact to the nanosecond over a hundred days.
    double key(Timestamp value) const {
        const auto& first = m_table.snapshot().capture.first;
        return static_cast<double>((value - first.value_or(Timestamp{})).count());
    }

    static double rankOf(std::span<const std::uint32_t> ranks, std::size_t index) {
        return index < ranks.size() ? static_cast<double>(ranks[index])
                                    : std::numeric_limits<double>::quiet_NaN();
    }
    const store::StoreView& store() const { return m_table.snapshot().store; }
    std::uint64_t load() const { return m_table.snapshot().load; }

    const Table& m_table;
    RankCache& m_ranks;
};

/// -1, 0 or 1; a missing value stands after all others whichever way the column is sorted.
int compareNumbers(double left, double right, bool descending) {
    const bool leftMissing = std::isnan(left);
    const bool rightMissing = std::isnan(right);
    if (leftMissing || rightMissing)
        return static_cast<int>(leftMissing) - static_cast<int>(rightMissing);
    const int order = static_cast<int>(left > right) - static_cast<int>(left < right);
    return descending ? -order : order;
}

int compareTexts(const std::string& left, const std::string& right, bool descending) {
    if (left.empty() != right.empty())
        return left.empty() ? 1 : -1;
    const int order = left.compare(right);
    return descending ? -order : order;
}

/// Sorts `rows` by the keys of `request`.
void sortRows(std::vector<std::uint32_t>& rows, const Table& table,
              const std::vector<SortKey>& sort, RankCache& ranks, const std::stop_token& stop) {
    std::vector<ColumnKeys> keys;
    KeyReader reader(table, ranks);
    for (const SortKey& one : sort)
        keys.push_back(reader.read(rows, one.column, stop));
    if (stop.stop_requested())
        return;
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
        for (std::size_t k = 0; k < sort.size(); ++k) {
            const bool descending = sort[k].descending;
            const int result =
                keys[k].numbers.empty()
                    ? compareTexts(keys[k].texts[left], keys[k].texts[right], descending)
                    : compareNumbers(keys[k].numbers[left], keys[k].numbers[right], descending);
            if (result != 0)
                return result < 0;
        }
        return false;
    });
    std::vector<std::uint32_t> sorted;
    sorted.reserve(rows.size());
    for (const std::uint32_t position : order)
        sorted.push_back(rows[position]);
    rows = std::move(sorted);
}

/// The rows that the request's scope leaves, before rules and filter.
class Scope {
public:
    Scope(const Table& table, const RowOrderRequest& request)
        : m_snapshot(table.snapshot())
        , m_request(request)
        , m_kind(table.kind()) {}

    std::vector<std::uint32_t> rows(std::size_t rowCount) const {
        if (m_kind == TableKind::Queries && m_request.finding && m_snapshot.detection) {
            const auto& findings = m_snapshot.detection->findings();
            std::vector<std::uint32_t> rows;
            if (*m_request.finding < findings.size()) {
                for (const EventId event :
                     m_snapshot.detection->rowsOf(findings[*m_request.finding]))
                    rows.push_back(event.value());
            }
            return rows;
        }
        std::vector<std::uint32_t> rows(rowCount);
        std::iota(rows.begin(), rows.end(), 0U);
        if (m_kind == TableKind::Queries)
            std::erase_if(rows, [this](std::uint32_t row) { return !holds(row); });
        return rows;
    }

private:
    bool holds(std::uint32_t row) const {
        const store::Event& event = m_snapshot.store.events[row];
        const auto& range = m_snapshot.settings.range;
        return (!range || range->contains(event.time)) &&
               (!m_request.pair || event.pair == *m_request.pair) &&
               (!m_request.name || event.name == *m_request.name) &&
               (!m_request.client || event.client == *m_request.client) &&
               (!m_request.domain ||
                m_snapshot.store.names.domainOf(event.name) == *m_request.domain);
    }

    const engine::Snapshot& m_snapshot;
    const RowOrderRequest& m_request;
    TableKind m_kind;
};

} // namespace

std::shared_ptr<const RowOrder> orderRows(const Table& table, const RowOrderRequest& request,
                                          RankCache& ranks, std::stop_token stop) {
    auto order = std::make_shared<RowOrder>();
    order->snapshotGeneration = table.snapshot().generation;
    // The evidence of a finding is shown whole, whatever rules say of it.
    const bool showExcluded = request.showExcluded || request.finding.has_value();
    const std::vector<std::uint32_t> candidates = Scope(table, request).rows(table.rowCount());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
            return nullptr;
        const std::uint32_t row = candidates[i];
        if (!request.showUnflagged && !table.isFlagged(row))
            continue;
        if (!showExcluded && table.excludedBy(row) != analysis::kNotExcluded) {
            ++order->hiddenByRules;
            continue;
        }
        if (!matches(request.filter, table, row)) {
            ++order->hiddenByFilter;
            continue;
        }
        order->rows.push_back(row);
    }
    if (!request.sort.empty())
        sortRows(order->rows, table, request.sort, ranks, stop);
    if (stop.stop_requested())
        return nullptr;
    return order;
}

} // namespace beaconscope::tables
