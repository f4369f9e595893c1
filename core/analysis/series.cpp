#include "core/analysis/series.h"

#include <algorithm>
#include <numeric>

namespace beaconscope::analysis {

namespace {

using store::Event;
using store::EventFlag;

constexpr std::size_t kRowsBetweenStopChecks = 65'536;
constexpr std::uint32_t kNoGroup = UINT32_MAX;

bool isMulticast(const Event& event) {
    return event.transport == capture::Transport::Mdns ||
           event.transport == capture::Transport::Llmnr;
}

bool isInScope(const Event& event, const AnalysisInput& input) {
    return event.has(EventFlag::HasQuery) && (input.includeMulticast || !isMulticast(event)) &&
           (!input.range || input.range->contains(event.time));
}

SeriesKey keyOf(const Event& event, const store::NameTableView& names, Grouping grouping) {
    const DomainId domain = names.domainOf(event.name);
    switch (grouping) {
    case Grouping::ClientName:
        return {event.client, event.name, domain, {}};
    case Grouping::ClientDomain:
        return {event.client, NameId(), domain, {}};
    case Grouping::Name:
        return {AddressId(), event.name, domain, {}};
    }
    return {};
}

/// Numbers the keys that occur, so that events can be sorted into them by counting.
class Groups {
public:
    Groups(const AnalysisInput& input, Grouping grouping, std::stop_token stop) {
        const auto& events = input.events;
        m_groupOfEvent.assign(events.size(), kNoGroup);
        std::vector<std::uint32_t> groupOfPair; // pairs are finer than any grouping
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
                return;
            const Event& event = events[i];
            if (!isInScope(event, input))
                continue;
            if (event.pair.index() >= groupOfPair.size())
                groupOfPair.resize(event.pair.index() + 1, kNoGroup);
            std::uint32_t& group = groupOfPair[event.pair.index()];
            if (group == kNoGroup) {
                group = static_cast<std::uint32_t>(m_keys.size());
                m_keys.push_back(keyOf(event, input.names, grouping));
            }
            m_groupOfEvent[i] = group;
        }
        mergeEqualKeys();
    }

    const std::vector<SeriesKey>& keys() const { return m_keys; }
    std::uint32_t ofEvent(std::size_t event) const { return m_groupOfEvent[event]; }

private:
    /// Several pairs may have one key; afterwards groups are numbered in key order.
    void mergeEqualKeys() {
        std::vector<std::uint32_t> order(m_keys.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [this](std::uint32_t left, std::uint32_t right) {
            return m_keys[left] < m_keys[right];
        });
        std::vector<SeriesKey> merged;
        std::vector<std::uint32_t> newGroup(m_keys.size());
        for (const std::uint32_t old : order) {
            if (merged.empty() || merged.back() != m_keys[old])
                merged.push_back(m_keys[old]);
            newGroup[old] = static_cast<std::uint32_t>(merged.size() - 1);
        }
        m_keys = std::move(merged);
        for (std::uint32_t& group : m_groupOfEvent) {
            if (group != kNoGroup)
                group = newGroup[group];
        }
    }

    std::vector<SeriesKey> m_keys;
    std::vector<std::uint32_t> m_groupOfEvent;
};

} // namespace

std::vector<std::size_t> sameSeries(const SeriesSet& set, const SeriesSet& earlier) {
    std::vector<std::size_t> indices(set.series.size(), kNoSeries);
    std::size_t next = 0;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        while (next < earlier.series.size() && earlier.series[next].key < set.series[i].key)
            ++next;
        if (next == earlier.series.size())
            break;
        const Series& candidate = earlier.series[next];
        if (candidate.key == set.series[i].key &&
            std::ranges::equal(earlier.rowsOf(candidate), set.rowsOf(set.series[i])))
            indices[i] = next++;
    }
    return indices;
}

SeriesSet buildSeries(const AnalysisInput& input, Grouping grouping, std::stop_token stop) {
    SeriesSet set;
    set.grouping = grouping;
    const Groups groups(input, grouping, stop);
    if (stop.stop_requested())
        return set;

    struct Count {
        std::size_t all = 0;
        std::size_t kept = 0;
        RuleIndex firstRule = kNotExcluded;
    };
    std::vector<Count> counts(groups.keys().size());
    std::vector<bool> isExcluded(input.events.size(), false);
    for (std::size_t i = 0; i < input.events.size(); ++i) {
        const std::uint32_t group = groups.ofEvent(i);
        if (group == kNoGroup)
            continue;
        Count& count = counts[group];
        ++count.all;
        const RuleIndex rule =
            input.exclusions ? input.exclusions->of(input.events[i]) : kNotExcluded;
        if (rule == kNotExcluded) {
            ++count.kept;
        } else {
            isExcluded[i] = true;
            if (count.firstRule == kNotExcluded)
                count.firstRule = rule;
        }
    }

    std::vector<std::size_t> next(counts.size());
    std::size_t total = 0;
    set.series.reserve(counts.size());
    for (std::size_t group = 0; group < counts.size(); ++group) {
        const Count& count = counts[group];
        const bool whole = count.kept == 0;
        const std::size_t rows = whole ? count.all : count.kept;
        set.series.push_back(
            {groups.keys()[group], total, rows, whole ? count.firstRule : kNotExcluded});
        next[group] = total;
        total += rows;
    }
    set.rows.resize(total);
    for (std::size_t i = 0; i < input.events.size(); ++i) {
        const std::uint32_t group = groups.ofEvent(i);
        if (group != kNoGroup && (!isExcluded[i] || counts[group].kept == 0))
            set.rows[next[group]++] = EventId(static_cast<std::uint32_t>(i));
    }

    const auto earlier = [&input](EventId left, EventId right) {
        return input.events[left.index()].time < input.events[right.index()].time;
    };
    for (const Series& one : set.series) {
        const auto rows = std::span(set.rows).subspan(one.firstRow, one.rowCount);
        if (!std::is_sorted(rows.begin(), rows.end(), earlier))
            std::stable_sort(rows.begin(), rows.end(), earlier);
    }
    return set;
}

} // namespace beaconscope::analysis
