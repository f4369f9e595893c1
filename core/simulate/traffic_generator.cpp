// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/traffic_generator.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace beaconscope::simulate {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint32_t kNegativeTtlSeconds = 60;
constexpr std::uint16_t kDnsPort = 53;

// Streams of random numbers: one for the names, then one for each actor.
constexpr std::uint64_t kNameStream = 0;
constexpr std::uint64_t kFirstActorStream = 1;

/// The timers of a computer run a little late, never early.
Duration lateness(Random& random) {
    return random.between(Duration::zero(), milliseconds{12});
}

Duration share(Duration whole, double part) {
    return Duration{std::llround(static_cast<double>(whole.count()) * part)};
}

Duration intervalOf(const Rhythm& rhythm, Random& random) {
    Duration interval = rhythm.period;
    if (rhythm.jitter > 0) {
        const Duration reach = share(rhythm.period, rhythm.jitter);
        const bool symmetric = rhythm.jitterKind == JitterKind::Symmetric;
        interval += random.between(-reach, symmetric ? reach : Duration::zero());
    }
    // With a jitter of 1 the pause could be zero, and then the time would stand still.
    return std::max<Duration>(interval, milliseconds{1}) + lateness(random);
}

} // namespace

bool TrafficGenerator::Wake::operator>(const Wake& other) const {
    return std::tie(time, actor) > std::tie(other.time, other.actor);
}

bool TrafficGenerator::Pending::operator>(const Pending& other) const {
    return std::tie(time, order) > std::tie(other.time, other.order);
}

TrafficGenerator::TrafficGenerator(Scenario scenario)
    : m_scenario(std::move(scenario))
    , m_names(m_scenario, Random(m_scenario.seed, kNameStream))
    , m_hostCaches(m_scenario.hosts)
    , m_resolverCache(m_names.size()) {
    for (std::uint32_t host = 0; host < m_scenario.hosts; ++host) {
        if (m_scenario.browsing)
            addActor(Kind::Browser, host, 0);
        for (std::size_t i = 0; i < m_scenario.services.size(); ++i)
            addActor(Kind::Service, host, i);
    }
    for (std::size_t i = 0; i < m_scenario.beacons.size(); ++i)
        addActor(Kind::Beacon, m_scenario.beacons[i].host, i);
}

void TrafficGenerator::addActor(Kind kind, std::uint32_t host, std::size_t index) {
    const auto number = static_cast<std::uint32_t>(m_actors.size());
    m_actors.push_back({kind, host, static_cast<std::uint32_t>(index),
                        Random(m_scenario.seed, kFirstActorStream + number)});
    const Timestamp wake = firstWake(m_actors.back());
    if (wake < m_scenario.start + m_scenario.duration)
        m_wakes.push({wake, number});
}

Timestamp TrafficGenerator::firstWake(Actor& actor) const {
    Duration latest{};
    switch (actor.kind) {
    case Kind::Browser:
        latest = m_scenario.browsing->meanPause;
        break;
    case Kind::Service:
        latest = m_scenario.services[actor.index].rhythm.period;
        break;
    case Kind::Beacon:
        return m_scenario.start + m_scenario.beacons[actor.index].start;
    }
    return m_scenario.start + actor.random.between(Duration::zero(), latest);
}

bool TrafficGenerator::next(SimulatedPacket& packet) {
    // A packet may leave the queue only when no actor that has still to run can send an earlier
    // one.
    while (!m_wakes.empty() && (m_pending.empty() || m_wakes.top().time <= m_pending.top().time)) {
        const Wake wake = m_wakes.top();
        m_wakes.pop();
        run(wake);
    }
    if (m_pending.empty())
        return false;
    build(m_pending.top(), packet);
    m_pending.pop();
    return true;
}

void TrafficGenerator::run(const Wake& wake) {
    Actor& actor = m_actors[wake.actor];
    Duration pause{};
    switch (actor.kind) {
    case Kind::Browser:
        pause = openPage(actor, wake.time);
        break;
    case Kind::Service: {
        const Service& service = m_scenario.services[actor.index];
        beat(actor, wake.time, service.rhythm, m_names.service(actor.index), service.type);
        pause = intervalOf(service.rhythm, actor.random);
        break;
    }
    case Kind::Beacon: {
        const Beacon& beacon = m_scenario.beacons[actor.index];
        beat(actor, wake.time, beacon.rhythm, m_names.beacon(actor.index), dns::RecordType::A);
        pause = intervalOf(beacon.rhythm, actor.random);
        break;
    }
    }
    const Timestamp nextWake = wake.time + pause;
    if (nextWake < m_scenario.start + m_scenario.duration)
        m_wakes.push({nextWake, wake.actor});
}

