// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/ip_address.h"
#include "core/base/time.h"
#include "core/series/exclusions.h"
#include "core/series/grouping.h"
#include "core/store/event.h"
#include "core/store/name_table.h"

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

/// What an analysis looks at. Views and shared tables only: cheap to copy, safe to hand over.
struct AnalysisInput {
    ColumnView<store::Event> events;
    store::NameTableView names;
    ColumnView<IpAddress> addresses;
    std::shared_ptr<const Exclusions> exclusions; ///< null: no rules
    std::optional<TimeRange> range;               ///< only events inside it
    bool includeMulticast = false;                ///< mDNS and LLMNR too
    Timestamp captureFirst;
    Timestamp captureLast;

    /// Whether transport and time let an event into series.
    bool isInScope(const store::Event& event) const;
};

/// A capture's events by key, before any rule: what stays the same while rules are edited.
/// Immutable once made.
class EventGroups {
public:
    /// `groupOfEvent` gives for each event the index of its key in `keys`, or kNoGroup. Events of
    /// a group are put in time order.
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
    Grouping m_grouping;
    std::vector<SeriesKey> m_keys;
    std::vector<std::size_t> m_firstRows; ///< one more than keys
    std::vector<EventId> m_rows;
};

/// Queries (retransmissions included) by key, groups in key order. Null when stop was requested.
std::shared_ptr<const EventGroups> groupQueries(const AnalysisInput& input, Grouping grouping,
                                                const std::stop_token& stop);

/// Events of one key: those that no rule excludes, or those that one rule excludes.
struct Series {
    SeriesKey key;
    RuleIndex excludedBy = kNotExcluded;
    std::span<const EventId> rows; ///< in time order, never empty; lives as long as the set
    bool isSplitOff = false;       ///< by a rule; another series may hold the rest of its key

    bool isExcluded() const { return excludedBy != kNotExcluded; }
};

/// The series of a capture that a detector looks at: one for each group, in the order of the
/// groups, then those that rules split off, then any that the detector added. Several may share
/// rows.
class SeriesSet {
public:
    /// Applies the input's rules to `groups`. A group of which rules exclude a part is split: its
    /// own series holds what is kept, and one more for each rule what that rule excludes. So what
    /// a rule hides is judged by itself, and neither part weighs on the other. Where nothing is
    /// kept, the group's own series holds what the first of the rules excludes.
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
    /// How many there is room for, those that detectors add included.
    std::size_t capacity() const { return m_series.capacity(); }
    auto begin() const { return m_series.begin(); }
    auto end() const { return m_series.end(); }

    /// Adds a series that shares the rows of another.
    void add(const Series& series) { m_series.push_back(series); }
    /// Adds a series of its own rows, which must be in time order; all of them are kept, or all
    /// excluded by one rule.
    void add(const SeriesKey& key, std::vector<EventId> rows, RuleIndex excludedBy);

private:
    void split(std::span<const std::size_t> groups, std::span<const RuleIndex> rules);
    std::span<const EventId> keep(std::vector<EventId> rows);

    std::shared_ptr<const EventGroups> m_groups;
    std::vector<Series> m_series;
    std::vector<std::vector<EventId>> m_ownRows; ///< that are not those of a group
};

inline constexpr std::size_t kNoSeries = SIZE_MAX;

/// For each series of `set` the index of the one in `earlier` with the same key and the same rows,
/// or kNoSeries. Linear. Both must have been made from the same groups.
std::vector<std::size_t> sameSeries(const SeriesSet& set, const SeriesSet& earlier);

} // namespace beaconscope::series
