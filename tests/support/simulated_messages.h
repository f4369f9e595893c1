// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/sha256.h"
#include "core/simulate/simulated_capture.h"
#include "core/simulate/traffic_generator.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace beaconscope::testing {

/// A packet without its bytes.
struct SimulatedMessage {
    Timestamp time;
    std::uint32_t host;
    bool isResponse;
    std::string name;
    dns::RecordType type;
    std::uint32_t ttlSeconds;
};

inline std::vector<SimulatedMessage> play(const simulate::Scenario& scenario) {
    simulate::TrafficGenerator generator(scenario);
    simulate::SimulatedPacket packet;
    std::vector<SimulatedMessage> all;
    while (generator.next(packet))
        all.push_back({packet.time, packet.host, packet.isResponse, std::string(packet.name),
                       packet.type, packet.ttlSeconds});
    return all;
}

/// Returns a scenario without browsing and without lost responses. It has only the traffic that a
/// test adds.
inline simulate::Scenario quietScenario() {
    simulate::Scenario scenario;
    scenario.browsing.reset();
    scenario.lostResponseShare = 0;
    return scenario;
}

inline std::vector<Timestamp> queryTimes(const std::vector<SimulatedMessage>& messages,
                                         const std::string& name) {
    std::vector<Timestamp> times;
    for (const SimulatedMessage& message : messages) {
        if (!message.isResponse && message.name == name)
            times.push_back(message.time);
    }
    return times;
}

/// Returns the intervals between neighbouring times, in seconds.
inline std::vector<double> intervalsOf(const std::vector<Timestamp>& times) {
    std::vector<double> intervals;
    for (std::size_t i = 1; i < times.size(); ++i)
        intervals.push_back(seconds(times[i] - times[i - 1]));
    return intervals;
}

/// Returns the bytes of the capture file.
inline std::string bytesOf(const simulate::Scenario& scenario) {
    std::ostringstream out;
    simulate::writeCapture(scenario, out);
    return out.str();
}

inline std::string hashOf(const std::string& bytes) {
    Sha256 hash;
    hash.update(std::as_bytes(std::span(bytes)));
    return hash.finish().value();
}

} // namespace beaconscope::testing