/// Returns the time until the next page.
Duration TrafficGenerator::openPage(Actor& actor, Timestamp time) {
    constexpr double kMoreNames = 0.6;  // a page brings 1.5 other names on average
    constexpr double kLongBreak = 0.06; // shares of pauses
    constexpr int kLongBreakFactor = 10;
    lookUp(actor, time, m_names.drawSite(actor.random), dns::RecordType::A, true);
    Timestamp later = time;
    while (actor.random.chance(kMoreNames)) {
        later += actor.random.between(milliseconds{3}, milliseconds{250});
        lookUp(actor, later, m_names.drawThirdParty(actor.random), dns::RecordType::A, true);
    }
    const bool longBreak = actor.random.chance(kLongBreak);
    const Duration mean = m_scenario.browsing->meanPause * (longBreak ? kLongBreakFactor : 1);
    return milliseconds{50} + actor.random.exponential(mean);
}

void TrafficGenerator::beat(Actor& actor, Timestamp time, const Rhythm& rhythm, std::uint32_t name,
                            dns::RecordType type) {
    if (rhythm.missedShare > 0 && actor.random.chance(rhythm.missedShare))
        return;
    const bool twin = actor.kind == Kind::Service && type == dns::RecordType::A;
    lookUp(actor, time, name, type, twin);
}

void TrafficGenerator::lookUp(Actor& actor, Timestamp time, std::uint32_t name,
                              dns::RecordType type, bool twin) {
    auto& cache = m_hostCaches[actor.host];
    const auto cached = cache.find(name);
    if (cached != cache.end() && cached->second > time)
        return;
    const std::uint32_t ttl = exchange(actor, time, name, type);
    if (twin) {
        const Duration gap = actor.random.between(microseconds{15}, microseconds{400});
        exchange(actor, time + gap, name, dns::RecordType::Aaaa);
    }
    cache[name] = time + seconds{ttl};
}

/// Sends a query and its response, unless the response is lost. Returns the TTL that the host
/// receives, or 0 without a response.
std::uint32_t TrafficGenerator::exchange(Actor& actor, Timestamp time, std::uint32_t name,
                                         dns::RecordType type) {
    constexpr int kTries = 3;
    const SimulatedName& info = m_names[name];
    Pending message{};
    message.host = actor.host;
    message.name = name;
    message.type = type;
    message.id = static_cast<std::uint16_t>(actor.random.below(65'536));
    message.port = static_cast<std::uint16_t>(49'152 + actor.random.below(16'384));
    message.hasAnswer = info.exists && (type != dns::RecordType::Aaaa || info.hasIpv6);

    const auto send = [&](Timestamp when, bool isResponse) {
        message.time = when;
        message.order = m_order++;
        message.isResponse = isResponse;
        m_pending.push(message);
    };
    for (int i = 0; i < kTries; ++i) {
        send(time, false);
        if (!actor.random.chance(m_scenario.lostResponseShare)) {
            Timestamp& known = m_resolverCache[name];
            const bool resolverKnows = known > time;
            const std::uint32_t fullTtl = message.hasAnswer ? info.ttlSeconds : kNegativeTtlSeconds;
            if (!resolverKnows && message.hasAnswer)
                known = time + seconds{fullTtl};
            const Duration roundTrip =
                resolverKnows ? actor.random.between(microseconds{180}, microseconds{1500})
                              : milliseconds{4} + actor.random.exponential(milliseconds{28});
            const auto remaining = std::chrono::ceil<std::chrono::seconds>(known - time).count();
            message.ttlSeconds = resolverKnows && message.hasAnswer
                                     ? static_cast<std::uint32_t>(remaining)
                                     : fullTtl;
            send(time + roundTrip, true);
            return message.ttlSeconds;
        }
        time += seconds{1 << i};
    }
    return 0;
}

void TrafficGenerator::build(const Pending& pending, SimulatedPacket& packet) {
    const SimulatedName& name = m_names[pending.name];
    MessageContent content;
    content.id = pending.id;
    content.isResponse = pending.isResponse;
    content.rcode = pending.isResponse && !name.exists ? dns::ResponseCode::NxDomain
                                                       : dns::ResponseCode::NoError;
    content.wireName = name.wire;
    content.type = pending.type;
    content.hasAnswer = pending.hasAnswer;
    content.ttlSeconds = pending.ttlSeconds;
    content.addressSeed = pending.name + 1;

    UdpEndpoints endpoints{hostAddress(pending.host), resolverAddress(), pending.port, kDnsPort};
    if (pending.isResponse) {
        std::swap(endpoints.source, endpoints.destination);
        std::swap(endpoints.sourcePort, endpoints.destinationPort);
    }
    packet.time = pending.time;
    packet.host = pending.host;
    packet.isResponse = pending.isResponse;
    packet.name = name.text;
    packet.type = pending.type;
    packet.ttlSeconds = pending.isResponse ? pending.ttlSeconds : 0;
    packet.frame = m_builder.dnsOverUdp(endpoints, content);
}

} // namespace beaconscope::simulate
