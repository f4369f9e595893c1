#include "core/analysis/series.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace beaconscope::analysis {

namespace {

using store::Event;
using store::EventFlag;

constexpr std::size_t kRowsBetweenStopChecks = 65'536;

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

/// Makes equal keys one, in key order; `groupOfEvent` is renumbered with them.
std::vector<SeriesKey> mergeEqualKeys(const std::vector<SeriesKey>& keys,
                                      std::vector<std::uint32_t>& groupOfEvent) {
    std::vector<std::pair<SeriesKey, std::uint32_t>> order;
    order.reserve(keys.size());
    for (std::uint32_t i = 0; i < keys.size(); ++i)
        order.emplace_back(keys[i], i);
    std::sort(order.begin(), order.end());
    std::vector<SeriesKey> merged;
    std::vector<std::uint32_t> newGroup(keys.size());
    for (const auto& [key, old] : order) {
        if (merged.empty() || merged.back() != key)
            merged.push_back(key);
        newGroup[old] = static_cast<std::uint32_t>(merged.size() - 1);
    }
    for (std::uint32_t& group : groupOfEvent) {
        if (group != EventGroups::kNoGroup)
            group = newGroup[group];
    }
    return merged;
}

/// By event; empty without rules. In the order of events, as the groups jump about in memory.
std::vector<RuleIndex> rulesOfEvents(const AnalysisInput& input) {
    std::vector<RuleIndex> rules;
    if (!input.exclusions)
        return rules;
    rules.reserve(input.events.size());
    for (std::size_t i = 0; i < input.events.size(); ++i)
        rules.push_back(input.exclusions->of(input.events[i]));
    return rules;
}

} // namespace

bool AnalysisInput::isInScope(const Event& event) const {
    return (includeMulticast || !capture::isMulticast(event.transport)) &&
           (!range || range->contains(event.time));
}

EventGroups::EventGroups(Grouping grouping, std::vector<SeriesKey> keys,
                         std::span<const std::uint32_t> groupOfEvent,
                         const ColumnView<Event>& events)
    : m_grouping(grouping)
    , m_keys(std::move(keys))
    , m_firstRows(m_keys.size() + 1, 0) {
    for (const std::uint32_t group : groupOfEvent) {
        if (group != kNoGroup)
            ++m_firstRows[group + 1];
    }
    std::partial_sum(m_firstRows.begin(), m_firstRows.end(), m_firstRows.begin());
    std::vector<std::size_t> next = m_firstRows;
    m_rows.resize(m_firstRows.back());
    for (std::size_t i = 0; i < groupOfEvent.size(); ++i) {
        if (groupOfEvent[i] != kNoGroup)
            m_rows[next[groupOfEvent[i]]++] = EventId(static_cast<std::uint32_t>(i));
    }

    const auto isEarlier = [&events](EventId left, EventId right) {
        return events[left.index()].time < events[right.index()].time;
    };
    for (std::size_t group = 0; group < m_keys.size(); ++group) {
        const auto begin = m_rows.begin() + static_cast<std::ptrdiff_t>(m_firstRows[group]);
        const auto end = m_rows.begin() + static_cast<std::ptrdiff_t>(m_firstRows[group + 1]);
        if (!std::is_sorted(begin, end, isEarlier))
            std::stable_sort(begin, end, isEarlier);
    }
}

std::shared_ptr<const EventGroups> groupQueries(const AnalysisInput& input, Grouping grouping,
                                                const std::stop_token& stop) {
    const auto& events = input.events;
    std::vector<std::uint32_t> groupOfEvent(events.size(), EventGroups::kNoGroup);
    std::vector<std::uint32_t> groupOfPair; // pairs are finer than any grouping
    std::vector<SeriesKey> keys;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
            return nullptr;
        const Event& event = events[i];
        if (!event.has(EventFlag::HasQuery) || !input.isInScope(event))
            continue;
        if (event.pair.index() >= groupOfPair.size())
            groupOfPair.resize(event.pair.index() + 1, EventGroups::kNoGroup);
        std::uint32_t& group = groupOfPair[event.pair.index()];
        if (group == EventGroups::kNoGroup) {
            group = static_cast<std::uint32_t>(keys.size());
            keys.push_back(keyOf(event, input.names, grouping));
        }
        groupOfEvent[i] = group;
    }
    keys = mergeEqualKeys(keys, groupOfEvent);
    return std::make_shared<const EventGroups>(grouping, std::move(keys), groupOfEvent, events);
}

SeriesSet::SeriesSet(std::shared_ptr<const EventGroups> groups, const AnalysisInput& input)
    : m_groups(std::move(groups)) {
    constexpr std::size_t kAddedByDetectors = 16; // for one in so many
    m_series.reserve(m_groups->size() + m_groups->size() / kAddedByDetectors + 1);
    const std::vector<RuleIndex> rules = rulesOfEvents(input);
    std::vector<EventId> kept;
    for (std::size_t group = 0; group < m_groups->size(); ++group) {
        Series series{m_groups->key(group), kNotExcluded, m_groups->rows(group)};
        if (input.exclusions) {
            kept.clear();
            RuleIndex firstRule = kNotExcluded;
            for (const EventId row : series.rows) {
                const RuleIndex rule = rules[row.index()];
                if (rule == kNotExcluded)
                    kept.push_back(row);
                else if (firstRule == kNotExcluded)
                    firstRule = rule;
            }
            if (kept.empty())
                series.excludedBy = firstRule;
            else if (kept.size() < series.rows.size())
                series.rows = keep(kept);
        }
        m_series.push_back(series);
    }
}

void SeriesSet::add(const SeriesKey& key, std::vector<EventId> rows) {
    m_series.push_back({key, kNotExcluded, keep(std::move(rows))});
}

std::span<const EventId> SeriesSet::keep(std::vector<EventId> rows) {
    // Rows stay where they are in memory when the vectors that own them move.
    return m_ownRows.emplace_back(std::move(rows));
}

std::vector<std::size_t> sameSeries(const SeriesSet& set, const SeriesSet& earlier) {
    const auto haveSameRows = [](const Series& left, const Series& right) {
        return left.rows.data() == right.rows.data() ? left.rows.size() == right.rows.size()
                                                     : std::ranges::equal(left.rows, right.rows);
    };
    std::vector<std::size_t> indices(set.size(), kNoSeries);
    const std::size_t groups = set.groups().size();
    for (std::size_t i = 0; i < groups; ++i) {
        if (haveSameRows(set[i], earlier[i]))
            indices[i] = i;
    }
    std::map<SeriesKey, std::size_t> added;
    for (std::size_t i = groups; i < earlier.size(); ++i)
        added.emplace(earlier[i].key, i);
    for (std::size_t i = groups; i < set.size(); ++i) {
        const auto found = added.find(set[i].key);
        if (found != added.end() && haveSameRows(set[i], earlier[found->second]))
            indices[i] = found->second;
    }
    return indices;
}

} // namespace beaconscope::analysis
