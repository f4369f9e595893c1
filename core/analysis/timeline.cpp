#include "core/analysis/timeline.h"

#include <algorithm>
#include <array>

namespace beaconscope::analysis {

namespace {

constexpr std::uint64_t kSecond = 1'000'000'000;
constexpr std::uint64_t kMinute = 60 * kSecond;
constexpr std::uint64_t kHour = 60 * kMinute;
constexpr std::uint64_t kDay = 24 * kHour;

/// Distance of two points in time. The whole range of Timestamp does not fit a Duration, so the
/// arithmetic of this file is unsigned, where wrapping is defined.
std::uint64_t distance(Timestamp from, Timestamp to) {
    return static_cast<std::uint64_t>(nanosecondsSinceEpoch(to)) -
           static_cast<std::uint64_t>(nanosecondsSinceEpoch(from));
}

/// The smallest of 1, 2, 5 times a power of ten times `unit` that is not less than `wanted`.
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

std::uint64_t readableWidth(std::uint64_t wanted) {
    if (wanted <= kSecond / 2)
        return decimalWidth(std::max<std::uint64_t>(wanted, 1), 1);
    constexpr std::array kClockWidths = {
        kSecond, 2 * kSecond, 5 * kSecond, 10 * kSecond, 15 * kSecond, 30 * kSecond,
        kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
        kHour,   2 * kHour,   3 * kHour,   6 * kHour,    12 * kHour};
    const auto* const place = std::ranges::lower_bound(kClockWidths, wanted);
    if (place != kClockWidths.end())
        return *place;
    // 100,000 days is the widest that a Duration can hold.
    return decimalWidth(std::min(wanted, 100'000 * kDay), kDay);
}

/// The latest multiple of `width` since the epoch that is not after `time`.
Timestamp alignedStart(Timestamp time, Duration width) {
    const Duration sinceEpoch = time.time_since_epoch();
    Duration rest = sinceEpoch % width;
    if (rest < Duration::zero())
        rest += width;
    // Within one width of the earliest Timestamp there is nothing to align to.
    if (distance(Timestamp::min(), time) < static_cast<std::uint64_t>(rest.count()))
        return time;
    return time - rest;
}

} // namespace

Timeline timeline(std::span<const Timestamp> times, Timestamp first, Timestamp last,
                  std::size_t wantedBins) {
    if (last < first)
        return {};
    const std::uint64_t wanted = std::max<std::uint64_t>(wantedBins, 1);
    const std::uint64_t span = distance(first, last);
    const std::uint64_t width = readableWidth(span / wanted + (span % wanted != 0 ? 1 : 0));

    Timeline result;
    result.width = Duration{static_cast<std::int64_t>(width)};
    result.first = alignedStart(first, result.width);
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

} // namespace beaconscope::analysis
