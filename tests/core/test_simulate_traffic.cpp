// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/name_universe.h"
#include "core/simulate/random.h"
#include "tests/support/simulated_messages.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace beaconscope;
using namespace beaconscope::simulate;
using namespace beaconscope::testing;

namespace {

using std::chrono::hours;
using std::chrono::minutes;

Scenario withBeacon(const Rhythm& rhythm) {
    Scenario scenario = quietScenario();
    scenario.duration = hours{24};
    scenario.beacons = {{1, "beacon.example", rhythm}};
    return scenario;
}

} // namespace

/// What hosts ask for, and when.
class TestSimulateTraffic : public QObject {
    Q_OBJECT

private slots:
    void packetsComeInOrderOfTime() {
        Scenario scenario = classroomSample();
        scenario.lostResponseShare = 0.2;
        const auto packets = play(scenario);
        QVERIFY(std::is_sorted(
            packets.begin(), packets.end(),
            [](const SimulatedMessage& a, const SimulatedMessage& b) { return a.time < b.time; }));
        QVERIFY(packets.front().time >= scenario.start);
    }

    void beaconsKeepTheirPeriod() {
        const auto times = queryTimes(play(withBeacon({minutes{5}})), "beacon.example");
        QCOMPARE(times.size(), std::size_t{288});
        for (const double interval : intervalsOf(times))
            QVERIFY(interval >= 300 && interval < 300.02);
    }

    void jitterFillsItsRange() {
        const auto symmetric =
            intervalsOf(queryTimes(play(withBeacon({minutes{1}, 0.25})), "beacon.example"));
        const auto [least, most] = std::minmax_element(symmetric.begin(), symmetric.end());
        QVERIFY(*least >= 45 && *least < 46);
        QVERIFY(*most > 74 && *most < 75.02);

        const auto shortened = intervalsOf(queryTimes(
            play(withBeacon({minutes{1}, 0.5, JitterKind::Shortening})), "beacon.example"));
        const auto [shortest, longest] = std::minmax_element(shortened.begin(), shortened.end());
        QVERIFY(*shortest >= 30 && *shortest < 31);
        QVERIFY(*longest > 59 && *longest < 60.02);
    }

    void missedBeatsKeepTheClock() {
        const auto intervals = intervalsOf(queryTimes(
            play(withBeacon({minutes{1}, 0, JitterKind::Symmetric, 0.3})), "beacon.example"));
        QVERIFY(intervals.size() > 900 && intervals.size() < 1100); // of 1439
        for (const double interval : intervals)
            QVERIFY(std::abs(interval - 60 * std::round(interval / 60)) < 0.2);
    }

    void startIsKept() {
        Scenario scenario = withBeacon({minutes{1}});
        scenario.beacons[0].start = hours{3};
        const auto times = queryTimes(play(scenario), "beacon.example");
        QCOMPARE(times.front() - scenario.start, Duration(hours{3}));
    }

    void hostCacheHidesBeats() {
        Scenario scenario = withBeacon({minutes{1}});
        scenario.beacons[0].ttlSeconds = 150;
        const auto intervals = intervalsOf(queryTimes(play(scenario), "beacon.example"));
        QVERIFY(!intervals.empty());
        for (const double interval : intervals)
            QVERIFY(interval >= 150);
    }

    void resolverGivesTheRemainingTtl() {
        Scenario scenario = quietScenario();
        scenario.hosts = 2;
        scenario.beacons = {{0, "shared.example", {hours{3}}, minutes{0}, 600},
                            {1, "shared.example", {hours{3}}, minutes{4}, 600}};
        std::vector<std::uint32_t> ttls;
        for (const SimulatedMessage& packet : play(scenario)) {
            if (packet.isResponse)
                ttls.push_back(packet.ttlSeconds);
        }
        QCOMPARE(ttls, (std::vector<std::uint32_t>{600, 360}));
    }

    void lostResponsesAreAskedForAgain() {
        Scenario scenario = quietScenario();
        scenario.duration = minutes{1};
        scenario.lostResponseShare = 1;
        scenario.beacons = {{0, "lost.example", {minutes{5}}}};
        const auto packets = play(scenario);
        QCOMPARE(packets.size(), std::size_t{3});
        QCOMPARE(packets[1].time - packets[0].time, Duration(std::chrono::seconds{1}));
        QVERIFY(std::none_of(packets.begin(), packets.end(),
                             [](const SimulatedMessage& packet) { return packet.isResponse; }));
    }

    void servicesAskForBothAddressFamilies() {
        Scenario scenario = quietScenario();
        scenario.services = {{"twin.example", {hours{3}}}};
        scenario.hosts = 1;
        std::set<dns::RecordType> types;
        for (const SimulatedMessage& packet : play(scenario))
            types.insert(packet.type);
        QCOMPARE(types, (std::set<dns::RecordType>{dns::RecordType::A, dns::RecordType::Aaaa}));
    }

    void addingABeaconLeavesTheRestAlone() {
        Scenario scenario = classroomSample();
        scenario.lostResponseShare = 0;
        const auto before = queryTimes(play(scenario), scenario.beacons[0].name);
        scenario.beacons.push_back({0, "new.example", {minutes{2}}});
        QCOMPARE(queryTimes(play(scenario), scenario.beacons[0].name), before);
    }

    void exponentialHasItsMeanAndTail() {
        Random random(7, 0);
        double total = 0;
        int beyond = 0;
        constexpr int kCount = 200'000;
        for (int i = 0; i < kCount; ++i) {
            const double value = seconds(random.exponential(minutes{10}));
            total += value / kCount;
            beyond += value > 600 ? 1 : 0;
        }
        QVERIFY(std::abs(total - 600) < 6);
        QVERIFY(std::abs(beyond / double{kCount} - std::exp(-1)) < 0.005);
    }

    void popularSitesAreAskedForMore() {
        Scenario scenario = quietScenario();
        scenario.browsing = Browsing{};
        const NameUniverse names(scenario, Random(1, 0));
        Random random(2, 0);
        std::map<std::uint32_t, int> counts;
        for (int i = 0; i < 100'000; ++i)
            ++counts[names.drawSite(random)];
        // Zipf's law over 600 sites: the first has a share of 1/H(600) = 0.143.
        QVERIFY(std::abs(counts[0] - 14'350) < 500);
        QVERIFY(std::abs(counts[1] - 7'175) < 400);
        QVERIFY(counts.rbegin()->first < scenario.browsing->sites);
    }
};

BEACONSCOPE_TEST(TestSimulateTraffic)
#include "test_simulate_traffic.moc"
