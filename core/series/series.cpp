// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/series.h"

#include "core/base/counting_sort.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace beaconscope::series {

namespace {

using store::Event;

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

/// A key and its number before the keys are put in order.
struct NumberedKey {
    SeriesKey key;
    std::uint32_t number = 0;
};

/// Sorts keys that groupQueries() made. Of such a key, the client and either the name or the
/// domain decide; the rest follows from them or is the same in all keys.
LargeVector<NumberedKey> sortKeys(LargeVector<NumberedKey> keys, Grouping grouping,
                                  const AnalysisInput& input) {
    keys = grouping == Grouping::ClientDomain
               ? countingSort(keys, input.names.domains.size(),
                              [](const NumberedKey& one) { return one.key.domain.index(); })
               : countingSort(keys, input.names.names.size(),
                              [](const NumberedKey& one) { return one.key.name.index(); });
    if (grouping == Grouping::Name)
        return keys;
    return countingSort(keys, input.addresses.size(),
                        [](const NumberedKey& one) { return one.key.client.index(); });
}

/// Returns the keys without duplicates, and changes the numbers in `groupOfEvent` to match. `keys`
/// must be in order.
std::vector<SeriesKey> mergeEqualKeys(const LargeVector<NumberedKey>& keys,
                                      std::span<std::uint32_t> groupOfEvent) {
    std::vector<SeriesKey> merged;
    LargeVector<std::uint32_t> newGroup(keys.size());
    for (const NumberedKey& one : keys) {
        if (merged.empty() || merged.back() != one.key)
            merged.push_back(one.key);
        newGroup[one.number] = static_cast<std::uint32_t>(merged.size() - 1);
    }
    for (std::uint32_t& group : groupOfEvent) {
        if (group != EventGroups::kNoGroup)
            group = newGroup[group];
    }
    return merged;
}

/// Returns the excluding rule of each event; empty when there are no rules. It runs over the events
/// in their order, because going group by group would jump about in memory.
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
    return (includeMulticast || !dns::isMulticast(event.transport)) &&
           (!range || range->contains(event.time)) && (!hasStrayTimes || isCaptured(event.time));
}

bool AnalysisInput::isCaptured(Timestamp time) const {
    return captured ? captured->contains(time) : time >= captureFirst && time <= captureLast;
}

Duration AnalysisInput::capturedWithin(Timestamp first, Timestamp last) const {
    first = std::max({first, captureFirst, range ? range->first : captureFirst});
    last = std::min({last, captureLast, range ? range->last : captureLast});
    if (captured)
        return captured->lengthWithin(first, last);
    return std::max(Duration{0}, last - first);
}

EventGroups::EventGroups(Grouping grouping, std::vector<SeriesKey> keys,
                         std::span<const std::uint32_t> groupOfEvent,
                         const ColumnView<Event>& events)
    : m_grouping(grouping)
    , m_keys(std::move(keys))
    , m_firstRows(m_keys.size() + 1, 0) {
    bool isOrdered = true; // all events that are in a group, whatever the group
    Timestamp latest = Timestamp::min();
    for (std::size_t i = 0; i < groupOfEvent.size(); ++i) {
        if (groupOfEvent[i] == kNoGroup)
            continue;
        ++m_firstRows[groupOfEvent[i] + 1];
        isOrdered = isOrdered && events[i].time >= latest;
        latest = events[i].time;
    }
    std::partial_sum(m_firstRows.begin(), m_firstRows.end(), m_firstRows.begin());
    LargeVector<std::uint32_t> next = m_firstRows;
    m_rows.resize(m_firstRows.back());
    for (std::size_t i = 0; i < groupOfEvent.size(); ++i) {
        if (groupOfEvent[i] != kNoGroup)
            m_rows[next[groupOfEvent[i]]++] = EventId(static_cast<std::uint32_t>(i));
    }
    // Most captures are in order, and going group by group would jump about in memory.
    if (!isOrdered)
        sortGroups(events);
}

