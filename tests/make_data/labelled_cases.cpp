// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/make_data/labelled_cases.h"

#include "tests/make_data/rhythms.h"

#include <array>

namespace beaconscope::testdata {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::uint16_t kTxt = 16;
constexpr std::uint16_t kNoSuchName = 3;

std::string address(std::uint32_t host) {
    return simulate::hostAddress(host).toString();
}

/// People who browse, and an updater that every host asks for.
simulate::Scenario background(std::uint64_t seed, Timestamp start, std::uint32_t hosts,
                              Duration meanPause) {
    simulate::Scenario scenario;
    scenario.seed = seed;
    scenario.start = start;
    scenario.duration = hours{3};
    scenario.hosts = hosts;
    scenario.browsing = simulate::Browsing{200, 40, meanPause};
    scenario.services = {{"update.softwarehub.example", {minutes{10}, 0.05}}};
    return scenario;
}

CaseLog startedCase(std::uint64_t seed, std::uint32_t hosts, Duration meanPause) {
    const Timestamp start = timestampFromSeconds(1'717'400'000, 0);
    CaseLog log(seed, start);
    log.play(background(seed, start, hosts, meanPause));
    for (std::uint32_t host = 0; host < hosts; ++host)
        log.label({"telemetry_common", address(host), "softwarehub.example"});
    return log;
}

/// A beacon that asks for one name with every beat.
void addBeacon(CaseLog& log, const std::string& scenario, const std::string& domain,
               const Beats& beats, std::optional<Reply> reply = Reply{5, 0}) {
    everyBeat(log, beats,
              [&](Timestamp time) { log.ask(time, beats.host, "cdn." + domain, reply); });
    log.label({"beacon", address(beats.host), domain, scenario, parametersOf(beats)});
}

/// Asks at random for what the cache gives up after its TTL: the gaps prefer the TTL.
void addCachedUse(CaseLog& log, std::uint32_t host) {
    constexpr seconds kTtl{60};
    Timestamp expiry = log.start();
    atRandom(log, seconds{9}, hours{3}, [&](Timestamp time) {
        if (time < expiry)
            return;
        log.ask(time, host, "img.busy-page.example", Reply{kTtl.count(), 0});
        expiry = time + kTtl;
    });
    log.label({"ttl_refresh", address(host), "busy-page.example"});
}

/// Nobody answers: the client asks again after 1, 2 and 4 s, which is its patience and no rhythm.
void addRetries(CaseLog& log, std::uint32_t host) {
    atRandom(log, minutes{4}, hours{3}, [&](Timestamp time) {
        for (const int later : {0, 1, 3, 7})
            log.ask(time + seconds{later} + log.random().between(Duration::zero(), milliseconds{5}),
                    host, "printer.gone.example", std::nullopt);
    });
}

/// Files are looked up by their hash, senders of mail by their address: new names, but no rhythm
/// and no data.
void addHarmlessNames(CaseLog& log, std::uint32_t host, Duration meanPause) {
    atRandom(log, meanPause, hours{3}, [&](Timestamp time) {
        log.ask(time, host, randomHex(log.random(), 32) + ".files.reputation.example");
    });
    atRandom(log, meanPause, hours{3}, [&](Timestamp time) {
        std::string reversed;
        for (int part = 0; part < 4; ++part)
            reversed += std::to_string(log.random().below(256)) + '.';
        log.ask(time, host, reversed + "zen.blocklist.example", Reply{60, kNoSuchName});
    });
}

CaseLog withoutBeacons() {
    CaseLog log = startedCase(101, 6, seconds{60});
    addCachedUse(log, 0);
    addRetries(log, 1);
    addHarmlessNames(log, 2, seconds{40});
    // A person who comes back to one page all day, and one who mistypes.
    atRandom(log, seconds{80}, hours{3},
             [&](Timestamp time) { log.ask(time, 3, "www.daily-news.example"); });
    atRandom(log, seconds{70}, hours{3}, [&](Timestamp time) {
        log.ask(time, 4, "www." + randomHex(log.random(), 6) + ".example", Reply{60, kNoSuchName});
    });
    return log;
}

CaseLog jittered() {
    CaseLog log = startedCase(102, 5, seconds{90});
    addBeacon(log, "a_fixed", "steady-sync.example", {0, seconds{60}});
    addBeacon(log, "b_sym", "northgate-cdn.example", {1, seconds{90}, Jitter::Symmetric, 0.2});
    addBeacon(log, "b_cs", "stat-relay.example", {2, seconds{60}, Jitter::Shortening, 0.5});
    addBeacon(log, "b_sliver", "cloudpost.example", {3, seconds{45}, Jitter::Lengthening, 0.3});
    addBeacon(log, "b_gauss", "metricbay.example", {4, seconds{75}, Jitter::Gaussian, 0.1});
    addBeacon(log, "i_slow", "night-owl.example", {0, minutes{15}, Jitter::Symmetric, 0.01});
    return log;
}

CaseLog disturbed() {
    CaseLog log = startedCase(103, 6, seconds{90});
    addBeacon(log, "c_missed", "lossy-link.example", {0, seconds{60}, Jitter::None, 0, 0.4});

    const Beats bursts{1, minutes{5}, Jitter::Symmetric, 0.05};
    everyBeat(log, bursts, [&](Timestamp time) {
        for (int i = 0; i < 6; ++i)
            log.ask(time + log.random().between(Duration::zero(), milliseconds{1800}), 1,
                    "api" + std::to_string(i % 3) + ".many-at-once.example");
    });
    log.label({"beacon", address(1), "many-at-once.example", "j_burst", parametersOf(bursts)});

    const Beats amongPeople{2, seconds{120}, Jitter::Symmetric, 0.03};
    addBeacon(log, "h_mixed", "shared-drive.example", amongPeople);
    atRandom(log, minutes{6}, hours{3},
             [&](Timestamp time) { log.ask(time, 2, "www.shared-drive.example"); });

    // Its server is gone: every beat is asked for three times.
    const Beats unanswered{3, minutes{5}, Jitter::Symmetric, 0.02};
    everyBeat(log, unanswered, [&](Timestamp time) {
        for (const int later : {0, 1, 3})
            log.ask(time + seconds{later}, 3, "c2.fallen-server.example", std::nullopt);
    });
    log.label(
        {"beacon", address(3), "fallen-server.example", "l_retried", parametersOf(unanswered)});

    Beats first{4, seconds{40}, Jitter::Symmetric, 0.05};
    first.end = minutes{90};
    Beats second{4, seconds{150}, Jitter::Symmetric, 0.05};
    second.start = minutes{91};
    addBeacon(log, "e_change", "new-orders.example", first);
    everyBeat(log, second, [&](Timestamp time) {
        log.ask(time, 4, "cdn.new-orders.example", Reply{5, 0});
    });
    return log;
}

CaseLog manyNames() {
    CaseLog log = startedCase(104, 4, seconds{120});
    const Beats generated{0, seconds{60}, Jitter::Symmetric, 0.1};
    everyBeat(log, generated, [&](Timestamp time) {
        log.ask(time, 0, randomHex(log.random(), 12) + ".example", Reply{60, kNoSuchName});
    });
    log.label({"beacon", address(0), "*nx*", "g_dga", parametersOf(generated)});

    // Each domain alone is asked for at random; all of them together have the rhythm.
    constexpr std::array kColours{"blue", "grey", "gold", "teal", "rose", "lime", "plum", "sand",
                                  "pink", "navy", "ruby", "jade", "rust", "snow", "mint", "fawn"};
    std::vector<std::string> lookAlikes;
    for (const char* colour : kColours)
        lookAlikes.push_back(std::string("sky-") + colour + ".example");
    const Beats rotation{1, seconds{40}, Jitter::Symmetric, 0.15};
    everyBeat(log, rotation, [&](Timestamp time) {
        log.ask(time, 1, "gate." + lookAlikes[log.random().below(lookAlikes.size())], Reply{5, 0});
    });
    std::string domains;
    for (const std::string& domain : lookAlikes)
        domains += (domains.empty() ? "" : ",") + domain;
    log.label({"beacon", address(1), domains, "g_multi", parametersOf(rotation)});

    const Beats subdomains{2, seconds{120}, Jitter::Symmetric, 0.1};
    everyBeat(log, subdomains, [&](Timestamp time) {
        log.ask(time, 2, randomHex(log.random(), 8) + ".zone-files.example");
    });
    log.label({"beacon", address(2), "zone-files.example", "f_rotsub", parametersOf(subdomains)});
    return log;
}

CaseLog tunnels() {
    CaseLog log = startedCase(105, 3, seconds{120});
    // A transfer: names full of data, one after the other, as fast as they are answered.
    for (const int begin : {20, 75, 140}) {
        Timestamp time = log.start() + minutes{begin};
        for (int i = 0; i < 150; ++i) {
            log.ask(time, 0, randomHex(log.random(), 44) + ".t.exfil-road.example", Reply{0, 0},
                    kTxt);
            time += log.random().between(milliseconds{80}, milliseconds{300});
        }
    }
    log.label({"tunnel", address(0), "exfil-road.example", "transfer"});
    addHarmlessNames(log, 1, seconds{25});
    return log;
}

} // namespace

std::vector<LabelledCase> labelledCases() {
    std::vector<LabelledCase> cases;
    cases.push_back({"gen01_no_beacons", withoutBeacons()});
    cases.push_back({"gen02_jitter", jittered()});
    cases.push_back({"gen03_disturbed", disturbed()});
    cases.push_back({"gen04_many_names", manyNames()});
    cases.push_back({"gen05_tunnels", tunnels()});
    return cases;
}

} // namespace beaconscope::testdata
