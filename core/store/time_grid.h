// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/time.h"
#include "core/input/file_facts.h"
#include "core/store/event.h"

#include <span>
#include <vector>

namespace beaconscope::store {

/// How finely the times of one file are known: each stands for any moment up to `step` after it.
struct TimeGrid {
    Duration step{0}; ///< 0: as finely as the format allows
    /// The times are those at which a log system received its lines, in batches that lie `step`
    /// apart, and not those of the queries.
    bool isArrival = false;
    bool isUsed = true; ///< false: no event has a time of this file

    bool isCoarse() const { return step > Duration::zero(); }
    bool operator==(const TimeGrid&) const = default;
};

/// Returns the grid of each of `files`, by FileId, found from the times of its events. Only logs
/// can have times of arrival.
///
/// A file has the largest step of a list from 1 ms to 1 h such that nearly all of its times lie on
/// one grid with that step, if there are so many of them that it is no chance. A step of 5 s or
/// more also needs several clients or names, as the timer of a single program may keep to whole
/// minutes. Looks at no more than about 200,000 events.
std::vector<TimeGrid> timeGridsOf(const ColumnView<Event>& events,
                                  std::span<const input::FileFacts> files);

/// The same for one file: `events` are its times with client and name, in any order.
struct StampedEvent {
    Timestamp time;
    AddressId client;
    NameId name;
};
TimeGrid timeGridOf(std::vector<StampedEvent> events, bool isLog);

} // namespace beaconscope::store