void EventGroups::sortGroups(const ColumnView<Event>& events) {
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
    LargeVector<std::uint32_t> groupOfEvent(events.size(), EventGroups::kNoGroup);
    LargeVector<std::uint32_t> groupOfPair; // all events of a pair are in one group
    LargeVector<NumberedKey> keys;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
            return nullptr;
        const Event& event = events[i];
        if (!input.isJudged(event))
            continue;
        if (event.pair.index() >= groupOfPair.size())
            groupOfPair.resize(event.pair.index() + 1, EventGroups::kNoGroup);
        std::uint32_t& group = groupOfPair[event.pair.index()];
        if (group == EventGroups::kNoGroup) {
            group = static_cast<std::uint32_t>(keys.size());
            keys.push_back({keyOf(event, input.names, grouping), group});
        }
        groupOfEvent[i] = group;
    }
    std::vector<SeriesKey> merged =
        mergeEqualKeys(sortKeys(std::move(keys), grouping, input), groupOfEvent);
    return std::make_shared<const EventGroups>(grouping, std::move(merged), groupOfEvent, events);
}

SeriesSet::SeriesSet(std::shared_ptr<const EventGroups> groups, const AnalysisInput& input)
    : m_groups(std::move(groups)) {
    constexpr std::size_t kAddedByDetectors = 16; // memory for one added series for every 16
    m_series.reserve(m_groups->size() + m_groups->size() / kAddedByDetectors + 1);
    const std::vector<RuleIndex> rules = rulesOfEvents(input);
    std::vector<std::size_t> mixed;
    for (std::size_t group = 0; group < m_groups->size(); ++group) {
        Series series{m_groups->key(group), kNotExcluded, m_groups->rows(group)};
        if (!rules.empty()) {
            series.excludedBy = rules[series.rows.front().index()];
            const auto hasOtherRule = [&](EventId row) {
                return rules[row.index()] != series.excludedBy;
            };
            if (std::ranges::any_of(series.rows, hasOtherRule))
                mixed.push_back(group);
        }
        m_series.push_back(series);
    }
    split(mixed, rules);
}

void SeriesSet::split(std::span<const std::size_t> groups, std::span<const RuleIndex> rules) {
    const auto ruleOf = [rules](EventId row) { return rules[row.index()]; };
    std::size_t size = 0;
    for (const std::size_t group : groups)
        size += m_series[group].rows.size();
    std::vector<EventId> sorted; // one vector for all groups, which may be hundreds of thousands
    sorted.reserve(size);
    for (const std::size_t group : groups) {
        const Series whole = m_series[group];
        const auto begin = sorted.insert(sorted.end(), whole.rows.begin(), whole.rows.end());
        std::span<const EventId> rest(begin, sorted.end());
        std::stable_sort(begin, sorted.end(), [&](EventId left, EventId right) {
            return ruleOf(left) < ruleOf(right); // events that no rule excludes come first
        });
        while (!rest.empty()) {
            const RuleIndex rule = ruleOf(rest.front());
            const auto end =
                std::ranges::find_if(rest, [&](EventId row) { return ruleOf(row) != rule; });
            const auto length = static_cast<std::size_t>(end - rest.begin());
            const bool isFirst = rest.size() == whole.rows.size();
            const Series part{whole.key, rule, rest.first(length), !isFirst};
            if (isFirst)
                m_series[group] = part;
            else
                m_series.push_back(part);
            rest = rest.subspan(length);
        }
    }
    keep(std::move(sorted));
}

void SeriesSet::add(const SeriesKey& key, std::vector<EventId> rows, RuleIndex excludedBy) {
    m_series.push_back({key, excludedBy, keep(std::move(rows)), excludedBy != kNotExcluded});
}

std::span<const EventId> SeriesSet::keep(std::vector<EventId> rows) {
    // The spans stay valid: moving a vector does not move its rows.
    return m_ownRows.emplace_back(std::move(rows));
}

std::vector<std::size_t> sameSeries(const SeriesSet& set, const SeriesSet& earlier) {
    // Two series with the same key never have the same event, so the first event identifies one.
    using Identity = std::pair<SeriesKey, EventId>;
    const auto identityOf = [](const Series& series) {
        return Identity(series.key, series.rows.front());
    };
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
    std::map<Identity, std::size_t> added;
    for (std::size_t i = groups; i < earlier.size(); ++i)
        added.emplace(identityOf(earlier[i]), i);
    for (std::size_t i = groups; i < set.size(); ++i) {
        const auto found = added.find(identityOf(set[i]));
        if (found != added.end() && haveSameRows(set[i], earlier[found->second]))
            indices[i] = found->second;
    }
    return indices;
}

} // namespace beaconscope::series
