// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/time_grid.h"

#include "core/base/no_time.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <set>
#include <utility>

namespace beaconscope::store {

namespace {

using namespace std::chrono_literals;

/// From coarse to fine. 1/64 s is the tick of an old system clock. Each is compared with the next.
constexpr std::array<Duration, 18> kSteps{
    1h,  30min, 15min, 10min,           5min,     2min, 1min, 30s, 15s,
    10s, 5s,    1s,    Duration(100ms), 15'625us, 10ms, 1ms,  1us, 1ns};
/// Finer steps than 1 ms change nothing: no interval below half a second is looked at.
constexpr std::size_t kStepsTried = 16;
constexpr Duration kNeedsVariety = 5s;

/// Numbers of the clients and names, as far as they matter here.
struct Variety {
    std::size_t clients = 0;
    std::size_t names = 0;
};

Variety varietyOf(std::span<const StampedEvent> events) {
    constexpr std::size_t kMax = 16;
    std::set<AddressId> clients;
    std::set<NameId> names;
    for (const StampedEvent& event : events) {
        clients.insert(event.client);
        names.insert(event.name);
        if (clients.size() > kMax && names.size() > kMax)
            break;
    }
    return {clients.size(), names.size()};
}

std::vector<Timestamp> distinctTimes(std::span<const StampedEvent> events) {
    std::vector<Timestamp> times;
    times.reserve(events.size());
    for (const StampedEvent& event : events)
        times.push_back(event.time);
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

/// Whether all but one in a thousand of `times` lie on one grid, to `tolerance`.
bool lieOnGrid(std::span<const Timestamp> times, Duration step, Duration tolerance) {
    constexpr std::size_t kOffsetsTried = 5;
    constexpr std::size_t kOneIn = 1000;
    const std::size_t mayMiss = times.size() / kOneIn;
    for (std::size_t origin = 0; origin < std::min(kOffsetsTried, times.size()); ++origin) {
        std::size_t missed = 0;
        for (const Timestamp time : times) {
            Duration rest = (time - times[origin]) % step;
            if (rest < Duration::zero())
                rest += step;
            if (rest > tolerance && step - rest > tolerance && ++missed > mayMiss)
                break;
        }
        if (missed <= mayMiss)
            return true;
    }
    return false;
}

/// Whether so many times would not all lie on the grid of `step` if the real one were `finer`.
bool isNoChance(std::size_t times, Duration step, Duration finer) {
    constexpr double kLnChance = 20; // 1 in 485 million
    return static_cast<double>(times) *
               std::log(static_cast<double>(step.count()) / static_cast<double>(finer.count())) >=
           kLnChance;
}

Duration stepOf(std::span<const Timestamp> times, const Variety& variety) {
    constexpr std::size_t kMinClients = 3;
    constexpr std::size_t kMinNames = 5;
    const bool isVaried = variety.clients >= kMinClients || variety.names >= kMinNames;
    // A log in milliseconds cuts the ticks of 1/64 s off.
    const Duration cut = lieOnGrid(times, 1ms, 1us) ? Duration(1ms) : Duration(1us);
    for (std::size_t i = 0; i < kStepsTried; ++i) {
        const Duration step = kSteps[i];
        if ((step >= kNeedsVariety && !isVaried) || !isNoChance(times.size(), step, kSteps[i + 1]))
            continue;
        const bool isDecimal = step % Duration(1ms) == Duration::zero();
        if (lieOnGrid(times, step, isDecimal ? Duration(1us) : cut))
            return step;
    }
    return Duration::zero();
}

/// What comes together: all events between two silences.
struct Batch {
    Timestamp first;
    Timestamp last;
    std::set<AddressId> clients;
    std::size_t events = 0;
};

std::vector<Batch> batchesOf(std::span<const StampedEvent> events, Duration silence) {
    std::vector<Batch> batches;
    for (const StampedEvent& event : events) {
        if (batches.empty() || event.time - batches.back().last > silence)
            batches.push_back({event.time, event.time, {}, 0});
        batches.back().last = event.time;
        batches.back().clients.insert(event.client);
        ++batches.back().events;
    }
    return batches;
}

template <typename Value>
Value medianOf(std::vector<Value> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The time between batches, where the events of all clients come in regular batches; else 0.
Duration batchStepOf(std::span<const StampedEvent> events, Duration silence) {
    constexpr std::size_t kMinBatches = 8;
    constexpr double kTolerance = 0.1;
    constexpr double kMinRegular = 0.9;
    constexpr int kMaxMultiple = 4;
    constexpr std::size_t kMinEventsOfBatch = 5;
    const std::vector<Batch> batches = batchesOf(events, silence);
    if (batches.size() < kMinBatches)
        return Duration::zero();
    std::vector<Duration> lengths;
    std::vector<Duration> apart;
    std::vector<std::size_t> clients;
    std::vector<std::size_t> counts;
    for (std::size_t i = 0; i < batches.size(); ++i) {
        lengths.push_back(batches[i].last - batches[i].first);
        clients.push_back(batches[i].clients.size());
        counts.push_back(batches[i].events);
        if (i > 0)
            apart.push_back(batches[i].first - batches[i - 1].first);
    }
    const Duration step = medianOf(apart);
    const auto isRegular = [&](Duration interval) {
        const double multiple = seconds(interval) / seconds(step);
        const double whole = std::nearbyint(multiple);
        return whole >= 1 && whole <= kMaxMultiple && std::abs(multiple - whole) <= kTolerance;
    };
    const auto regular = static_cast<double>(std::count_if(apart.begin(), apart.end(), isRegular));
    const bool isShort = 5 * medianOf(lengths) <= step && 4 * silence <= step;
    return isShort && medianOf(clients) >= 2 && medianOf(counts) >= kMinEventsOfBatch &&
                   regular >= kMinRegular * static_cast<double>(apart.size())
               ? step
               : Duration::zero();
}

} // namespace

TimeGrid timeGridOf(std::vector<StampedEvent> events, bool isLog) {
    constexpr std::size_t kMinTimes = 8;
    constexpr std::size_t kMinClientsOfCollector = 3;
    std::sort(events.begin(), events.end(),
              [](const StampedEvent& a, const StampedEvent& b) { return a.time < b.time; });
    const std::vector<Timestamp> times = distinctTimes(events);
    if (times.size() < kMinTimes)
        return {};
    const Variety variety = varietyOf(events);
    const Duration step = stepOf(times, variety);
    if (isLog && variety.clients >= kMinClientsOfCollector) {
        for (const Duration silence : {Duration(2'500ms), Duration(15s)}) {
            const Duration batch = batchStepOf(events, silence);
            if (batch > step)
                return {batch, true, true};
        }
    }
    return {step, false, true};
}

std::vector<TimeGrid> timeGridsOf(const ColumnView<Event>& events,
                                  std::span<const input::FileFacts> files) {
    constexpr std::size_t kMaxEvents = 200'000;
    std::vector<std::vector<StampedEvent>> byFile(files.size());
    const std::size_t stride = 1 + events.size() / kMaxEvents;
    for (std::size_t i = 0; i < events.size(); i += stride) {
        const Event& event = events[i];
        if (event.file < byFile.size() && event.time != kNoTime)
            byFile[event.file].push_back({event.time, event.client, event.name});
    }
    std::vector<TimeGrid> grids;
    grids.reserve(files.size());
    for (std::size_t file = 0; file < files.size(); ++file) {
        const bool isUsed = !byFile[file].empty();
        grids.push_back(timeGridOf(std::move(byFile[file]), files[file].isLog));
        grids.back().isUsed = isUsed;
    }
    return grids;
}

} // namespace beaconscope::store
