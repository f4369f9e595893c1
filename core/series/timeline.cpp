// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/timeline.h"

#include <algorithm>
#include <array>

namespace beaconscope::series {

namespace {

constexpr std::uint64_t kSecond = 1'000'000'000;
constexpr std::uint64_t kMinute = 60 * kSecond;
constexpr std::uint64_t kHour = 60 * kMinute;
constexpr std::uint64_t kDay = 24 * kHour;

/// Returns the distance of two points in time. The whole range of Timestamp does not fit a
/// Duration, so this file calculates with unsigned numbers, for which overflow is defined.
std::uint64_t distance(Timestamp from, Timestamp to) {
    return static_cast<std::uint64_t>(nanosecondsSinceEpoch(to)) -
           static_cast<std::uint64_t>(nanosecondsSinceEpoch(from));
}

/// Returns the smallest width of at least `wanted` that is 1, 2 or 5 times a power of ten times
/// `unit`.
std::uint64_t decimalWidth(std::uint64_t wanted, std::uint64_t unit) {
    std::uint64_t power = unit;
    while (power < wanted / 5)
        power *= 10;
    for (const std::uint64_t factor : {1U, 2U, 5U}) {
        if (power * factor >= wanted)
            return power * factor;
    }
    return power * 10;
}

constexpr std::array kClockWidths = {
    kSecond, 2 * kSecond, 5 * kSecond, 10 * kSecond, 15 * kSecond, 30 * kSecond,
    kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
    kHour,   2 * kHour,   3 * kHour,   6 * kHour,    12 * kHour};

/// Returns the smallest width of at least `wanted` that is easy to read.
std::uint64_t readableWidth(std::uint64_t wanted) {
    if (wanted <= kSecond / 2)
        return decimalWidth(std::max<std::uint64_t>(wanted, 1), 1);
    const auto* const place = std::ranges::lower_bound(kClockWidths, wanted);
    if (place != kClockWidths.end())
        return *place;
    // 100,000 days is the largest such width that fits a Duration.
    return decimalWidth(std::min(wanted, 100'000 * kDay), kDay);
}

/// Returns the largest width up to `most` that is easy to read. `most` is not 0.
std::uint64_t readableWidthUpTo(std::uint64_t most) {
    // Each width is at most 2.5 times the one before it.
    std::uint64_t width = readableWidth(std::max<std::uint64_t>(most * 2 / 5, 1));
    for (std::uint64_t next = width; next <= most; next = readableWidth(next + 1))
        width = next;
    return width;
}

/// Returns the latest time up to `time` that is a whole number of widths from `anchor`.
Timestamp alignedStart(Timestamp time, Duration width, Timestamp anchor) {
    const Duration rests = time.time_since_epoch() % width - anchor.time_since_epoch() % width;
    Duration rest = rests % width;
    if (rest < Duration::zero())
        rest += width;
    // The aligned time would be before the earliest Timestamp.
    if (distance(Timestamp::min(), time) < static_cast<std::uint64_t>(rest.count()))
        return time;
    return time - rest;
}

/// Counts in bins of `width`. The bins are aligned so that one of them starts at `anchor`.
Timeline countBins(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                   std::uint64_t width, Timestamp anchor) {
    Timeline result;
    result.width = Duration{static_cast<std::int64_t>(width)};
    result.first = alignedStart(first, result.width, anchor);
    const std::uint64_t bins = distance(result.first, last) / width + 1;
    result.counts.reserve(bins);
    auto begin = std::ranges::lower_bound(times, result.first);
    for (std::uint64_t bin = 0; bin < bins; ++bin) {
        const auto end = std::partition_point(begin, times.end(), [&](Timestamp time) {
            return distance(result.first, time) / width <= bin;
        });
        result.counts.push_back(static_cast<std::uint64_t>(end - begin));
        begin = end;
    }
    return result;
}

std::uint64_t widthFor(Timestamp first, Timestamp last, std::size_t wantedBins) {
    const std::uint64_t wanted = std::max<std::uint64_t>(wantedBins, 1);
    const std::uint64_t span = distance(first, last);
    return readableWidth(span / wanted + (span % wanted != 0 ? 1 : 0));
}

} // namespace

Timeline timeline(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                  std::size_t wantedBins) {
    if (last < first)
        return {};
    return countBins(times, first, last, widthFor(first, last, wantedBins), Timestamp{});
}

Timeline timelineOfRhythm(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                          std::size_t wantedBins, std::size_t maxBins, const Rhythm& rhythm) {
    constexpr std::uint64_t kBinsAPeriod = 4;
    constexpr std::uint64_t kManyBeats = 10;
    if (last < first)
        return {};
    const auto period = static_cast<std::uint64_t>(rhythm.period.count());
    const std::uint64_t width = widthFor(first, last, wantedBins);
    if (width <= period / kBinsAPeriod || width / kManyBeats >= period || period < kBinsAPeriod)
        return countBins(times, first, last, width, Timestamp{});
    const std::uint64_t narrow = readableWidthUpTo(period / kBinsAPeriod);
    if (distance(first, last) / narrow < maxBins)
        return countBins(times, first, last, narrow, Timestamp{});
    const std::uint64_t periods = (width + period - 1) / period;
    Timeline result =
        countBins(times, first, last, periods * period, rhythm.beat - rhythm.period / 2);
    result.periods = periods;
    return result;
}

} // namespace beaconscope::series
