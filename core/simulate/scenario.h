// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/ip_address.h"
#include "core/base/time.h"
#include "core/dns/record_type.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::simulate {

enum class JitterKind : std::uint8_t {
    Symmetric,  ///< period × (1 ± jitter), uniform
    Shortening, ///< period × (1 - jitter) to period, uniform: Cobalt Strike's convention
};

/// The times of something that repeats. Each time is counted from the one before.
struct Rhythm {
    Duration period = std::chrono::seconds{60};
    double jitter = 0; ///< 0 .. 1, as a share of the period
    JitterKind jitterKind = JitterKind::Symmetric;
    double missedShare = 0; ///< 0 .. 1: share of beats at which nothing is sent
};

/// A name that every host asks for with a rhythm, such as an updater or a directory. Each host
/// starts at its own time.
struct Service {
    std::string name;
    Rhythm rhythm;
    dns::RecordType type = dns::RecordType::A; ///< A asks for AAAA too, as getaddrinfo() does
    std::uint32_t ttlSeconds = 300;
    bool exists = true; ///< false: the answer is NXDOMAIN
};

/// One host that asks for one name with a rhythm. Its look-ups use the host's cache like all
/// others, so a TTL that is longer than the period hides beats.
struct Beacon {
    std::uint32_t host = 0; ///< 0-based
    std::string name;
    Rhythm rhythm;
    Duration start{0}; ///< time of the first beat after the scenario's start
    std::uint32_t ttlSeconds = 5;
};

/// People who open pages. They visit some sites far more often than others (Zipf's law). Each page
/// also loads from other names. The host caches answers for their TTL.
struct Browsing {
    std::uint32_t sites = 600;
    std::uint32_t thirdParties = 80;               ///< names that pages of many sites load from
    Duration meanPause = std::chrono::seconds{45}; ///< between two pages of one host
};

/// Describes a capture to generate. The same scenario gives the same bytes on every machine.
struct Scenario {
    std::uint64_t seed = 1;
    Timestamp start = timestampFromSeconds(1'709'542'800, 0); // 2024-03-04T09:00:00Z
    Duration duration = std::chrono::hours{2};
    std::uint32_t hosts = 6;
    std::optional<Browsing> browsing = Browsing{};
    std::vector<Service> services;
    std::vector<Beacon> beacons;
    double lostResponseShare = 0.003; ///< 0 .. 1: share of lost responses; the host asks again
};

inline constexpr std::uint32_t kMaxHosts = 60'000;

/// Returns why the scenario cannot be generated: a beacon on a host that does not exist, an invalid
/// name, or a number out of range. Returns nothing if the scenario is valid.
std::optional<Error> validate(const Scenario& scenario);

/// Returns an address of 10.20.0.0/16. The first host has 10.20.1.0.
IpAddress hostAddress(std::uint32_t host);
IpAddress resolverAddress();

/// The sample that comes with the program: six hosts, two hours, an updater and a directory that
/// all of them ask for, a beacon at exactly 60 s, and one with jitter and missed beats.
Scenario classroomSample();

} // namespace beaconscope::simulate
