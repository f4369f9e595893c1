// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/simulate/name_universe.h"
#include "core/simulate/packet_builder.h"
#include "core/simulate/random.h"
#include "core/simulate/scenario.h"

#include <queue>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace beaconscope::simulate {

/// A generated packet together with its content, so that tests need not decode the frame.
struct SimulatedPacket {
    Timestamp time;
    std::uint32_t host = 0;
    bool isResponse = false;
    std::string_view name;
    dns::RecordType type = dns::RecordType::A;
    std::uint32_t ttlSeconds = 0;
    std::span<const std::byte> frame; ///< valid until the next packet
};

/// Generates the packets of a scenario in time order, one at a time. Its memory depends on the
/// numbers of hosts and names and not on the duration.
///
/// A host first looks into its cache, which keeps answers for their TTL. Then it asks the one
/// resolver. The resolver has a cache too: it answers from the cache at once and with the remaining
/// TTL.
class TrafficGenerator {
public:
    /// `scenario` must be valid (see validate()).
    explicit TrafficGenerator(Scenario scenario);

    /// Fills `packet` with the next packet. Returns false after the last one.
    bool next(SimulatedPacket& packet);

private:
    enum class Kind : std::uint8_t { Browser, Service, Beacon };

    /// A program on a host that runs again and again.
    struct Actor {
        Kind kind;
        std::uint32_t host;
        std::uint32_t index; // into the scenario's list of its kind
        Random random;
    };
    struct Wake {
        Timestamp time;
        std::uint32_t actor;
        bool operator>(const Wake& other) const;
    };
    struct Pending {
        Timestamp time;
        std::uint64_t order; // order of creation, for packets with the same time
        std::uint32_t host;
        std::uint32_t name;
        std::uint32_t ttlSeconds;
        std::uint16_t id;
        std::uint16_t port;
        dns::RecordType type;
        bool isResponse;
        bool hasAnswer;
        bool operator>(const Pending& other) const;
    };
    template <typename T>
    using EarliestFirst = std::priority_queue<T, std::vector<T>, std::greater<>>;

    void addActor(Kind kind, std::uint32_t host, std::size_t index);
    Timestamp firstWake(Actor& actor) const;
    void run(const Wake& wake);
    Duration openPage(Actor& actor, Timestamp time);
    void beat(Actor& actor, Timestamp time, const Rhythm& rhythm, std::uint32_t name,
              dns::RecordType type);
    void lookUp(Actor& actor, Timestamp time, std::uint32_t name, dns::RecordType type, bool twin);
    std::uint32_t exchange(Actor& actor, Timestamp time, std::uint32_t name, dns::RecordType type);
    void build(const Pending& pending, SimulatedPacket& packet);

    Scenario m_scenario;
    NameUniverse m_names;
    std::vector<Actor> m_actors;
    EarliestFirst<Wake> m_wakes;
    EarliestFirst<Pending> m_pending;
    std::uint64_t m_order = 0;
    std::vector<std::unordered_map<std::uint32_t, Timestamp>> m_hostCaches; // name to expiry
    std::vector<Timestamp> m_resolverCache; // time of expiry by name; A and AAAA share one entry
    PacketBuilder m_builder;
};

} // namespace beaconscope::simulate
