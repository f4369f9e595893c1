// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/lone_responses.h"

#include "core/base/hash.h"

#include <algorithm>
#include <unordered_map>

namespace beaconscope::store {

namespace {

/// Of a client's events in a file; with fewer queries the file shows one direction.
constexpr double kMaxShareOfQueries = 0.02;
/// Nobody waits longer for a response, so its query would be in the file.
constexpr Duration kMaxRoundTrip = std::chrono::minutes{1};

/// Fewer went astray.
constexpr std::uint64_t kMinResponsesOfFile = 10;

std::uint64_t keyOf(const Event& event) {
    return std::uint64_t{event.file} << 32U | event.client.value();
}

bool isLone(const Event& event) {
    return !event.has(EventFlag::HasQuery) && !dns::isMulticast(event.transport);
}

void extend(std::optional<TimeSpan>& span, Timestamp time) {
    if (!span)
        span = TimeSpan{time, time};
    span->first = std::min(span->first, time);
    span->last = std::max(span->last, time);
}

} // namespace

LoneResponses::LoneResponses(const ColumnView<Event>& events) {
    struct Counts {
        std::uint64_t lone = 0;
        std::uint64_t queries = 0;
    };
    std::unordered_map<std::uint64_t, Counts, ValueHash> counts;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (isLone(events[i]))
            ++counts[keyOf(events[i])].lone;
    }
    if (counts.empty())
        return;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& event = events[i];
        if (!event.has(EventFlag::HasQuery) || dns::isMulticast(event.transport))
            continue;
        if (const auto found = counts.find(keyOf(event)); found != counts.end())
            ++found->second.queries;
        if (event.file >= m_ofQueries.size())
            m_ofQueries.resize(event.file + std::size_t{1});
        extend(m_ofQueries[event.file], event.time);
    }
    for (const auto& [key, of] : counts) {
        const auto all = static_cast<double>(of.lone + of.queries);
        if (static_cast<double>(of.queries) < kMaxShareOfQueries * all)
            m_oneSided.push_back(key);
    }
    std::sort(m_oneSided.begin(), m_oneSided.end());
    chooseFiles(events);
}

void LoneResponses::chooseFiles(const ColumnView<Event>& events) {
    std::vector<std::uint64_t> byFile;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!isLone(events[i]) || !isOfOneSide(events[i]))
            continue;
        if (events[i].file >= byFile.size())
            byFile.resize(events[i].file + std::size_t{1}, 0);
        ++byFile[events[i].file];
    }
    for (const std::uint64_t count : byFile) {
        m_isOneSided.push_back(count >= kMinResponsesOfFile);
        m_count += m_isOneSided.back() ? count : 0;
    }
}

bool LoneResponses::standsForQuery(const Event& event) const {
    return isLone(event) && event.file < m_isOneSided.size() && m_isOneSided[event.file] &&
           isOfOneSide(event);
}

bool LoneResponses::isOfOneSide(const Event& event) const {
    if (event.file < m_ofQueries.size() && m_ofQueries[event.file]) {
        const TimeSpan& queries = *m_ofQueries[event.file];
        if (event.time + kMaxRoundTrip < queries.first || event.time - kMaxRoundTrip > queries.last)
            return true;
    }
    return std::binary_search(m_oneSided.begin(), m_oneSided.end(), keyOf(event));
}

} // namespace beaconscope::store
