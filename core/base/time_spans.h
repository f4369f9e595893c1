// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <vector>

namespace beaconscope {

struct TimeSpan {
    Timestamp first; ///< inclusive
    Timestamp last;  ///< inclusive; not before `first`

    bool operator==(const TimeSpan&) const = default;
};

/// A set of times: spans in order, with time between each and the next. Immutable.
class TimeSpans {
public:
    TimeSpans() = default;
    /// Takes spans in any order and joins those that touch or overlap.
    explicit TimeSpans(std::vector<TimeSpan> spans);

    const std::vector<TimeSpan>& spans() const { return m_spans; }
    bool isEmpty() const { return m_spans.empty(); }
    /// Costs a binary search.
    bool contains(Timestamp time) const;
    /// Returns whether one span holds all times from `first` to `last`. Costs a binary search.
    bool containsAll(Timestamp first, Timestamp last) const;
    /// Returns the length of all spans together.
    Duration length() const;
    /// Returns the length of the part of the spans that lies from `first` to `last`; zero when
    /// `last` is before `first`.
    Duration lengthWithin(Timestamp first, Timestamp last) const;

private:
    std::vector<TimeSpan> m_spans;
};

} // namespace beaconscope
