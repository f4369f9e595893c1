// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/file_times.h"

#include <algorithm>

namespace beaconscope::input {

namespace {

/// Clocks that were never set begin in 1970 or 1980. No capture is older than this.
constexpr Timestamp kFirstPlausible = std::chrono::sys_days{std::chrono::January / 1 / 1990};

/// Returns how far `time` lies before (negative) or after the closest of `spans`.
Duration distanceFrom(const TimeSpans& spans, Timestamp time) {
    Duration closest = Duration::max();
    for (const TimeSpan& span : spans.spans()) {
        const Duration distance = time < span.first ? time - span.first : time - span.last;
        if (std::chrono::abs(distance) < std::chrono::abs(closest))
            closest = distance;
    }
    return closest;
}

} // namespace

void FileTimes::addOutside(std::uint64_t packet, Timestamp time) {
    const auto next = std::upper_bound(
        m_stretches.begin(), m_stretches.end(), time,
        [](Timestamp moment, const Stretch& stretch) { return moment < stretch.first; });
    const auto index = static_cast<std::size_t>(next - m_stretches.begin());
    if (index > 0 && time - m_stretches[index - 1].last <= kMaxSilence) {
        m_current = index - 1;
        m_stretches[m_current].last = std::max(m_stretches[m_current].last, time);
    } else if (next != m_stretches.end() && next->first - time <= kMaxSilence) {
        m_current = index;
        next->first = time;
    } else {
        m_current = index;
        m_stretches.insert(next, {time, time, 0, packet});
    }
    Stretch& stretch = m_stretches[m_current];
    ++stretch.packets;
    stretch.firstPacket = std::min(stretch.firstPacket, packet);
    if (m_current + 1 < m_stretches.size() &&
        m_stretches[m_current + 1].first - stretch.last <= kMaxSilence)
        joinWithNext(m_current);
    if (m_stretches.size() > kMaxStretches)
        joinClosest();
}

void FileTimes::joinWithNext(std::size_t stretch) {
    Stretch& joined = m_stretches[stretch];
    const Stretch& next = m_stretches[stretch + 1];
    joined.last = next.last;
    joined.packets += next.packets;
    joined.firstPacket = std::min(joined.firstPacket, next.firstPacket);
    m_stretches.erase(m_stretches.begin() + static_cast<std::ptrdiff_t>(stretch) + 1);
    m_current = stretch;
}

void FileTimes::joinClosest() {
    std::size_t closest = 0;
    const auto silenceAfter = [this](std::size_t i) {
        return m_stretches[i + 1].first - m_stretches[i].last;
    };
    for (std::size_t i = 1; i + 1 < m_stretches.size(); ++i) {
        if (silenceAfter(i) < silenceAfter(closest))
            closest = i;
    }
    joinWithNext(closest);
}

bool FileTimes::isAlone(std::size_t index) const {
    constexpr std::uint64_t kFewPackets = 10;
    constexpr Duration kYear = std::chrono::hours{24 * 365};
    const Stretch& stretch = m_stretches[index];
    const bool isFarBefore =
        index + 1 == m_stretches.size() || m_stretches[index + 1].first - stretch.last > kYear;
    const bool isFarBehind = index == 0 || stretch.first - m_stretches[index - 1].last > kYear;
    return stretch.packets == 1 || (stretch.packets <= kFewPackets && isFarBefore && isFarBehind);
}

std::vector<bool> FileTimes::areStray() const {
    constexpr std::uint64_t kOneInSoManyIsFew = 10;
    std::vector<bool> stray(m_stretches.size(), false);
    if (m_stretches.size() < 2)
        return stray;
    const bool isPlausible = m_stretches.back().last >= kFirstPlausible;
    std::uint64_t rest = 0;
    std::uint64_t alone = 0;
    for (std::size_t i = 0; i < m_stretches.size(); ++i) {
        stray[i] = isPlausible && m_stretches[i].last < kFirstPlausible;
        if (!stray[i])
            (isAlone(i) ? alone : rest) += m_stretches[i].packets;
    }
    // In a file of few packets, as of a host that asks once in two days, each may be alone.
    if (rest == 0 || alone > std::max<std::uint64_t>(1, rest / kOneInSoManyIsFew))
        return stray;
    for (std::size_t i = 0; i < m_stretches.size(); ++i)
        stray[i] = stray[i] || isAlone(i);
    return stray;
}

TimeSpans FileTimes::captured() const {
    // With fewer packets a stretch, the silences are those of a quiet network.
    constexpr std::uint64_t kMinPacketsOfJoinedCapture = 100;
    const std::vector<bool> stray = areStray();
    std::vector<TimeSpan> spans;
    std::uint64_t packets = 0;
    for (std::size_t i = 0; i < m_stretches.size(); ++i) {
        if (stray[i])
            continue;
        spans.push_back({m_stretches[i].first, m_stretches[i].last});
        packets += m_stretches[i].packets;
    }
    if (spans.size() > 1 && packets / spans.size() < kMinPacketsOfJoinedCapture)
        spans = {{spans.front().first, spans.back().last}};
    return TimeSpans(std::move(spans));
}

std::optional<StrayTimes> FileTimes::strays() const {
    const std::vector<bool> stray = areStray();
    const TimeSpans rest = captured();
    StrayTimes result;
    for (std::size_t i = 0; i < m_stretches.size(); ++i) {
        const Stretch& stretch = m_stretches[i];
        if (!stray[i] || rest.contains(stretch.first))
            continue;
        if (result.count == 0 || stretch.firstPacket < result.firstPacket) {
            result.firstPacket = stretch.firstPacket;
            result.firstTime = stretch.first;
        }
        result.count += stretch.packets;
    }
    if (result.count == 0)
        return std::nullopt;
    result.distance = distanceFrom(rest, result.firstTime);
    return result;
}

} // namespace beaconscope::input
