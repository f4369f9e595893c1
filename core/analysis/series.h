#pragma once

#include "core/analysis/exclusions.h"
#include "core/analysis/grouping.h"
#include "core/base/append_only_column.h"
#include "core/base/ip_address.h"
#include "core/base/time.h"
#include "core/store/event.h"
#include "core/store/name_table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace beaconscope::analysis {

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
    std::shared_ptr<const Exclusions> exclusions;
    std::optional<TimeRange> range; ///< only events inside it
    bool includeMulticast = false;  ///< mDNS and LLMNR too
    Timestamp captureFirst;
    Timestamp captureLast;
};

/// The queries of one key. Where rules exclude some of a key's queries, the series holds the
/// others; where they exclude all, it holds all of them and names the rule.
struct Series {
    SeriesKey key;
    std::size_t firstRow = 0; ///< into SeriesSet::rows
    std::size_t rowCount = 0;
    RuleIndex excludedBy = kNotExcluded;
};

/// The series of a capture that a detector looks at. Several may share rows.
struct SeriesSet {
    Grouping grouping = Grouping::ClientName;
    std::vector<Series> series;
    std::vector<EventId> rows; ///< per series, in time order

    std::span<const EventId> rowsOf(const Series& one) const {
        return std::span(rows).subspan(one.firstRow, one.rowCount);
    }
};

inline constexpr std::size_t kNoSeries = SIZE_MAX;

/// For each series of `set` the index of the one in `earlier` with the same key and the same rows,
/// or kNoSeries. Linear; finds what stands in key order in both.
std::vector<std::size_t> sameSeries(const SeriesSet& set, const SeriesSet& earlier);

/// Queries (retransmissions included) by key. Linear in events but for the ordering of keys; an
/// incomplete set is returned when stop is requested.
SeriesSet buildSeries(const AnalysisInput& input, Grouping grouping, std::stop_token stop = {});

} // namespace beaconscope::analysis
