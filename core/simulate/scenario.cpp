// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/scenario.h"

#include "core/base/text.h"
#include "core/simulate/wire_name.h"

#include <fmt/core.h>

#include <array>
#include <limits>

namespace beaconscope::simulate {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration kMinPeriod = milliseconds{10};
constexpr Duration kMaxTime = hours{24 * 366};
constexpr std::uint32_t kMaxSites = 1'000'000;

bool isShare(double value) {
    return value >= 0 && value <= 1; // false for NaN
}

std::optional<Error> invalid(std::string message) {
    return Error{std::move(message), {}, {}};
}

std::optional<Error> validateRhythm(const std::string& name, const Rhythm& rhythm) {
    const std::string shown = escapeForTerminal(name);
    if (!wireName(name))
        return invalid(fmt::format("\"{}\" is not a domain name", shown));
    if (rhythm.period < kMinPeriod || rhythm.period > kMaxTime)
        return invalid(fmt::format("{}: the period must be 0.01 s to 366 days", shown));
    if (!isShare(rhythm.jitter) || !isShare(rhythm.missedShare))
        return invalid(fmt::format("{}: jitter and missed beats are shares, 0 to 1", shown));
    return std::nullopt;
}

std::optional<Error> validateBrowsing(const Browsing& browsing) {
    if (browsing.sites < 1 || browsing.sites > kMaxSites || browsing.thirdParties < 1 ||
        browsing.thirdParties > kMaxSites)
        return invalid("Sites and third parties must be 1 to 1,000,000");
    if (browsing.meanPause < kMinPeriod || browsing.meanPause > kMaxTime)
        return invalid("The pause between pages must be 0.01 s to 366 days");
    return std::nullopt;
}

} // namespace

std::optional<Error> validate(const Scenario& scenario) {
    if (scenario.hosts < 1 || scenario.hosts > kMaxHosts)
        return invalid(fmt::format("Hosts must be 1 to {}", kMaxHosts));
    if (scenario.duration <= Duration::zero() || scenario.duration > kMaxTime)
        return invalid("The duration must be above 0 and at most 366 days");
    // pcap has unsigned 32-bit seconds.
    const Timestamp latest = timestampFromSeconds(std::numeric_limits<std::uint32_t>::max(), 0);
    if (scenario.start < Timestamp{} || scenario.start > latest - 2 * kMaxTime)
        return invalid("The start must lie between 1970 and 2104");
    if (!isShare(scenario.lostResponseShare))
        return invalid("Lost responses are a share, 0 to 1");
    if (scenario.browsing) {
        if (auto error = validateBrowsing(*scenario.browsing))
            return error;
    }
    for (const Service& service : scenario.services) {
        if (auto error = validateRhythm(service.name, service.rhythm))
            return error;
    }
    for (const Beacon& beacon : scenario.beacons) {
        if (auto error = validateRhythm(beacon.name, beacon.rhythm))
            return error;
        if (beacon.host >= scenario.hosts)
            return invalid(fmt::format("{}: there is no host {}, only 0 to {}", beacon.name,
                                       beacon.host, scenario.hosts - 1));
        if (beacon.start < Duration::zero() || beacon.start > kMaxTime)
            return invalid(fmt::format("{}: the start must be 0 to 366 days", beacon.name));
    }
    return std::nullopt;
}

IpAddress hostAddress(std::uint32_t host) {
    const std::uint32_t number = host + 256;
    return IpAddress::v4(std::array{std::byte{10}, std::byte{20},
                                    static_cast<std::byte>(number >> 8U & 0xffU),
                                    static_cast<std::byte>(number & 0xffU)});
}

IpAddress resolverAddress() {
    return IpAddress::v4(std::array{std::byte{10}, std::byte{20}, std::byte{0}, std::byte{2}});
}

Scenario classroomSample() {
    Scenario scenario;
    // With this seed no response to a beacon is lost. After a lost response the host asks again,
    // and that extra query would spoil the perfect rhythm.
    scenario.seed = 20240307;
    scenario.browsing->meanPause = seconds{50};
    scenario.services = {
        {"update.softwarehub.example", {minutes{10}, 0.05}, dns::RecordType::A, 120, true},
        {"_ldap._tcp.dc._msdcs.office.example",
         {minutes{15}, 0.1},
         dns::RecordType::Srv,
         600,
         true},
        {"wpad.office.example", {minutes{25}, 0.5}, dns::RecordType::A, 0, false},
    };
    scenario.beacons = {
        {2, "sync.northgate-cdn.example", {seconds{60}}, minutes{4}, 5},
        {4,
         "img.quietharbour.example",
         {seconds{90}, 0.2, JitterKind::Symmetric, 0.12},
         minutes{11},
         5},
    };
    return scenario;
}

} // namespace beaconscope::simulate
