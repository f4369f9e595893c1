// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/ip_address.h"
#include "core/base/large_vector.h"
#include "core/base/time.h"
#include "core/base/time_spans.h"
#include "core/series/exclusions.h"
#include "core/series/grouping.h"
#include "core/store/event.h"
#include "core/store/lone_responses.h"
#include "core/store/name_table.h"
#include "core/store/time_grid.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace beaconscope::series {

struct TimeRange {
    Timestamp first; ///< inclusive
    Timestamp last;  ///< inclusive

    bool contains(Timestamp time) const { return time >= first && time <= last; }
    bool operator==(const TimeRange&) const = default;
};

/// The input of an analysis. It has only views and shared tables, so it is cheap to copy and may go
/// to another thread.
struct AnalysisInput {
    ColumnView<store::Event> events;
    store::NameTableView names;
    ColumnView<IpAddress> addresses;
    /// The responses that are judged instead of their queries; null when there are none.
    std::shared_ptr<const store::LoneResponses> loneResponses;
    std::shared_ptr<const Exclusions> exclusions; ///< null when there are no rules
    std::optional<TimeRange> range;               ///< when set, only events in it are used
    bool includeMulticast = false;                ///< true: mDNS and LLMNR are used too
    /// How finely the times of each file are known, by FileId; null: as the formats say.
    std::shared_ptr<const std::vector<store::TimeGrid>> timeGrids;
    Timestamp captureFirst;
    Timestamp captureLast;
    /// The time that was captured. Null: all from `captureFirst` to `captureLast`.
    std::shared_ptr<const TimeSpans> captured;
    bool hasStrayTimes = false; ///< true: events outside the captured time are not used

    /// Whether an event belongs to the analysis by its transport and time.
    bool isInScope(const store::Event& event) const;
    /// Whether an event is judged: it is in scope and a query, or a response that stands for one.
    bool isJudged(const store::Event& event) const {
        return (event.has(store::EventFlag::HasQuery) ||
                (loneResponses != nullptr && loneResponses->standsForQuery(event))) &&
               isInScope(event);
    }
    bool isCaptured(Timestamp time) const;
    /// Returns how much of the time from `first` to `last` was captured and is in the range.
    Duration capturedWithin(Timestamp first, Timestamp last) const;
};

/// The events of a capture by the key of their series, before any rule is applied. So it stays the
/// same while rules are edited. Immutable.
class EventGroups {
public:
    /// `groupOfEvent` has for each event the index of its key in `keys`, or kNoGroup. Sorts the
    /// events of each group by time.
    EventGroups(Grouping grouping, std::vector<SeriesKey> keys,
                std::span<const std::uint32_t> groupOfEvent,
                const ColumnView<store::Event>& events);

    static constexpr std::uint32_t kNoGroup = UINT32_MAX;

    Grouping grouping() const { return m_grouping; }
    std::size_t size() const { return m_keys.size(); }
    const SeriesKey& key(std::size_t group) const { return m_keys[group]; }
    std::span<const EventId> rows(std::size_t group) const {
        return std::span(m_rows).subspan(m_firstRows[group],
                                         m_firstRows[group + 1] - m_firstRows[group]);
    }

private:
    void sortGroups(const ColumnView<store::Event>& events);

    Grouping m_grouping;
    std::vector<SeriesKey> m_keys;
    LargeVector<std::uint32_t> m_firstRows; ///< one more than keys
    LargeVector<EventId> m_rows;
};

/// Groups the queries, with retransmissions, by key; the groups are in key order. Returns null when
/// stop was requested.
std::shared_ptr<const EventGroups> groupQueries(const AnalysisInput& input, Grouping grouping,
                                                const std::stop_token& stop);

/// The events of one key that no rule excludes, or the events of one key that one rule excludes.
struct Series {
    SeriesKey key;
    RuleIndex excludedBy = kNotExcluded;
    std::span<const EventId> rows; ///< in time order, never empty; valid as long as the set
    bool isSplitOff = false;       ///< a rule excludes it; another series may have the other events

    bool isExcluded() const { return excludedBy != kNotExcluded; }
};

/// The series of a capture for one detector: first one series for each group, in the order of the
/// groups, then the series that rules split off, then the series that the detector added. Several
/// series may share rows.
class SeriesSet {
public:
    /// Applies the rules of the input to `groups`. A group is split when rules exclude a part of
    /// it: the first series has the events that no rule excludes, and each rule gets one more
    /// series with the events that it excludes. So excluded events are judged separately and do not
    /// change the judgement of the others. When rules exclude all events of a group, the first
    /// series has the events of the first of these rules.
    SeriesSet(std::shared_ptr<const EventGroups> groups, const AnalysisInput& input);
    SeriesSet(const SeriesSet&) = delete;
    SeriesSet& operator=(const SeriesSet&) = delete;
    SeriesSet(SeriesSet&&) = default;
    SeriesSet& operator=(SeriesSet&&) = default;
    ~SeriesSet() = default;

    Grouping grouping() const { return m_groups->grouping(); }
    const EventGroups& groups() const { return *m_groups; }
    const std::shared_ptr<const EventGroups>& sharedGroups() const { return m_groups; }

    std::size_t size() const { return m_series.size(); }
    const Series& operator[](std::size_t index) const { return m_series[index]; }
    /// Returns for how many series there is memory, with those that detectors add.
    std::size_t capacity() const { return m_series.capacity(); }
    auto begin() const { return m_series.begin(); }
    auto end() const { return m_series.end(); }

    /// Adds a series that shares the rows of another.
    void add(const Series& series) { m_series.push_back(series); }
    /// Adds a series with its own rows, which must be in time order. `excludedBy` is true of all of
    /// them: either no rule or the same rule excludes each.
    void add(const SeriesKey& key, std::vector<EventId> rows, RuleIndex excludedBy);

private:
    void split(std::span<const std::size_t> groups, std::span<const RuleIndex> rules);
    std::span<const EventId> keep(std::vector<EventId> rows);

    std::shared_ptr<const EventGroups> m_groups;
    std::vector<Series> m_series;
    std::vector<std::vector<EventId>> m_ownRows; ///< rows that no group owns
};

inline constexpr std::size_t kNoSeries = SIZE_MAX;

/// Returns for each series of `set` the index of the series in `earlier` with the same key and
/// rows, or kNoSeries. Both sets must come from the same groups. Linear.
std::vector<std::size_t> sameSeries(const SeriesSet& set, const SeriesSet& earlier);

} // namespace beaconscope::series
