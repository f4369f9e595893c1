// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/time_spans.h"
#include "core/store/event.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace beaconscope::store {

/// Says which responses stand for queries that were not captured. Where a file shows only one
/// direction of the look-ups, the times of the responses tell when the client asked, but for a
/// round trip.
///
/// A response without a query stands for it if, of the client's events in the same file, fewer than
/// 2 % have a query. It stands for it too if it comes more than a minute before the first query of
/// the file or after the last. A response whose query was lost here and there does not, and neither
/// do those of a file that has just a few of them. mDNS and LLMNR do not count. Immutable.
class LoneResponses {
public:
    LoneResponses() = default;
    /// Linear in the events.
    explicit LoneResponses(const ColumnView<Event>& events);

    /// Returns whether `event` is a response that stands for its query.
    bool standsForQuery(const Event& event) const;
    /// Returns how many there are.
    std::uint64_t count() const { return m_count; }
    /// Returns whether the file with this number has any.
    bool areIn(std::size_t file) const { return file < m_isOneSided.size() && m_isOneSided[file]; }

private:
    void chooseFiles(const ColumnView<Event>& events);
    /// Takes a response without a query.
    bool isOfOneSide(const Event& event) const;

    std::vector<std::uint64_t> m_oneSided;            ///< keys of file and client, in order
    std::vector<std::optional<TimeSpan>> m_ofQueries; ///< by file: from its first to its last query
    std::vector<bool> m_isOneSided; ///< by file: it has responses that stand for queries
    std::uint64_t m_count = 0;
};

} // namespace beaconscope::store
