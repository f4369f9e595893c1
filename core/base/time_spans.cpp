// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time_spans.h"

#include <algorithm>
#include <utility>

namespace beaconscope {

TimeSpans::TimeSpans(std::vector<TimeSpan> spans)
    : m_spans(std::move(spans)) {
    std::sort(m_spans.begin(), m_spans.end(),
              [](const TimeSpan& left, const TimeSpan& right) { return left.first < right.first; });
    std::size_t kept = 0;
    for (const TimeSpan& span : m_spans) {
        if (kept > 0 && span.first <= m_spans[kept - 1].last)
            m_spans[kept - 1].last = std::max(m_spans[kept - 1].last, span.last);
        else
            m_spans[kept++] = span;
    }
    m_spans.resize(kept);
}

bool TimeSpans::contains(Timestamp time) const {
    return containsAll(time, time);
}

bool TimeSpans::containsAll(Timestamp first, Timestamp last) const {
    const auto after = std::upper_bound(
        m_spans.begin(), m_spans.end(), first,
        [](Timestamp moment, const TimeSpan& span) { return moment < span.first; });
    return after != m_spans.begin() && last <= std::prev(after)->last;
}

Duration TimeSpans::length() const {
    return isEmpty() ? Duration{0} : lengthWithin(m_spans.front().first, m_spans.back().last);
}

Duration TimeSpans::lengthWithin(Timestamp first, Timestamp last) const {
    Duration length{0};
    for (const TimeSpan& span : m_spans) {
        const Timestamp begin = std::max(first, span.first);
        const Timestamp end = std::min(last, span.last);
        if (begin < end)
            length += end - begin;
    }
    return length;
}

} // namespace beaconscope
